extension Buffer {
  /// The screen as plain text, a line for each row, without the spaces at their ends.
  package func text() -> String {
    var text = ""
    for y in 0..<area.height {
      var row = ""
      for x in 0..<area.width where !self[x, y].isContinuation {
        row.unicodeScalars.append(contentsOf: self[x, y].glyph.scalars)
      }
      while row.utf8.last == 0x20 { row.removeLast() }
      text += row + "\n"
    }
    return text
  }
}
