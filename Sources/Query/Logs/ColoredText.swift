/// A text with the colours that its SGR sequences ask for (ECMA-48, `ESC [ … m`), the sequences
/// themselves taken out. Whatever else stands in it stays, for the sanitiser to strip.
package struct ColoredText: Hashable, Sendable {
  package enum Color: Hashable, Sendable {
    /// Of the 256: the first 8 and their bright forms, the cube, the greys.
    case indexed(UInt8)
    case rgb(UInt8, UInt8, UInt8)
  }

  package struct Look: Hashable, Sendable {
    package var foreground: Color?
    package var background: Color?
    package var isBold = false
    package var isUnderlined = false
    package init() {}
  }

  package struct Piece: Hashable, Sendable {
    package var text: [UInt8]
    package var look: Look
  }

  package private(set) var pieces: [Piece] = []

  package init(_ text: some Collection<UInt8>) {
    let bytes = Array(text)
    var look = Look()
    var start = 0
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x1B, let sequence = Self.sequence(in: bytes, at: index) else {
        index += 1
        continue
      }
      add(bytes[start..<index], look)
      Self.apply(sequence.numbers, to: &look)
      index = sequence.end
      start = index
    }
    add(bytes[start...], look)
  }

  private mutating func add(_ text: ArraySlice<UInt8>, _ look: Look) {
    guard !text.isEmpty else { return }
    if let last = pieces.indices.last, pieces[last].look == look {
      pieces[last].text += text
    } else {
      pieces.append(Piece(text: Array(text), look: look))
    }
  }

  /// The numbers of a sequence that begins here, and the place behind it.
  private static func sequence(
    in bytes: [UInt8], at start: Int
  ) -> (numbers: [Int], end: Int)? {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    var numbers = [0]
    var index = start + 2
    // Longer ones are no colours.
    while index < bytes.count, index < start + 64 {
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int(bytes[index] - UInt8(ascii: "0"))
        numbers[numbers.count - 1] = min(9_999, numbers[numbers.count - 1] * 10 + digit)
      case UInt8(ascii: ";"), UInt8(ascii: ":"): numbers.append(0)
      case UInt8(ascii: "m"): return (numbers, index + 1)
      default: return nil
      }
      index += 1
    }
    return nil
  }

  private static func apply(_ numbers: [Int], to look: inout Look) {
    var rest = numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: look = Look()
      case 1: look.isBold = true
      case 4: look.isUnderlined = true
      case 22: look.isBold = false
      case 24: look.isUnderlined = false
      case 30...37: look.foreground = .indexed(UInt8(number - 30))
      case 90...97: look.foreground = .indexed(UInt8(number - 90 + 8))
      case 39: look.foreground = nil
      case 40...47: look.background = .indexed(UInt8(number - 40))
      case 100...107: look.background = .indexed(UInt8(number - 100 + 8))
      case 49: look.background = nil
      case 38: look.foreground = color(&rest) ?? look.foreground
      case 48: look.background = color(&rest) ?? look.background
      default: break
      }
    }
  }

  private static func color(_ rest: inout ArraySlice<Int>) -> Color? {
    switch rest.popFirst() {
    case 5: return rest.popFirst().map { .indexed(UInt8(clamping: $0)) }
    case 2:
      guard rest.count >= 3 else {
        rest = []
        return nil
      }
      let parts = rest.prefix(3).map { UInt8(clamping: $0) }
      rest = rest.dropFirst(3)
      return .rgb(parts[0], parts[1], parts[2])
    default: return nil
    }
  }
}

extension ColoredText {
  /// The text without its colours.
  package static func stripped(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x1B) else { return text }
    return ColoredText(text).pieces.flatMap(\.text)
  }
}
