import Text

extension Buffer {
  /// The same screen with each glyph as the ASCII character most like it, one in each of its
  /// columns.
  ///
  /// What hune draws has ASCII forms of its own; units, titles and labels come from outside.
  package var inASCII: Buffer {
    var buffer = self
    for place in cells.indices where !cells[place].glyph.isASCII {
      // A stop at the end of a text that is cut would be taken for its end.
      let glyph =
        cells[place].glyph == "…"
        ? "~" : Glyph(Unicode.Scalar(cells[place].glyph.asciiLikeness))
      if cells[place].glyph.width == 2, cells.indices.contains(place + 1) {
        buffer.cells[place + 1] = Cell(glyph, cells[place].style)
      }
      buffer.cells[place] = Cell(glyph, cells[place].style)
    }
    return buffer
  }
}
