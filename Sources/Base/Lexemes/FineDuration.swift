/// Durations down to the nanosecond, as Loki and Tempo read them: Prometheus's (`1d12h`), else
/// Go's with fractions and a sign (`1.5h`, `-250us`).
package enum FineDuration {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// The nanoseconds of a whole text; `nil` for what is no duration or beyond 292 years.
  package static func nanoseconds(_ text: String) -> Int64? {
    if let milliseconds = try? DurationText.milliseconds(text) { return milliseconds * 1_000_000 }
    var rest = text[...]
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    var sum: Int64 = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0 == "." || $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(number.count)
      let name = rest.prefix { !($0 == "." || $0.isASCII && $0.isNumber) }
      rest = rest.dropFirst(name.count)
      guard let unit = units.first(where: { $0.name == name }),
        let part = product(number, unit.nanoseconds)
      else { return nil }
      let (total, isOverflown) = sum.addingReportingOverflow(part)
      guard !isOverflown else { return nil }
      sum = total
    }
    return isNegative ? -sum : sum
  }

  /// A decimal number of a unit, cut to whole nanoseconds.
  private static func product(_ number: Substring, _ unit: Int64) -> Int64? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, number.utf8.count > parts.count - 1 else { return nil }
    let whole: Int64? = parts[0].isEmpty ? 0 : Int64(parts[0])
    guard let whole else { return nil }
    let (product, isTooMuch) = whole.multipliedReportingOverflow(by: unit)
    guard !isTooMuch else { return nil }
    guard parts.count == 2, !parts[1].isEmpty else { return product }
    guard let fraction = Double("0." + parts[1]) else { return nil }
    // At most one unit, so far inside 64 bits.
    let (sum, isOverflown) = product.addingReportingOverflow(
      Int64((fraction * Double(unit)).rounded(.toNearestOrEven)))
    return isOverflown ? nil : sum
  }

  /// The canonical text, which reads back as the same duration: `36h` is `1d12h`, and below the
  /// millisecond `1h0m0.5us` is `1h500ns`.
  package static func text(_ nanoseconds: Int64) -> String {
    if nanoseconds % 1_000_000 == 0, nanoseconds >= 0 {
      return DurationText.text(nanoseconds / 1_000_000)
    }
    var rest = nanoseconds.magnitude
    var text = nanoseconds < 0 ? "-" : ""
    for unit in units.reversed() where unit.name != "µs" && unit.name != "μs" {
      let size = unit.nanoseconds.magnitude
      if rest >= size { text += "\(rest / size)\(unit.name)" }
      rest %= size
    }
    return text
  }
}
