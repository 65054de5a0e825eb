extension Buffer {
  /// The screen as plain text, a line for each row, without the spaces at their ends.
  package func text() -> String {
    var text: [UInt8] = []
    for y in 0..<area.height {
      let start = text.count
      for x in 0..<area.width where !self[x, y].isContinuation {
        self[x, y].glyph.append(to: &text)
      }
      while text.count > start, text.last == 0x20 { text.removeLast() }
      text.append(0x0a)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
