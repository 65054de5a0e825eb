extension Buffer {
  /// The screen as text with SGR sequences, a line for each row, every row ending reset.
  package func ansi(_ resolve: (Style) -> ResolvedStyle) -> String {
    var known: [Style: ResolvedStyle] = [:]
    var text: [UInt8] = []
    var last: Style?
    for y in 0..<area.height {
      var current = ResolvedStyle.standard
      last = nil
      for x in 0..<area.width where !self[x, y].isContinuation {
        let cell = self[x, y]
        if cell.style != last {
          last = cell.style
          let style = known[cell.style] ?? resolve(cell.style)
          known[cell.style] = style
          if style != current { text += Array(style.sgr.utf8) }
          current = style
        }
        cell.glyph.append(to: &text)
      }
      text += Array((current == .standard ? "\n" : "\u{1b}[m\n").utf8)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension ResolvedStyle {
  /// The sequence that sets this style and nothing else.
  fileprivate var sgr: String {
    var codes = ["0"]
    if bold { codes.append("1") }
    if italic { codes.append("3") }
    if underline { codes.append("4") }
    if reverse { codes.append("7") }
    if let code = foreground.sgr(base: 30) { codes.append(code) }
    if let code = background.sgr(base: 40) { codes.append(code) }
    return "\u{1b}[" + codes.joined(separator: ";") + "m"
  }
}

extension Color {
  fileprivate func sgr(base: Int) -> String? {
    switch self {
    case .standard: nil
    case .indexed(let index) where index < 8: String(base + Int(index))
    case .indexed(let index) where index < 16: String(base + 52 + Int(index))
    case .indexed(let index): "\(base + 8);5;\(index)"
    case .rgb(let value): "\(base + 8);2;\(value >> 16 & 0xff);\(value >> 8 & 0xff);\(value & 0xff)"
    }
  }
}
