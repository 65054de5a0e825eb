package import Cells
package import Text

/// A few lines in the middle of an area: no data, failed, loading.
package struct CenteredMessage: Widget, Hashable {
  package var lines: [Line]
  package var glyphs: GlyphSet

  package init(_ lines: [Line], glyphs: GlyphSet = .full) {
    self.lines = lines
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    let shown = lines.prefix(area.height)
    let top = area.y + (area.height - shown.count) / 2
    for (row, line) in shown.enumerated() {
      let width = min(line.width, area.width)
      buffer.write(
        line, x: area.x + (area.width - width) / 2, y: top + row, limit: width,
        mark: glyphs.ellipsis)
    }
  }
}

/// A dashed frame that names a type of panel that is not drawn.
package struct UnsupportedBox: Widget, Hashable {
  package var type: DisplayText
  package var glyphs: GlyphSet

  package init(type: DisplayText, glyphs: GlyphSet = .full) {
    self.type = type
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    let box = area.inset(left: 1, right: 1)
    if box.width >= 20, box.height >= 4 { frame(box, into: &buffer) }
    CenteredMessage([Line("unsupported panel type"), Line(type, .dim)], glyphs: glyphs)
      .render(in: box.inset(by: 1), into: &buffer)
  }

  private func frame(_ box: Rect, into buffer: inout Buffer) {
    let style = Style(.border)
    let (across, up): (Glyph, Glyph) = glyphs.isASCII ? ("-", "|") : ("╌", "╎")
    let corners: [Glyph] = glyphs.isASCII ? ["+", "+", "+", "+"] : ["╭", "╮", "╰", "╯"]
    for x in (box.x + 1)..<(box.maxX - 1) {
      buffer[x, box.y] = Cell(across, style)
      buffer[x, box.maxY - 1] = Cell(across, style)
    }
    for y in (box.y + 1)..<(box.maxY - 1) {
      buffer[box.x, y] = Cell(up, style)
      buffer[box.maxX - 1, y] = Cell(up, style)
    }
    buffer[box.x, box.y] = Cell(corners[0], style)
    buffer[box.maxX - 1, box.y] = Cell(corners[1], style)
    buffer[box.x, box.maxY - 1] = Cell(corners[2], style)
    buffer[box.maxX - 1, box.maxY - 1] = Cell(corners[3], style)
  }
}

/// The faint grid of a chart that has no data yet.
package struct LoadingGrid: Widget, Hashable {
  package var glyphs: GlyphSet

  package init(glyphs: GlyphSet = .full) { self.glyphs = glyphs }

  package func render(in area: Rect, into buffer: inout Buffer) {
    let rows = stride(from: area.y, to: area.maxY, by: max(2, area.height / 3))
    for y in rows {
      buffer.fill(
        Rect(x: area.x, y: y, width: area.width, height: 1),
        with: Cell(glyphs.gridLine, Style(.grid)))
    }
  }
}

/// Lines of text from the top, scrolled.
package struct TextBlock: Widget, Hashable {
  package var lines: [Line]
  package var scroll: Int
  package var glyphs: GlyphSet

  package init(_ lines: [Line], scroll: Int = 0, glyphs: GlyphSet = .full) {
    self.lines = lines
    self.scroll = scroll
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    for (row, line) in lines.dropFirst(max(0, scroll)).prefix(area.height).enumerated() {
      buffer.write(line, x: area.x, y: area.y + row, limit: area.width, mark: glyphs.ellipsis)
    }
  }
}
