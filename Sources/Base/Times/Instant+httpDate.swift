extension Instant {
  /// Reads an HTTP date, `Sat, 21 Nov 2026 10:20:14 GMT` (RFC 9110's IMF-fixdate); `nil` for any
  /// other text.
  package init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
      (1...31).contains(day), (1970...9999).contains(year),
      let month = Self.months.firstIndex(where: { parts[2] == $0 })
    else { return nil }
    let clock = parts[4].split(separator: ":").map { Int($0) ?? -1 }
    guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
      (0...60).contains(clock[2])
    else { return nil }
    self = Calendar(.utc).instant(
      of: Calendar.Components(
        year: year, month: month + 1, day: day, hour: clock[0], minute: clock[1],
        second: clock[2]))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
