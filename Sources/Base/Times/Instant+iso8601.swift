extension Instant {
  /// Reads a date and time of ISO 8601 as Go writes them: `2026-11-21T00:01:12.55099566Z`; in UTC
  /// where no zone stands there. `nil` for any other text, and for Go's zero time, the year 1.
  package init?(iso8601 text: String) {
    guard !text.hasPrefix("0001-01-01T00:00:00"),
      let instant = try? Instant(date: text, calendar: Calendar(.utc))
    else { return nil }
    self = instant
  }
}
