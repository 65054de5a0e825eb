/// Reads `key=value key="quoted value" flag` (logfmt), as much of it as is well formed.
package enum Logfmt {
  /// The pairs in the order of the text; a key without `=` has no value. At most `limit` of them.
  ///
  /// Nothing is an error: text between pairs is keys without values, and a quote that does not end
  /// goes to the end of the line, as Loki reads it.
  package static func pairs(
    in text: some Collection<UInt8>, limit: Int = 128
  ) -> [(key: String, value: String?)] {
    let bytes = Array(text)
    var pairs: [(key: String, value: String?)] = []
    var index = 0
    while pairs.count < limit {
      while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
      guard index < bytes.count else { break }
      let start = index
      while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "="),
        bytes[index] != UInt8(ascii: "\"")
      {
        index += 1
      }
      let key = String(decoding: bytes[start..<index], as: UTF8.self)
      guard index < bytes.count, bytes[index] == UInt8(ascii: "="), !key.isEmpty else {
        if key.isEmpty { index += 1 } else { pairs.append((key, nil)) }
        continue
      }
      index += 1
      pairs.append((key, value(in: bytes, at: &index)))
    }
    return pairs
  }

  /// Whether a text has the look of logfmt: a key and `=` at its start.
  package static func isLikely(_ text: some Collection<UInt8>) -> Bool {
    var count = 0
    for byte in text.prefix(64) {
      if byte == UInt8(ascii: "=") { return count > 0 }
      let isName =
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == 0x5F
        || byte == 0x2E || byte == 0x2D
      guard isName else { return false }
      count += 1
    }
    return false
  }

  private static func value(in bytes: [UInt8], at index: inout Int) -> String {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
      let start = index
      while index < bytes.count, bytes[index] > 0x20 { index += 1 }
      return String(decoding: bytes[start..<index], as: UTF8.self)
    }
    index += 1
    var value: [UInt8] = []
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
        switch bytes[index] {
        case UInt8(ascii: "n"): value.append(0x0A)
        case UInt8(ascii: "t"): value.append(0x09)
        case UInt8(ascii: "r"): value.append(0x0D)
        case UInt8(ascii: "u"):
          if let scalar = scalar(in: bytes, at: &index) {
            value += Array(String(Character(scalar)).utf8)
          } else {
            value.append(bytes[index])
          }
        default: value.append(bytes[index])
        }
      } else {
        value.append(bytes[index])
      }
      index += 1
    }
    if index < bytes.count { index += 1 }
    return String(decoding: value, as: UTF8.self)
  }

  /// The character of `u` and four digits, of two such where they are halves of one; the index is
  /// then on the last digit.
  private static func scalar(in bytes: [UInt8], at index: inout Int) -> Unicode.Scalar? {
    func unit(_ start: Int) -> UInt32? {
      guard start + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[start..<start + 4], as: UTF8.self)
      return digits.utf8.allSatisfy { $0 != 0x2B && $0 != 0x2D } ? UInt32(digits, radix: 16) : nil
    }
    guard let first = unit(index + 1) else { return nil }
    if (0xD800..<0xDC00).contains(first), index + 6 < bytes.count, bytes[index + 5] == 0x5C,
      bytes[index + 6] == UInt8(ascii: "u"), let second = unit(index + 7),
      (0xDC00..<0xE000).contains(second)
    {
      index += 10
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }
    index += 4
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }
}
