package import Times

/// The time range that the operator chose: kept as expressions while it follows the clock.
package enum RangeSelection: Hashable, Sendable {
  /// Resolved anew at each refresh: `now-1h` to `now`.
  case expressions(from: TimeExpression, to: TimeExpression)
  /// A fixed stretch of the past.
  case fixed(TimeRange)

  package func range(now: Instant, calendar: Calendar) -> TimeRange {
    switch self {
    case .expressions(let from, let to):
      TimeRange(
        from: from.resolve(now: now, calendar: calendar, roundsUp: false),
        to: to.resolve(now: now, calendar: calendar, roundsUp: true))
    case .fixed(let range): range
    }
  }

  /// True while the range moves with the clock.
  package var isRelative: Bool {
    if case .expressions(.relative, _) = self { true } else { false }
  }

  /// True while the end of the range is the present.
  package var isLive: Bool {
    if case .expressions(_, let to) = self { to == .now } else { false }
  }
}

extension RangeSelection {
  /// Widths that zooming stops at.
  private static let widths: [Span] =
    [1, 5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10080, 20160, 43200, 129_600].map { .minutes($0) }

  /// Half as wide, or twice: the next round width. A live range keeps its end at the present.
  package func zoomed(in zoomsIn: Bool, now: Instant, calendar: Calendar) -> RangeSelection {
    let range = range(now: now, calendar: calendar)
    let width =
      (zoomsIn
        ? Self.widths.last { $0 < range.span } : Self.widths.first { $0 > range.span })
      ?? range.span
    if isLive { return .last(width) }
    let middle = Span(nanoseconds: range.span.nanoseconds / 2)
    let half = Span(nanoseconds: width.nanoseconds / 2)
    let from = range.from + middle - half
    return .fixed(TimeRange(from: from, to: from + width))
  }

  /// Half a width earlier or later; what would reach past the present is live again.
  package func moved(later: Bool, now: Instant, calendar: Calendar) -> RangeSelection {
    let range = range(now: now, calendar: calendar)
    let half = Span(nanoseconds: range.span.nanoseconds / 2)
    guard later else {
      return .fixed(TimeRange(from: range.from - half, to: range.to - half))
    }
    if range.to + half >= now { return .last(range.span) }
    return .fixed(TimeRange(from: range.from + half, to: range.to + half))
  }

  /// The last stretch up to now.
  package static func last(_ span: Span) -> RangeSelection {
    .expressions(from: .ago(span), to: .now)
  }
}
