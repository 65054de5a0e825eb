package import Times

extension Span {
  /// A length of a span for people: three significant digits in the unit that fits.
  package var durationText: String {
    let magnitude = nanoseconds.magnitude
    let (unit, factor): (String, Double) =
      switch magnitude {
      case 0..<1_000: ("ns", 1)
      case 1_000..<1_000_000: ("µs", 1e3)
      case 1_000_000..<1_000_000_000: ("ms", 1e6)
      case 1_000_000_000..<60_000_000_000: ("s", 1e9)
      case 60_000_000_000..<3_600_000_000_000: ("min", 6e10)
      default: ("h", 3.6e12)
      }
    let value = Double(nanoseconds) / factor
    if magnitude == 0 { return "0" }
    let digits = value.magnitude < 9.995 ? 2 : value.magnitude < 99.95 ? 1 : 0
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let whole = Int64((value.magnitude * scale).rounded())
    let (before, after) = whole.quotientAndRemainder(dividingBy: Int64(scale))
    let fraction = String(after + Int64(scale)).dropFirst()
    let number = digits == 0 || unit == "ns" ? "\(before)" : "\(before).\(fraction)"
    return (nanoseconds < 0 ? "-" : "") + number + " " + unit
  }
}
