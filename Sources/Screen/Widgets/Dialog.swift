package import Cells
package import Text

/// A frame over the screen with lines of text, at most 76×21 unless it may be taller; what lies
/// behind fades.
package struct Dialog: Widget {
  package var title: DisplayText
  package var lines: [Line]
  package var scroll: Int
  /// It takes the screen's height but for a margin.
  package var isTall: Bool
  package var glyphs: GlyphSet

  package init(
    title: DisplayText, lines: [Line], scroll: Int = 0, isTall: Bool = false,
    glyphs: GlyphSet = .full
  ) {
    self.isTall = isTall
    self.title = title
    self.lines = lines
    self.scroll = scroll
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width >= 4, area.height >= 3 else { return }
    let widest = max(title.width + 4, lines.map(\.width).max() ?? 0)
    let box = area.centered(
      width: min(DialogFrame.size.width, widest + 6),
      height: min(
        isTall ? max(DialogFrame.size.height, area.height - 6) : DialogFrame.size.height,
        lines.count + 2))
    DialogFrame(title: title, box: box, glyphs: glyphs).render(in: area, into: &buffer)
    let inside = box.inset(left: 3, top: 1, right: 3, bottom: 1)
    let first = max(0, min(scroll, lines.count - inside.height))
    for (row, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
      let onSurface = line.restyled { $0.background = Ink(.surface) }
      buffer.write(
        onSurface, x: inside.x, y: inside.y + row, limit: inside.width, mark: glyphs.ellipsis)
    }
    if first + inside.height < lines.count {
      let more =
        Line(" \(lines.count - first - inside.height) more ", style(.dim))
        + Line(glyphs.below, style(.dim))
      buffer.write(
        more, endingAt: box.maxX - 2, y: box.maxY - 1, limit: box.width - 4, mark: glyphs.ellipsis)
    }
  }

  private func style(_ role: Role) -> Style { Style(Ink(role), on: Ink(.surface)) }
}
