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

  /// Writes a string, its escapes undone, behind those that a pool holds; gives where it stands
  /// there. Bytes that are not UTF-8 stay as they are.
  package mutating func appendString(to pool: inout StringPool) throws(JSONError) -> Range<Int> {
    skipWhitespace()
    guard byte == UInt8(ascii: "\""), let base = bytes.baseAddress else {
      throw unexpected("a string")
    }
    let start = pool.count
    let raw = UnsafeRawPointer(base)
    var index = offset + 1
    while true {
      while index + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        guard pool.hasRoom(for: 8) else { throw error("more text than the body has") }
        let hits = Self.specials(in: UInt64(littleEndian: word))
        let plain = hits == 0 ? 8 : hits.trailingZeroBitCount / 8
        pool.write(word: word, counting: plain)
        index += plain
        if hits != 0 { break }
      }
      while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C, bytes[index] >= 0x20 {
        guard pool.hasRoom(for: 1) else { throw error("more text than the body has") }
        pool.write(bytes[index])
        index += 1
      }
      guard index < bytes.count else { throw error("ends inside a string", at: bytes.count) }
      if bytes[index] == UInt8(ascii: "\"") {
        offset = index + 1
        return start..<pool.count
      }
      guard bytes[index] == UInt8(ascii: "\\") else {
        throw error("a control character in a string must be escaped", at: index)
      }
      if index + 1 < bytes.count, let plain = Self.shortEscape(bytes[index + 1]) {
        guard pool.hasRoom(for: 1) else { throw error("more text than the body has") }
        pool.write(plain)
        index += 2
      } else {
        offset = index
        var text: [UInt8] = []
        try appendEscape(to: &text)
        guard pool.hasRoom(for: text.count) else { throw error("more text than the body has") }
        pool.write(text)
        index = offset
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

  /// A key of the object, when it is one of two that are known.
  package enum KnownKey: Hashable, Sendable { case first, second, other(String) }

  /// As `nextKey`, without a text for a key that is known.
  package mutating func nextKey(
    _ first: StaticString, or second: StaticString
  ) throws(JSONError) -> KnownKey? {
    var ahead = self
    guard try ahead.nextMember() else {
      self = ahead
      return nil
    }
    if ahead.takeKey(first) {
      self = ahead
      return .first
    }
    if ahead.takeKey(second) {
      self = ahead
      return .second
    }
    return try nextKey().map { .other($0) }
  }

  /// Passes a key that stands here as it is, with its colon.
  private mutating func takeKey(_ name: StaticString) -> Bool {
    let start = offset
    offset += 1
    if take(name), byte == UInt8(ascii: "\"") {
      offset += 1
      skipWhitespace()
      if byte == UInt8(ascii: ":") {
        offset += 1
        return true
      }
    }
    offset = start
    return false
  }

  /// Adds the key of the object's next member to other texts, the cursor then before its value;
  /// false behind the last.
  package mutating func appendKey(to text: inout [UInt8]) throws(JSONError) -> Bool {
    guard try nextMember() else { return false }
    try appendString(to: &text)
    skipWhitespace()
    guard byte == UInt8(ascii: ":") else { throw unexpected("':'") }
    offset += 1
    return true
  }

  /// The first place from here of a quote, a backslash or a control character.
  @inline(__always)
  private func endOfPlain(from start: Int) -> Int {
    var index = start
    if let base = bytes.baseAddress {
      let raw = UnsafeRawPointer(base)
      while index + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        let hits = Self.specials(in: word)
        if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
        index += 8
      }
    }
    while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C, bytes[index] >= 0x20 {
      index += 1
    }
    return index
  }

  /// The high bit of the lowest byte that is a quote, a backslash or a control character; bits above
  /// it may be wrong.
  @inline(__always)
  private static func specials(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let slash = word ^ (ones &* 0x5C)
    return
      (((quote &- ones) & ~quote) | ((slash &- ones) & ~slash)
      | ((word &- ones &* 0x20) & ~word)) & 0x8080_8080_8080_8080
  }

  @inline(__always)
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
