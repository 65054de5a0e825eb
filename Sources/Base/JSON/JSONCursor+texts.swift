extension JSONCursor {
  /// Adds a string's bytes, its escapes undone, to those of other texts. Bytes that are not UTF-8
  /// stay as they are.
  ///
  /// For bodies that are mostly text: nothing is copied twice, and eight bytes are looked at
  /// together.
  package mutating func appendString(to text: inout [UInt8]) throws(JSONError) {
    skipWhitespace()
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a string") }
    offset += 1
    while true {
      let end = endOfPlain(from: offset)
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<end]))
      offset = end
      guard offset < bytes.count else { throw error("ends inside a string", at: bytes.count) }
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return
      case UInt8(ascii: "\\"):
        if offset + 1 < bytes.count, let plain = Self.shortEscape(bytes[offset + 1]) {
          text.append(plain)
          offset += 2
        } else {
          try appendEscape(to: &text)
        }
      default: throw error("a control character in a string must be escaped")
      }
    }
  }

  /// A whole number inside quotes, the form of Loki's times; what 64 bits do not hold is clamped.
  package mutating func quotedInteger() throws(JSONError) -> Int64 {
    skipWhitespace()
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a number in quotes") }
    offset += 1
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    let start = offset
    var number: Int64 = 0
    while byte &- UInt8(ascii: "0") < 10 {
      let digit = Int64(byte &- UInt8(ascii: "0"))
      let (product, first) = number.multipliedReportingOverflow(by: 10)
      let (sum, second) = product.addingReportingOverflow(digit)
      number = first || second ? .max : sum
      offset += 1
    }
    guard offset > start else { throw unexpected("a digit") }
    guard byte == UInt8(ascii: "\"") else { throw unexpected("the end of a number in quotes") }
    offset += 1
    return isNegative ? -number : number
  }

  /// The first place from here of a quote, a backslash or a control character.
  @inline(__always)
  private func endOfPlain(from start: Int) -> Int {
    var index = start
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    if let base = bytes.baseAddress {
      let raw = UnsafeRawPointer(base)
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        // Each term has the high bit of a byte set that is what it looks for; bits above the
        // first hit may be wrong, so only the lowest counts.
        let quote = word ^ (ones &* 0x22)
        let slash = word ^ (ones &* 0x5C)
        let hits =
          (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
            | ((word &- ones &* 0x20) & ~word)) & highs
        if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
        index += 8
      }
    }
    while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C, bytes[index] >= 0x20 {
      index += 1
    }
    return index
  }

  private static func shortEscape(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }
}
