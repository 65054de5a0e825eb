extension Span {
  private static let units: [(text: String, milliseconds: Int64)] = [
    ("ms", 1), ("y", 31_536_000_000), ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000),
    ("m", 60_000), ("s", 1000),
  ]

  /// Reads a duration as Prometheus writes it (`15s`, `1h30m`, `250ms`), with one unit at least;
  /// a number alone is seconds.
  package init(parsing text: some StringProtocol) throws(TimesError) {
    if let seconds = Double(String(text)), seconds.isFinite {
      self.init(seconds: seconds)
      return
    }
    var rest = Substring(text)
    var total: Int64 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      guard let count = Double(String(digits)),
        let unit = Self.units.first(where: { rest.hasPrefix($0.text) })
      else { throw TimesError(.malformed, "\(text): not a duration such as 30s or 1h30m") }
      rest = rest.dropFirst(unit.text.count)
      total = total.addingClamped(Int64(clamping: (count * Double(unit.milliseconds)).rounded()))
    }
    guard !text.isEmpty else { throw TimesError(.malformed, "an empty duration") }
    self.init(milliseconds: total)
  }

  /// The duration as Prometheus reads it, in the largest unit that divides it: `90m`, `1h`, `250ms`.
  package var prometheusText: String {
    let milliseconds = milliseconds
    guard milliseconds != 0 else { return "0s" }
    let unit = Self.units.dropFirst().first {
      $0.text != "y" && $0.text != "w" && milliseconds % $0.milliseconds == 0
    }
    guard let unit else { return "\(milliseconds)ms" }
    return "\(milliseconds / unit.milliseconds)\(unit.text)"
  }

  /// A length or an age for people, in two units at most: `12 s`, `6 min`, `2 h 05`, `3 d 4 h`.
  package var ageText: String {
    let seconds = max(0, nanoseconds / 1_000_000_000)
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400)
    if seconds < 60 { return "\(seconds) s" }
    if minutes < 60 { return "\(minutes) min" }
    if hours < 24 {
      let rest = minutes % 60
      return rest == 0 ? "\(hours) h" : "\(hours) h \(rest < 10 ? "0" : "")\(rest)"
    }
    return hours % 24 == 0 ? "\(days) d" : "\(days) d \(hours % 24) h"
  }
}
