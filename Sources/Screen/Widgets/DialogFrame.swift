package import Cells
package import Text

/// The frame of a dialog: its ground, its border and its title; what lies behind fades.
package struct DialogFrame: Widget {
  /// The largest dialog, its border included.
  package static let size = (width: 76, height: 21)

  package var title: DisplayText
  /// Where it stands on the screen.
  package var box: Rect
  package var glyphs: GlyphSet

  package init(title: DisplayText, box: Rect, glyphs: GlyphSet = .full) {
    self.title = title
    self.box = box
    self.glyphs = glyphs
  }

  /// `area` is the whole screen, which fades.
  package func render(in area: Rect, into buffer: inout Buffer) {
    buffer.restyle(area) { $0.attributes.insert(.faded) }
    guard box.width >= 2, box.height >= 2 else { return }
    buffer.fill(box, with: Cell(.space, Style(Ink(.text), on: Ink(.surface))))
    let marks: [Glyph] =
      glyphs.isASCII ? ["+", "+", "+", "+", "-", "|"] : ["╭", "╮", "╰", "╯", "─", "│"]
    let style = Style(Ink(.accent), on: Ink(.surface))
    for x in box.x..<box.maxX {
      buffer[x, box.y] = Cell(marks[4], style)
      buffer[x, box.maxY - 1] = Cell(marks[4], style)
    }
    for y in box.y..<box.maxY {
      buffer[box.x, y] = Cell(marks[5], style)
      buffer[box.maxX - 1, y] = Cell(marks[5], style)
    }
    buffer[box.x, box.y] = Cell(marks[0], style)
    buffer[box.maxX - 1, box.y] = Cell(marks[1], style)
    buffer[box.x, box.maxY - 1] = Cell(marks[2], style)
    buffer[box.maxX - 1, box.maxY - 1] = Cell(marks[3], style)
    buffer.write(
      " " + title + " ", x: box.x + 2, y: box.y,
      style: Style(Ink(.bright), on: Ink(.surface), .bold), limit: max(0, box.width - 4),
      mark: glyphs.ellipsis)
  }
}
