import Times

/// Numbers as Prometheus's templates write them: `template.go` of its 2.42.
enum Humanize {
  /// `1.235k`, `12.3m`.
  static func metric(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return GoFormat.general(value, precision: 4) }
    var (value, prefix) = (value, "")
    if value.magnitude >= 1 {
      for next in ["k", "M", "G", "T", "P", "E", "Z", "Y"] where value.magnitude >= 1000 {
        prefix = next
        value /= 1000
      }
    } else {
      for next in ["m", "u", "n", "p", "f", "a", "z", "y"] where value.magnitude < 1 {
        prefix = next
        value *= 1000
      }
    }
    return GoFormat.general(value, precision: 4) + prefix
  }

  /// `1.5Gi`.
  static func binary(_ value: Double) -> String {
    guard value.isFinite, value.magnitude > 1 else { return GoFormat.general(value, precision: 4) }
    var (value, prefix) = (value, "")
    for next in ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"] where value.magnitude >= 1024 {
      prefix = next
      value /= 1024
    }
    return GoFormat.general(value, precision: 4) + prefix
  }

  /// Seconds as `1d 2h 3m 4s`, `4.5s`, `12ms`.
  static func duration(_ value: Double) -> String {
    guard value.isFinite else { return GoFormat.general(value, precision: 4) }
    guard value != 0 else { return "0s" }
    guard value.magnitude >= 1 else {
      var (value, prefix) = (value, "")
      for next in ["m", "u", "n", "p", "f", "a", "z", "y"] where value.magnitude < 1 {
        prefix = next
        value *= 1000
      }
      return GoFormat.general(value, precision: 4) + prefix + "s"
    }
    let sign = value < 0 ? "-" : ""
    let total = Int64(exactly: value.magnitude.rounded(.towardZero)) ?? .max
    let (days, hours, minutes, seconds) = (
      total / 86_400, total / 3600 % 24, total / 60 % 60, total % 60
    )
    if days != 0 { return "\(sign)\(days)d \(hours)h \(minutes)m \(seconds)s" }
    if hours != 0 { return "\(sign)\(hours)h \(minutes)m \(seconds)s" }
    if minutes != 0 { return "\(sign)\(minutes)m \(seconds)s" }
    return sign + GoFormat.general(value.magnitude, precision: 4) + "s"
  }

  /// Seconds since 1970 as `2015-04-25 18:58:17.23 +0000 UTC`.
  static func timestamp(_ value: Double) throws(TemplateError) -> String {
    guard value.isFinite else { return GoFormat.general(value, precision: 4) }
    guard let nanoseconds = Int64(exactly: (value * 1e9).rounded(.towardZero)) else {
      throw TemplateError(
        "\(GoFormat.general(value, precision: 4)) cannot be represented as a nanoseconds timestamp since it overflows int64"
      )
    }
    let instant = Instant(milliseconds: nanoseconds / 1_000_000)
    let parts = Calendar(.utc).components(of: instant)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let thousandths = ((instant.milliseconds % 1000) + 1000) % 1000
    var fraction = String(1000 + thousandths).dropFirst()
    while fraction.last == "0" { fraction.removeLast() }
    let year = String(repeating: "0", count: max(0, 4 - String(parts.year).count)) + "\(parts.year)"
    return "\(year)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute)):"
      + two(parts.second) + (fraction.isEmpty ? "" : ".\(fraction)") + " +0000 UTC"
  }
}
