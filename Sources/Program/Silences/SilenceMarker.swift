/// What a comment ends with, so that a silence is found again after its answer was lost.
package struct SilenceMarker: Hashable, Sendable {
  package var uuid: String

  package init(uuid: String) { self.uuid = uuid }

  package var text: String { "[hune:\(uuid)]" }

  /// A comment with the marker at its end, in the place of one that it had.
  package func marked(_ comment: String) -> String {
    let plain = Self.split(comment).text
    return plain.isEmpty ? text : "\(plain) \(text)"
  }

  /// What people wrote in a comment, and the marker behind it.
  package static func split(_ comment: String) -> (text: String, marker: SilenceMarker?) {
    var scalars = Substring(comment)
    while let last = scalars.last, last.isWhitespace { scalars.removeLast() }
    guard scalars.hasSuffix("]"), let start = lastStart(in: scalars) else {
      return (comment, nil)
    }
    let uuid = scalars[scalars.index(start, offsetBy: 6)...].dropLast()
    guard !uuid.isEmpty, uuid.allSatisfy({ $0.isHexDigit || $0 == "-" }) else {
      return (comment, nil)
    }
    var plain = scalars[..<start]
    while let last = plain.last, last.isWhitespace { plain.removeLast() }
    return (String(plain), SilenceMarker(uuid: String(uuid)))
  }

  private static func lastStart(in text: Substring) -> Substring.Index? {
    guard let bracket = text.lastIndex(of: "["), text[bracket...].hasPrefix("[hune:") else {
      return nil
    }
    return bracket
  }

  /// An identity of version 4 made of random bits.
  package init(high: UInt64, low: UInt64) {
    let high = high & 0xffff_ffff_ffff_0fff | 0x4000
    let low = low & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000
    func hex(_ number: UInt64, _ digits: Int) -> String {
      let text = String(number, radix: 16)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    uuid =
      "\(hex(high >> 32, 8))-\(hex(high >> 16 & 0xffff, 4))-\(hex(high & 0xffff, 4))-"
      + "\(hex(low >> 48, 4))-\(hex(low & 0xffff_ffff_ffff, 12))"
  }
}
