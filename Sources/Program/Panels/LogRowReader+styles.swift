package import Cells
package import Logs
import Patterns
import Text
package import Widgets

extension LogRowReader {
  /// A text in the colours that it asks for, on a style that it starts from.
  package func line(_ text: ColoredText, _ style: Style) -> Line {
    var left = Self.messageColumns
    var line = Line()
    for piece in text.pieces where left > 0 {
      let part = glyphs.text(String(decoding: piece.text, as: UTF8.self), limit: left)
      line.spans.append(StyledText(part, Self.style(piece.look, on: style)))
      left -= part.width
    }
    return line
  }

  private static func style(_ look: ColoredText.Look, on base: Style) -> Style {
    var style = base
    if let color = look.foreground { style.foreground = ink(color) }
    if let color = look.background { style.background = ink(color) }
    if look.isBold { style.attributes.insert(.bold) }
    if look.isUnderlined { style.attributes.insert(.underline) }
    return style
  }

  private static func ink(_ color: ColoredText.Color) -> Ink {
    switch color {
    // Black and white are those of the theme, or they could not be read on one of them.
    case .indexed(0), .indexed(8): Ink(.dim)
    case .indexed(7): Ink(.text)
    case .indexed(15): Ink(.bright)
    case .indexed(let index): Ink(fixed: Color.indexed(index).rgb ?? 0)
    case .rgb(let red, let green, let blue):
      Ink(fixed: UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue))
    }
  }

  /// The line with all that is searched lit.
  func lit(_ line: Line) -> Line {
    let text = line.spans.map(\.text.string).joined()
    let matches = highlights.flatMap { $0.matches(in: text) }.filter { $0.end > $0.start }
    guard !matches.isEmpty else { return line }
    var marks = [Bool](repeating: false, count: text.utf8.count)
    for match in matches.prefix(200) {
      for place in match.start..<min(match.end, marks.count) { marks[place] = true }
    }
    var lit = Line()
    var offset = 0
    for span in line.spans {
      let bytes = Array(span.text.string.utf8)
      var start = 0
      while start < bytes.count {
        let isLit = marks[offset + start]
        var end = start
        while end < bytes.count, marks[offset + end] == isLit { end += 1 }
        var style = span.style
        if isLit { (style.background, style.foreground) = (Ink(.raised), Ink(.accent)) }
        if isLit { style.attributes.insert(.bold) }
        let part = DisplayText(String(decoding: bytes[start..<end], as: UTF8.self))
        lit.spans.append(StyledText(part, style))
        start = end
      }
      offset += bytes.count
    }
    return lit
  }
}

extension LogList.Level {
  package init(_ level: LineLevel) {
    self =
      switch level {
      case .critical: .critical
      case .error: .error
      case .warning: .warning
      case .info: .info
      case .debug: .debug
      case .trace: .trace
      }
  }
}
