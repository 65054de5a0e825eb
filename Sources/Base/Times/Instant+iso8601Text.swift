extension Instant {
  /// Date and time of ISO 8601 in UTC, to the millisecond: `2026-11-21T10:20:14.250Z`.
  package var iso8601Text: String {
    let parts = Calendar(.utc).components(of: self)
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let fraction = Int(milliseconds - milliseconds.flooredDivision(by: 1000) * 1000)
    return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))T"
      + "\(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
      + ".\(padded(fraction, 3))Z"
  }
}
