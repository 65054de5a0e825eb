import Glibc

/// Local time over libc: the fields of an instant in one zone, and back.
package struct Calendar: Hashable, Sendable {
  package enum Zone: Hashable, Sendable {
    case utc
    /// The machine's own.
    case local
  }

  package var zone: Zone

  package init(_ zone: Zone = .local) { self.zone = zone }

  /// A moment as a wall clock and a calendar show it; months and days count from 1.
  package struct Components: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    /// 0 is Sunday.
    package var weekday: Int

    package init(
      year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0
    ) {
      self.year = year
      self.month = month
      self.day = day
      self.hour = hour
      self.minute = minute
      self.second = second
      weekday = 0
    }
  }

  package func components(of instant: Instant) -> Components {
    var seconds = time_t(instant.nanoseconds.flooredDivision(by: 1_000_000_000))
    var parts = tm()
    switch zone {
    case .utc: gmtime_r(&seconds, &parts)
    case .local: localtime_r(&seconds, &parts)
    }
    var components = Components(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday),
      hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    components.weekday = Int(parts.tm_wday)
    return components
  }

  /// The instant of a wall clock's reading; fields past their end carry over (month 13, day 0).
  /// Where a clock change skips or repeats an hour, libc's choice holds.
  package func instant(of components: Components) -> Instant {
    var parts = tm()
    parts.tm_year = Int32(truncatingIfNeeded: components.year - 1900)
    parts.tm_mon = Int32(truncatingIfNeeded: components.month - 1)
    parts.tm_mday = Int32(truncatingIfNeeded: components.day)
    parts.tm_hour = Int32(truncatingIfNeeded: components.hour)
    parts.tm_min = Int32(truncatingIfNeeded: components.minute)
    parts.tm_sec = Int32(truncatingIfNeeded: components.second)
    parts.tm_isdst = -1
    let seconds = zone == .utc ? timegm(&parts) : mktime(&parts)
    return Instant(nanoseconds: Int64(seconds).multipliedClamped(by: 1_000_000_000))
  }
}
