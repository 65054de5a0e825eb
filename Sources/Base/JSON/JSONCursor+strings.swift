extension JSONCursor {
  /// A string, its escapes undone.
  package mutating func string() throws(JSONError) -> String {
    let (content, isPlain) = try scanString()
    let raw = UnsafeBufferPointer(rebasing: bytes[content])
    return isPlain ? String(decoding: raw, as: UTF8.self) : unescaped(raw)
  }

  /// Passes a string; gives where its content stands, and whether it has no escapes.
  mutating func scanString() throws(JSONError) -> (content: Range<Int>, isPlain: Bool) {
    skipWhitespace()
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a string") }
    let start = offset + 1
    var index = start
    var isPlain = true
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        offset = index + 1
        return (start..<index, isPlain)
      }
      if byte == UInt8(ascii: "\\") {
        isPlain = false
        index = try endOfEscape(at: index)
      } else if byte < 0x20 {
        throw error("a control character in a string must be escaped", at: index)
      } else {
        index += 1
      }
    }
    throw error("ends inside a string", at: bytes.count)
  }

  /// The index behind an escape, which is checked.
  private func endOfEscape(at index: Int) throws(JSONError) -> Int {
    guard index + 1 < bytes.count else { throw error("ends inside a string", at: bytes.count) }
    switch bytes[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return index + 2
    case UInt8(ascii: "u"):
      for place in index + 2..<index + 6 {
        guard place < bytes.count else { throw error("ends inside a string", at: bytes.count) }
        guard hexDigit(bytes[place]) != nil else {
          throw error("\\u needs four hexadecimal digits", at: place)
        }
      }
      return index + 6
    default:
      throw error("an escape that JSON does not know", at: index)
    }
  }

  /// Adds what an escape at the cursor stands for, a pair of surrogates as one, and passes it.
  mutating func appendEscape(to text: inout [UInt8]) throws(JSONError) {
    _ = try endOfEscape(at: offset)
    var index = offset + 2
    let scalar = scalarEscape(in: bytes, at: &index)
    // The second half of a pair is part of the text only if it is well formed itself.
    if index > offset + 6 { _ = try endOfEscape(at: offset + 6) }
    text.append(contentsOf: Character(scalar).utf8)
    offset = index
  }

  /// The text of a string's content whose escapes are known to be well formed.
  private func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = 0
    while index < raw.count {
      guard raw[index] == UInt8(ascii: "\\"), index + 1 < raw.count else {
        text.append(raw[index])
        index += 1
        continue
      }
      let letter = raw[index + 1]
      index += 2
      switch letter {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "u"):
        let scalar = scalarEscape(in: raw, at: &index)
        text.append(contentsOf: Array(String(Character(scalar)).utf8))
      default: text.append(letter)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The scalar of the four digits at an index, with the second half of a pair if one follows;
  /// U+FFFD for half a pair.
  private func scalarEscape(
    in raw: UnsafeBufferPointer<UInt8>, at index: inout Int
  ) -> Unicode.Scalar {
    let first = codeUnit(in: raw, at: index)
    index += 4
    guard (0xD800..<0xDC00).contains(first) else {
      return Unicode.Scalar(first) ?? "\u{FFFD}"
    }
    guard index + 6 <= raw.count, raw[index] == UInt8(ascii: "\\"),
      raw[index + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let second = codeUnit(in: raw, at: index + 2)
    guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
    index += 6
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private func codeUnit(in raw: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
    guard index + 4 <= raw.count else { return 0xFFFD }
    return (index..<index + 4).reduce(0) { $0 << 4 | UInt32(hexDigit(raw[$1]) ?? 0) }
  }

  private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
