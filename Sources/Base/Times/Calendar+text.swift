extension Calendar {
  /// `14:32:11`.
  package func time(_ instant: Instant) -> String {
    let parts = components(of: instant)
    return "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
  }

  /// `14:32`.
  package func shortTime(_ instant: Instant) -> String {
    let parts = components(of: instant)
    return "\(two(parts.hour)):\(two(parts.minute))"
  }

  /// `11-21`.
  package func date(_ instant: Instant) -> String {
    let parts = components(of: instant)
    return "\(two(parts.month))-\(two(parts.day))"
  }

  /// `2026-11-21 14:32`.
  package func dateTime(_ instant: Instant) -> String {
    "\(components(of: instant).year)-\(date(instant)) \(shortTime(instant))"
  }

  private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
