package import Times

/// What is wrong with something that an operator wrote; the words go under the line.
package struct InputProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}

/// Time ranges as people write them.
package enum RangeText {
  /// Ranges that are usual, as they can be written, and in words.
  package static let usual: [(text: String, title: String)] =
    [("5m", "last 5 minutes"), ("15m", "last 15 minutes"), ("30m", "last 30 minutes")]
    .map { ("now-\($0.0) to now", $0.1) }
    + [
      ("1h", "last hour"), ("3h", "last 3 hours"), ("6h", "last 6 hours"),
      ("12h", "last 12 hours"), ("24h", "last 24 hours"), ("2d", "last 2 days"),
      ("7d", "last 7 days"), ("14d", "last 14 days"), ("30d", "last 30 days"),
    ].map { ("now-\($0.0) to now", $0.1) }
    + [
      ("now/d to now", "today so far"), ("now/d to now/d", "today"),
      ("now-1d/d to now-1d/d", "yesterday"), ("now-7d/d to now-7d/d", "this day last week"),
      ("now/w to now", "this week so far"), ("now-1w/w to now-1w/w", "last week"),
      ("now/M to now", "this month so far"), ("now-1M/M to now-1M/M", "last month"),
    ]

  /// Reads `now-6h`, `now-6h to now-1h`, `2026-11-21 10:00 to 12:00`, `10:00 to 12:00` (of today),
  /// or a day; a start alone goes to the present.
  package static func read(
    _ text: String, now: Instant, calendar: Calendar
  ) -> Result<RangeSelection, InputProblem> {
    do throws(InputProblem) {
      return .success(try selection(of: text, now: now, calendar: calendar))
    } catch {
      return .failure(error)
    }
  }

  private static func selection(
    of text: String, now: Instant, calendar: Calendar
  ) throws(InputProblem) -> RangeSelection {
    let (start, end) = ends(of: text)
    guard !start.isEmpty else {
      throw InputProblem("a start is missing, as in now-6h to now")
    }
    let dated = isTime(start) ? calendar.dateTime(now).prefix(10) + " " + start : start
    let from = try expression(dated, calendar)
    let to: TimeExpression
    if let end {
      guard !end.isEmpty else {
        throw InputProblem("an end is missing, as in \(start) to now")
      }
      // A time alone is of the day that the start names.
      let day = dated.prefix(10)
      to = try expression(isTime(end) ? day + " " + end : end, calendar)
    } else if case .absolute(let instant) = from, isDay(start) {
      // A day is meant as a whole.
      to = .absolute(calendar.end(of: .day, at: instant))
    } else {
      to = .now
    }
    let first = from.resolve(now: now, calendar: calendar, roundsUp: false)
    let last = to.resolve(now: now, calendar: calendar, roundsUp: true)
    guard first < last else {
      throw InputProblem("the range ends before it begins")
    }
    guard first < now else { throw InputProblem("the range lies in the future") }
    if case .absolute = from, case .absolute = to {
      return .fixed(TimeRange(from: first, to: last))
    }
    return .expressions(from: from, to: to)
  }

  private static func ends(of text: String) -> (start: String, end: String?) {
    let words = text.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(where: { ["to", "until", "-", "–", "→"].contains($0) })
    else { return (words.joined(separator: " "), nil) }
    return (
      words[..<place].joined(separator: " "), words[(place + 1)...].joined(separator: " ")
    )
  }

  private static func expression(
    _ text: String, _ calendar: Calendar
  ) throws(InputProblem) -> TimeExpression {
    do {
      return try TimeExpression(text, calendar: calendar)
    } catch {
      throw InputProblem(error.description)
    }
  }

  /// `10:00` or `9:30:15`, without a day.
  private static func isTime(_ text: String) -> Bool {
    text.count >= 4 && text.count <= 8 && text.contains(":")
      && text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ":") }
  }

  private static func isDay(_ text: String) -> Bool {
    text.count == 10 && text.dropFirst(4).first == "-"
  }
}
