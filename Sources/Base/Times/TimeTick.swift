/// A mark on a time axis.
package struct TimeTick: Hashable, Sendable {
  package var instant: Instant
  package var label: String
}

extension Calendar {
  private static let steps: [(count: Int, unit: CalendarUnit, seconds: Double)] = [
    (1, .second, 1), (2, .second, 2), (5, .second, 5), (10, .second, 10), (15, .second, 15),
    (30, .second, 30), (1, .minute, 60), (2, .minute, 120), (5, .minute, 300),
    (10, .minute, 600), (15, .minute, 900), (20, .minute, 1200), (30, .minute, 1800),
    (1, .hour, 3600), (2, .hour, 7200), (3, .hour, 10_800), (6, .hour, 21_600),
    (12, .hour, 43_200), (1, .day, 86_400), (2, .day, 172_800), (1, .week, 604_800),
    (2, .week, 1_209_600), (1, .month, 2_592_000), (1, .quarter, 7_776_000), (1, .year, 31_536_000),
  ]

  /// At most so many ticks on round local times, with equal steps, for the axis of a range.
  package func ticks(in range: TimeRange, atMost count: Int) -> [TimeTick] {
    guard count > 0, range.span > .zero else { return [] }
    let least = range.span.seconds / Double(count)
    guard let step = Self.steps.first(where: { $0.seconds >= least }) else { return [] }
    var ticks: [TimeTick] = []
    var instant = firstTick(of: step.count, step.unit, at: range.from)
    while instant <= range.to, ticks.count <= count {
      if instant >= range.from {
        ticks.append(TimeTick(instant: instant, label: label(instant, step.unit)))
      }
      let next = self.instant(instant, movedBy: step.count, step.unit)
      guard next > instant else { break }
      instant = next
    }
    return ticks.count > count ? ticks.dropLast(ticks.count - count) : ticks
  }

  /// The last round time at or before an instant.
  private func firstTick(of count: Int, _ unit: CalendarUnit, at instant: Instant) -> Instant {
    var parts = components(of: start(of: unit, at: instant))
    switch unit {
    case .second: parts.second -= parts.second % count
    case .minute: parts.minute -= parts.minute % count
    case .hour: parts.hour -= parts.hour % count
    case .day: parts.day -= (parts.day - 1) % count
    case .week, .month, .quarter, .year: break
    }
    return self.instant(of: parts)
  }

  private func label(_ instant: Instant, _ unit: CalendarUnit) -> String {
    switch unit {
    case .second: return time(instant)
    case .minute, .hour:
      let text = shortTime(instant)
      return text == "00:00" ? date(instant) : text
    case .day, .week: return date(instant)
    case .month, .quarter: return "\(components(of: instant).year)-\(date(instant).prefix(2))"
    case .year: return "\(components(of: instant).year)"
    }
  }
}
