/// A unit of Grafana's range expressions: `m` is a minute, `M` a month.
package enum CalendarUnit: String, Hashable, Sendable, CaseIterable {
  case second = "s"
  case minute = "m"
  case hour = "h"
  case day = "d"
  case week = "w"
  case month = "M"
  case quarter = "Q"
  case year = "y"
}

extension Calendar {
  /// The instant moved by so many units on the wall clock: a day later is the same time tomorrow.
  package func instant(_ instant: Instant, movedBy count: Int, _ unit: CalendarUnit) -> Instant {
    switch unit {
    case .second: return instant + Span.seconds(Double(count))
    case .minute: return instant + Span.minutes(Double(count))
    case .hour: return instant + Span.hours(Double(count))
    case .day, .week, .month, .quarter, .year: break
    }
    // Within what libc's calendar can hold; past it the range is as good as endless.
    let count = max(-100_000, min(100_000, count))
    var parts = components(of: instant)
    switch unit {
    case .week: parts.day += 7 * count
    case .month: parts.month += count
    case .quarter: parts.month += 3 * count
    case .year: parts.year += count
    default: parts.day += count
    }
    if unit == .month || unit == .quarter || unit == .year { clampDay(of: &parts) }
    let rest =
      instant.nanoseconds - instant.nanoseconds.flooredDivision(by: 1_000_000_000) * 1_000_000_000
    return self.instant(of: parts) + Span(nanoseconds: rest)
  }

  /// The start of the unit that the instant lies in; weeks begin on Monday.
  package func start(of unit: CalendarUnit, at instant: Instant) -> Instant {
    var parts = components(of: instant)
    parts.second = unit == .second ? parts.second : 0
    switch unit {
    case .second, .minute: break
    case .hour: parts.minute = 0
    case .day: (parts.hour, parts.minute) = (0, 0)
    case .week:
      (parts.hour, parts.minute) = (0, 0)
      parts.day -= (parts.weekday + 6) % 7
    case .month: (parts.day, parts.hour, parts.minute) = (1, 0, 0)
    case .quarter:
      (parts.day, parts.hour, parts.minute) = (1, 0, 0)
      parts.month -= (parts.month - 1) % 3
    case .year: (parts.month, parts.day, parts.hour, parts.minute) = (1, 1, 0, 0)
    }
    return self.instant(of: parts)
  }

  /// The last millisecond of the unit that the instant lies in.
  package func end(of unit: CalendarUnit, at instant: Instant) -> Instant {
    self.instant(start(of: unit, at: instant), movedBy: 1, unit) - .milliseconds(1)
  }

  /// 31 January and a month is the last of February, not the 3rd of March.
  private func clampDay(of parts: inout Components) {
    let months = parts.month - 1
    let year = parts.year + (months >= 0 ? months / 12 : (months - 11) / 12)
    let month = ((months % 12) + 12) % 12
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    parts.day = min(parts.day, days[month])
  }
}
