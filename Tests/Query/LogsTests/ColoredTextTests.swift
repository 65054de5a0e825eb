import Testing

@testable import Logs

struct ColoredTextTests {
  private func pieces(_ text: String) -> [String] {
    ColoredText(text.utf8).pieces.map { piece in
      var words: [String] = []
      if let color = piece.look.foreground { words.append("\(color)") }
      if let color = piece.look.background { words.append("on \(color)") }
      if piece.look.isBold { words.append("bold") }
      if piece.look.isUnderlined { words.append("underlined") }
      return String(decoding: piece.text, as: UTF8.self) + "|" + words.joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("plain", ["plain|"]), ("", []),
    ("a \u{1b}[31mred\u{1b}[0m b", ["a |", "red|indexed(1)", " b|"]),
    ("\u{1b}[1;4;38;2;255;100;0mx\u{1b}[my", ["x|rgb(255, 100, 0) bold underlined", "y|"]),
    ("\u{1b}[38;5;208mx\u{1b}[39;48;5;999my", ["x|indexed(208)", "y|on indexed(255)"]),
    ("\u{1b}[97;104mx\u{1b}[22;24;49my", ["x|indexed(15) on indexed(12)", "y|indexed(15)"]),
    ("\u{1b}[1m\u{1b}[22mx", ["x|"]),
    ("\u{1b}[2Jx\u{1b}]0;t\u{7}", ["\u{1b}[2Jx\u{1b}]0;t\u{7}|"]),
    ("\u{1b}[38;2;1mx", ["x|"]), ("\u{1b}[31", ["\u{1b}[31|"]), ("\u{1b}", ["\u{1b}|"]),
    ("\u{1b}[99999999999999999999mx", ["x|"]),
  ])
  func keepsColoursAndNothingElse(text: String, expected: [String]) {
    #expect(pieces(text) == expected)
  }
}
