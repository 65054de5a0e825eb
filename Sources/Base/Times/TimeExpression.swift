/// One end of a range as it was written: kept, so that `now` moves with the clock.
package enum TimeExpression: Hashable, Sendable {
  /// `now-6h/d`: steps from the present, in the order written.
  case relative([Step])
  case absolute(Instant)

  package enum Step: Hashable, Sendable {
    case move(Int, CalendarUnit)
    /// Down to the start of the unit for a range's start, up to its end for a range's end.
    case round(CalendarUnit)
    /// A length that units alone can't say.
    case shift(Span)
  }

  package static let now = TimeExpression.relative([])

  /// So long before the present.
  package static func ago(_ span: Span) -> TimeExpression {
    .relative([.shift(-span)])
  }

  package func resolve(now: Instant, calendar: Calendar, roundsUp: Bool) -> Instant {
    switch self {
    case .absolute(let instant): return instant
    case .relative(let steps):
      return steps.reduce(now) { instant, step in
        switch step {
        case .move(let count, let unit): calendar.instant(instant, movedBy: count, unit)
        case .round(let unit):
          roundsUp ? calendar.end(of: unit, at: instant) : calendar.start(of: unit, at: instant)
        case .shift(let span): instant + span
        }
      }
    }
  }
}

extension TimeExpression {
  /// Reads `now`, `now-6h`, `now-1d/d`, `2026-11-21`, `2026-11-21 10:00`, `2026-11-21T10:00:00Z`,
  /// or milliseconds since the epoch. A date without a zone is in the calendar's.
  package init(_ text: String, calendar: Calendar = Calendar()) throws(TimesError) {
    let text = text.drop { $0 == " " }
    if text.hasPrefix("now") {
      self = .relative(try Self.steps(text.dropFirst(3), of: text))
    } else if let milliseconds = Int64(text), text.count > 4 {
      self = .absolute(Instant(milliseconds: milliseconds))
    } else {
      self = .absolute(try Instant(date: text, calendar: calendar))
    }
  }

  private static func steps(
    _ text: Substring, of whole: Substring
  ) throws(TimesError) -> [Step] {
    var rest = text
    var steps: [Step] = []
    while let sign = rest.popFirst() {
      switch sign {
      case "+", "-":
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        guard digits.count <= 9 else {
          throw TimesError(.outOfRange, "\(whole): \(digits) is too many")
        }
        let unit = try unit(&rest, of: whole)
        let count = Int(digits) ?? 1
        steps.append(.move(sign == "-" ? -count : count, unit))
      case "/":
        steps.append(.round(try unit(&rest, of: whole)))
      default:
        throw TimesError(.malformed, "\(whole): after now come -, + or /, as in now-6h")
      }
    }
    return steps
  }

  private static func unit(
    _ rest: inout Substring, of whole: Substring
  ) throws(TimesError) -> CalendarUnit {
    // A fiscal year or quarter that begins in January is the calendar's.
    if rest.hasPrefix("fQ") || rest.hasPrefix("fy") { rest = rest.dropFirst() }
    guard let letter = rest.popFirst(), let unit = CalendarUnit(rawValue: String(letter)) else {
      throw TimesError(.unknownUnit, "\(whole): a unit is one of s m h d w M Q y")
    }
    return unit
  }
}
