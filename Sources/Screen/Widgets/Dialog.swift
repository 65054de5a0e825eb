package import Cells
package import Text

/// A frame over the screen, at most 76×21, with lines of text; what lies behind fades.
package struct Dialog: Widget {
  package var title: DisplayText
  package var lines: [Line]
  package var scroll: Int
  package var glyphs: GlyphSet

  package init(title: DisplayText, lines: [Line], scroll: Int = 0, glyphs: GlyphSet = .full) {
    self.title = title
    self.lines = lines
    self.scroll = scroll
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width >= 4, area.height >= 3 else { return }
    buffer.restyle(area) { $0.attributes.insert(.faded) }
    let widest = max(title.width + 4, lines.map(\.width).max() ?? 0)
    let box = area.centered(
      width: min(76, widest + 6), height: min(21, lines.count + 2))
    buffer.fill(box, with: Cell(.space, Style(Ink(.text), on: Ink(.surface))))
    frame(box, into: &buffer)
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
      buffer.write(more, endingAt: box.maxX - 2, y: box.maxY - 1, limit: box.width - 4)
    }
  }

  private func style(_ role: Role) -> Style { Style(Ink(role), on: Ink(.surface)) }

  private func frame(_ box: Rect, into buffer: inout Buffer) {
    let marks: [Glyph] =
      glyphs.isASCII ? ["+", "+", "+", "+", "-", "|"] : ["╭", "╮", "╰", "╯", "─", "│"]
    for x in box.x..<box.maxX {
      buffer[x, box.y] = Cell(marks[4], style(.accent))
      buffer[x, box.maxY - 1] = Cell(marks[4], style(.accent))
    }
    for y in box.y..<box.maxY {
      buffer[box.x, y] = Cell(marks[5], style(.accent))
      buffer[box.maxX - 1, y] = Cell(marks[5], style(.accent))
    }
    buffer[box.x, box.y] = Cell(marks[0], style(.accent))
    buffer[box.maxX - 1, box.y] = Cell(marks[1], style(.accent))
    buffer[box.x, box.maxY - 1] = Cell(marks[2], style(.accent))
    buffer[box.maxX - 1, box.maxY - 1] = Cell(marks[3], style(.accent))
    buffer.write(
      " " + title + " ", x: box.x + 2, y: box.y,
      style: Style(Ink(.bright), on: Ink(.surface), .bold),
      limit: box.width - 4)
  }
}
