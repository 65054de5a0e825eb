package import Cells
package import Text

/// A number in digits of three rows, made of half blocks: 3×5 dots a digit.
package struct LargeDigits: Widget, Hashable {
  package var text: DisplayText
  package var style: Style

  package init(_ text: DisplayText, style: Style = .title) {
    self.text = text
    self.style = style
  }

  package static let height = 3

  /// The dots of a character, a row of three bits after the other from the top; nil where there is
  /// no large form.
  private static let dots: [Character: [UInt8]] = [
    "0": [7, 5, 5, 5, 7], "1": [2, 6, 2, 2, 7], "2": [7, 1, 7, 4, 7], "3": [7, 1, 7, 1, 7],
    "4": [5, 5, 7, 1, 1], "5": [7, 4, 7, 1, 7], "6": [7, 4, 7, 5, 7], "7": [7, 1, 1, 1, 1],
    "8": [7, 5, 7, 5, 7], "9": [7, 5, 7, 1, 7], "-": [0, 0, 7, 0, 0], ".": [0, 0, 0, 0, 1],
    ",": [0, 0, 0, 1, 2], " ": [0, 0, 0, 0, 0], ":": [0, 1, 0, 1, 0],
  ]

  /// The columns of the number, or nil when a character has no large form.
  package static func width(of text: DisplayText) -> Int? {
    var width = 0
    for character in text.string {
      guard dots[character] != nil else { return nil }
      width += advance(of: character)
    }
    return max(0, width - 1)
  }

  private static func advance(of character: Character) -> Int {
    character == "." || character == "," || character == ":" || character == " " ? 2 : 4
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.height >= Self.height else { return }
    var x = area.x
    for character in text.string {
      guard let rows = Self.dots[character] else { continue }
      let advance = Self.advance(of: character)
      guard x + advance - 1 <= area.maxX else { return }
      for row in 0..<Self.height {
        for column in 0..<(advance - 1) {
          let bit = UInt8(1) << UInt8(advance == 2 ? 0 : 2 - column)
          let upper = rows[row * 2] & bit != 0
          let lower = row * 2 + 1 < rows.count && rows[row * 2 + 1] & bit != 0
          guard upper || lower else { continue }
          let glyph: Glyph = upper && lower ? "█" : (upper ? "▀" : "▄")
          buffer[x + column, area.y + row] = Cell(glyph, style)
        }
      }
      x += advance
    }
  }
}
