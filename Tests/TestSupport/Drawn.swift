package import Cells

/// The rows of a widget drawn on an area of dots: an untouched cell differs from a blank one.
package func drawn(_ widget: some Widget, width: Int, height: Int = 1) -> [String] {
  let dots = Cell("·")
  var buffer = Buffer(width: width, height: height, filledWith: dots)
  widget.render(in: buffer.area, into: &buffer)
  return rows(of: buffer)
}

/// The rows of a buffer as text.
package func rows(of buffer: Buffer) -> [String] {
  (0..<buffer.area.height).map { y in
    var row = ""
    for x in 0..<buffer.area.width where !buffer[x, y].isContinuation {
      row.append(buffer[x, y].glyph.character)
    }
    return row
  }
}
