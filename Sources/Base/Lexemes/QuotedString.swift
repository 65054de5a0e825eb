/// Strings as Go writes them, and with it PromQL, LogQL and TraceQL: `"…"`, `'…'` with escapes,
/// `` `…` `` without.
package enum QuotedString {
  /// Why a quoted string could not be read.
  package struct Problem: Error, Hashable, Sendable {
    /// Prometheus's words.
    package var words: String
  }

  /// Reads the quoted string that begins at an offset.
  ///
  /// Bytes that escapes make (`\xff`) and that are no UTF-8 become U+FFFD in the value.
  /// - Returns: the value and the offset behind the closing quote.
  package static func read(
    _ text: [UInt8], at start: Int
  ) throws(Problem) -> (value: String, end: Int) {
    guard start < text.count else { throw Problem(words: "unterminated quoted string") }
    let quote = text[start]
    var value: [UInt8] = []
    var index = start + 1
    while index < text.count {
      let byte = text[index]
      index += 1
      if byte == quote { return (String(decoding: value, as: UTF8.self), index) }
      if quote != UInt8(ascii: "`") {
        if byte == UInt8(ascii: "\n") { break }
        if byte == UInt8(ascii: "\\") {
          try readEscape(text, &index, quote: quote, into: &value)
          continue
        }
      }
      value.append(byte)
    }
    throw Problem(
      words: quote == UInt8(ascii: "`") ? "unterminated raw string" : "unterminated quoted string")
  }

  private static func readEscape(
    _ text: [UInt8], _ index: inout Int, quote: UInt8, into value: inout [UInt8]
  ) throws(Problem) {
    guard index < text.count else { throw Problem(words: "escape sequence not terminated") }
    let byte = text[index]
    if byte == quote || byte == UInt8(ascii: "\\") {
      value.append(byte)
      index += 1
      return
    }
    if let plain = plainEscapes[byte] {
      value.append(plain)
      index += 1
      return
    }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      value.append(UInt8(truncatingIfNeeded: try number(text, &index, 3, base: 8, below: 256)))
    case UInt8(ascii: "x"):
      index += 1
      value.append(UInt8(truncatingIfNeeded: try number(text, &index, 2, base: 16, below: 256)))
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      index += 1
      let count = byte == UInt8(ascii: "u") ? 4 : 8
      let code = try number(text, &index, count, base: 16, below: 0x11_0000)
      guard let scalar = Unicode.Scalar(code) else { throw invalidCodePoint }
      value.append(contentsOf: String(scalar).utf8)
    default:
      throw Problem(words: "unknown escape sequence \(name(ofCharacterIn: text, at: index))")
    }
  }

  private static let plainEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
    UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
  ]

  private static let invalidCodePoint = Problem(
    words: "escape sequence is an invalid Unicode code point")

  private static func number(
    _ text: [UInt8], _ index: inout Int, _ count: Int, base: UInt32, below limit: UInt32
  ) throws(Problem) -> UInt32 {
    // Eight hexadecimal digits are all that 32 bits hold.
    var number: UInt32 = 0
    for _ in 0..<count {
      guard index < text.count else { throw Problem(words: "escape sequence not terminated") }
      guard let digit = hexDigit(text[index]), digit < base else {
        let name = name(ofCharacterIn: text, at: index)
        throw Problem(words: "illegal character \(name) in escape sequence")
      }
      number = number &* base &+ digit
      index += 1
    }
    guard number < limit else { throw invalidCodePoint }
    return number
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  /// `U+0063 'c'`, as Go's `%#U` writes a character.
  private static func name(ofCharacterIn text: [UInt8], at index: Int) -> String {
    let character = String(decoding: text[index..<min(index + 4, text.count)], as: UTF8.self)
    guard let scalar = character.unicodeScalars.first else { return "U+FFFD" }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return "U+\(padded) '\(scalar)'"
  }
}
