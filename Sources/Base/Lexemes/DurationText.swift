/// Durations as Prometheus writes them: whole numbers with units, the larger first: `1h30m`.
///
/// A year has 365 days. Nothing finer than a millisecond exists.
package enum DurationText {
  package struct Problem: Error, Hashable, Sendable {
    /// Prometheus's words.
    package var words: String
  }

  private static let units: [(name: String, milliseconds: Int64)] = [
    ("y", 365 * 86_400_000), ("w", 7 * 86_400_000), ("d", 86_400_000), ("h", 3_600_000),
    ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// More does not fit in Go's 64 bits of nanoseconds, 292 years.
  package static let maximum: Int64 = .max / 1_000_000

  /// Reads a whole text as a duration, in milliseconds.
  package static func milliseconds(_ text: String) throws(Problem) -> Int64 {
    if text == "0" { return 0 }
    guard !text.isEmpty else { throw Problem(words: "empty duration string") }
    let malformed = Problem(
      words: "not a valid duration string: \(QuotedString.quoted(text))")
    var rest = text[...]
    var next = 0
    var sum: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      let name = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(name.count)
      guard
        !digits.isEmpty,
        let place = units.indices.first(where: { $0 >= next && units[$0].name == name })
      else { throw malformed }
      next = place + 1
      let (product, isTooMuch) = (Int64(digits) ?? .max)
        .multipliedReportingOverflow(by: units[place].milliseconds)
      let (total, isOverflown) = sum.addingReportingOverflow(product)
      guard !isTooMuch, !isOverflown, total <= maximum else {
        throw Problem(words: "duration out of range")
      }
      sum = total
    }
    return sum
  }

  /// The canonical text: years and weeks only where nothing remains, so `90d`, not `12w6d`.
  package static func text(_ milliseconds: Int64) -> String {
    if milliseconds == 0 { return "0s" }
    var rest = milliseconds.magnitude
    var text = milliseconds < 0 ? "-" : ""
    for unit in units {
      let size = unit.milliseconds.magnitude
      if unit.name == "y" || unit.name == "w", rest % size != 0 { continue }
      if rest >= size { text += "\(rest / size)\(unit.name)" }
      rest %= size
    }
    return text
  }
}
