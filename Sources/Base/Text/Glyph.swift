import CUnicode

/// What one cell, or two neighbours, of a terminal can hold: a character of one or two columns with
/// at most four marks on it, never a control, bidirectional or zero-width character.
///
/// It holds no reference, so that a screen of them is copied and compared as plain memory.
package struct Glyph: Hashable, Sendable {
  /// The base in 21 bits, the first and the second mark in 21 each, and a bit for two columns.
  private let low: UInt64
  /// The third and the fourth mark.
  private let high: UInt64

  package static let space = Glyph(base: 0x20, isWide: false)
  /// U+FFFD, for what can't be drawn.
  package static let unknown = Glyph(base: 0xfffd, isWide: false)
  /// The marks that a base may bear; curses takes no more.
  static let mostMarks = 4

  init(base: UInt32, isWide: Bool) {
    low = UInt64(base) | (isWide ? 1 << 63 : 0)
    high = 0
  }

  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// A character as it would be drawn; U+FFFD when it is not one glyph.
  package init(_ character: Character) {
    if let byte = character.asciiValue, byte >= 0x20, byte < 0x7f {
      self.init(base: UInt32(byte), isWide: false)
      return
    }
    var glyphs = Glyphs(String(character))
    let first = glyphs.next() ?? .unknown
    self = glyphs.next() == nil ? first : .unknown
  }

  /// A character of one scalar: cheaper where many are computed, such as braille.
  package init(_ scalar: Unicode.Scalar) {
    switch hune_class_of(scalar.value) {
    case .narrow, .narrow_picture: self.init(base: scalar.value, isWide: false)
    default: self.init(Character(scalar))
    }
  }

  /// 1 or 2 columns.
  package var width: Int { low >> 63 == 0 ? 1 : 2 }

  /// The character that the marks stand on.
  package var base: Unicode.Scalar {
    Unicode.Scalar(UInt32(truncatingIfNeeded: low & 0x1f_ffff)) ?? "\u{fffd}"
  }

  /// The base and its marks.
  package var scalars: [Unicode.Scalar] { [base] + marks.compactMap(Unicode.Scalar.init) }

  package var character: Character {
    guard hasMarks else { return Character(base) }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text.first ?? "\u{fffd}"
  }

  /// The printable ASCII character most like this one, `?` when none is. A glyph of two columns
  /// takes it twice.
  package var asciiLikeness: UInt8 { hune_ascii_of(base.value) }

  /// Whether it is a single ASCII character.
  package var isASCII: Bool { low < 0x80 }

  package var hasMarks: Bool { (low & ~(1 << 63)) >> 21 != 0 }

  /// Appends the glyph in UTF-8.
  package func append(to bytes: inout [UInt8]) {
    let value = UInt32(truncatingIfNeeded: low & 0x1f_ffff)
    if value < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value))
    } else {
      appendScalar(value, to: &bytes)
    }
    if hasMarks { for mark in marks { appendScalar(mark, to: &bytes) } }
  }

  private func appendScalar(_ value: UInt32, to bytes: inout [UInt8]) {
    let scalar = Unicode.Scalar(value) ?? "\u{fffd}"
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  /// The marks in their order.
  private var marks: [UInt32] {
    [low >> 21, low >> 42, high, high >> 21]
      .map { UInt32(truncatingIfNeeded: $0 & 0x1f_ffff) }.filter { $0 != 0 }
  }

  /// The glyph with one more mark in a place, counted from zero.
  func marked(_ mark: UInt32, at place: Int) -> Glyph {
    let bits = UInt64(mark & 0x1f_ffff)
    return place < 2
      ? Glyph(low: low | bits << UInt64(21 * (place + 1)), high: high)
      : Glyph(low: low, high: high | bits << UInt64(21 * (place - 2)))
  }
}

extension Glyph: ExpressibleByExtendedGraphemeClusterLiteral {
  package init(extendedGraphemeClusterLiteral value: Character) { self.init(value) }
}

extension Glyph: CustomStringConvertible {
  package var description: String { String(character) }
}
