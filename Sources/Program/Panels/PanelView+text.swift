import Cells
import Dashboards
import Markup
import Text
import Widgets

// Panels without data: text, and the headers of rows.
extension PanelView {
  static func text(
    _ content: PanelContent, _ options: TextOptions, width: Int, height: Int
  ) -> Drawing {
    let lines = lines(of: options, content, width: width)
    let hidden = lines.count - height
    let scroll = max(0, min(content.scroll, hidden))
    let below = hidden - scroll
    let block = TextBlock(lines, scroll: scroll, glyphs: content.glyphs)
    guard below > 0, height > 0 else { return Drawing(block) }
    return Drawing(
      block, trailing: Line(content.glyphs.below + DisplayText(" \(below) more"), .dim))
  }

  private static func lines(
    of options: TextOptions, _ content: PanelContent, width: Int
  ) -> [Line] {
    switch options.mode {
    case .markdown: Markdown.lines(options.content, width: width, glyphs: content.glyphs)
    case .html: Markdown.lines(html: options.content, width: width, glyphs: content.glyphs)
    case .code: Markdown.lines(plain: options.content, glyphs: content.glyphs)
    }
  }

  /// Rows below those in sight, of panels whose rows are not chosen but scrolled; 0 where all are
  /// seen.
  package static func hiddenRows(_ content: PanelContent, width: Int, height: Int) -> Int {
    switch content.panel.kind {
    case .text(let options):
      return max(0, lines(of: options, content, width: width).count - max(0, height - 1))
    case .stateTimeline, .statusHistory:
      let rows = ShownField.all(of: content).count { $0.times != nil }
      // Beside the title there is the axis, and one row says how many more there are.
      return rows > max(1, height - 2) ? rows - max(1, height - 3) : 0
    default: return 0
    }
  }

  /// A header shows whether its row is open.
  static func title(of content: PanelContent, width: Int) -> DisplayText {
    let title = content.glyphs.text(content.panel.title, limit: max(width, 1))
    guard case .row(let collapsed, _) = content.panel.kind else { return title }
    return (collapsed ? content.glyphs.folded : content.glyphs.down) + " " + title
  }

  static func row(_ content: PanelContent, _ collapsed: Bool, _ count: Int) -> Drawing {
    guard collapsed, count > 0 else { return Drawing(Blank()) }
    let panels = count == 1 ? "1 panel" : "\(count) panels"
    return Drawing(Blank(), trailing: Line(DisplayText(panels + ", Enter opens"), .dim))
  }
}
