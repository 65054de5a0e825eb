import Cells
import Dashboards
import Panels
import Testing

struct TextPanelTests {
  private func text(_ source: String, _ mode: TextOptions.Mode = .markdown) -> PanelContent {
    var options = TextOptions()
    (options.content, options.mode) = (source, mode)
    return content(.text(options), [])
  }

  @Test(
    arguments: [
      (TextOptions.Mode.markdown, ["Panel ──────────────", "Title", "• one *two*"]),
      (.html, ["Panel ──────────────", "# Title - one \\*two\\*"]),
      (.code, ["Panel ──────────────", "# Title", "- one \\*two\\*"]),
    ])
  func theModeSaysHowTextIsRead(mode: TextOptions.Mode, rows: [String]) {
    let drawn = picture(text("# Title\n- one \\*two\\*", mode), 20, 4)
    #expect(Array(drawn.prefix(rows.count)) == rows || mode == .html)
    if mode == .html { #expect(drawn[1...2].joined(separator: " ") == rows[1]) }
  }

  @Test func whatIsBelowIsSaidAndScrolledTo() {
    var content = text((1...9).map { "- \($0)" }.joined(separator: "\n"))
    #expect(picture(content, 30, 5)[0].hasSuffix("↓ 5 more"))
    #expect(PanelView.hiddenRows(content, width: 30, height: 5) == 5)
    content.scroll = 99
    #expect(picture(content, 30, 5).last == "• 9")
    #expect(PanelView.hiddenRows(content, width: 30, height: 50) == 0)
  }

  @Test func aHeaderShowsWhetherItsRowIsOpen() {
    let panel = Panel(
      id: 2, title: "x", gridPos: GridPos(x: 0, y: 0, w: 1, h: 1), kind: .logs(LogsOptions()))
    var closed = content(.row(collapsed: true, panels: [panel, panel]), [])
    #expect(picture(closed, 40, 1) == ["▸ Panel ────────── 2 panels, Enter opens"])
    closed.glyphs = .ascii
    #expect(picture(closed, 40, 1) == ["> Panel ---------- 2 panels, Enter opens"])
    #expect(
      picture(content(.row(collapsed: false, panels: []), []), 20, 1) == ["▾ Panel ────────────"])
  }

  @Test func badTextDrawsHarmlessly() {
    for mode in [TextOptions.Mode.markdown, .html, .code] {
      for source in ["", "\u{1b}[31m日本\u{202e}", String(repeating: "<b>x ", count: 500)] {
        drawAtAllSizes(text(source, mode))
      }
    }
    drawAtAllSizes(content(.row(collapsed: true, panels: []), []))
  }
}
