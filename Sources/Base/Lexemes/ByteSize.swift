/// Sizes as Loki reads them: `5KB` is 5,000 bytes, `5KiB` 5,120; the units' case does not matter.
package enum ByteSize {
  private static let units: [(name: String, bytes: UInt64)] = [
    ("PiB", 1 << 50), ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ("PB", 1_000_000_000_000_000), ("TB", 1_000_000_000_000), ("GB", 1_000_000_000),
    ("MB", 1_000_000), ("kB", 1000), ("B", 1),
  ]

  /// The bytes of a whole text; `nil` for what is no size with a unit or beyond 64 bits.
  package static func bytes(_ text: String) -> UInt64? {
    let number = text.prefix { $0 == "." || $0.isASCII && $0.isNumber }
    var name = text.dropFirst(number.count).lowercased()
    guard !number.isEmpty, !name.isEmpty else { return nil }
    if !name.hasSuffix("b") { name += "b" }
    guard let unit = units.first(where: { $0.name.lowercased() == name }) else { return nil }
    if let whole = UInt64(number) {
      let (product, isTooMuch) = whole.multipliedReportingOverflow(by: unit.bytes)
      return isTooMuch ? nil : product
    }
    guard let value = NumberText.value(String(number)) else { return nil }
    return UInt64(exactly: (value * Double(unit.bytes)).rounded(.towardZero))
  }

  /// The text in the largest unit that divides it.
  package static func text(_ bytes: UInt64) -> String {
    let unit = units.first { bytes != 0 && bytes % $0.bytes == 0 } ?? ("B", 1)
    return "\(bytes / unit.bytes)\(unit.name)"
  }
}
