import LogQL
import Samples
import Times
import World

extension EmbeddedLoki {
  /// The range that a request asks for, within what is known; an hour without any, or `since`.
  func range(_ form: RequestForm, _ now: Instant) throws(LokiRefusal) -> TimeRange {
    let end = try time(form, "end") ?? now
    var start = end + -Span.hours(1)
    if !form["since"].isEmpty { start = end + -(try span(form["since"], name: "since")) }
    if let given = try time(form, "start") { start = given }
    guard start < end else {
      throw LokiRefusal("end timestamp must not be before or equal to start time")
    }
    return TimeRange(from: start, to: end)
  }

  /// What of a range is known: not the future, not what is older than the past.
  func known(_ range: TimeRange, _ now: Instant) -> TimeRange {
    let first = max(range.from, now + -Self.age, SyntheticWorld.epoch)
    return TimeRange(from: first, to: max(first, min(range.to, now)))
  }

  /// Nanoseconds, seconds with a fraction, or RFC 3339, told apart as Loki does.
  func time(_ form: RequestForm, _ name: String) throws(LokiRefusal) -> Instant? {
    let text = form[name]
    guard !text.isEmpty else { return nil }
    if text.contains("."), let seconds = Double(text), seconds.isFinite {
      return Instant(seconds: seconds)
    }
    if let number = Int64(text) {
      // Ten digits are seconds, all more nanoseconds.
      return text.utf8.count <= 10
        ? Instant(milliseconds: number * 1_000) : Instant(nanoseconds: number)
    }
    let moment = try? TimeExpression(text).resolve(
      now: Instant(milliseconds: 0), calendar: Calendar(.utc), roundsUp: false)
    guard text.contains("T"), let moment else {
      throw LokiRefusal(
        "could not parse '\(name)' parameter: strconv.ParseInt: parsing \(quoted(text)): "
          + "invalid syntax")
    }
    return moment
  }

  func span(_ text: String, name: String) throws(LokiRefusal) -> Span {
    if let seconds = Double(text), seconds.isFinite, seconds > 0 { return .seconds(seconds) }
    guard let span = try? Span(parsing: text), span > .zero else {
      throw LokiRefusal("cannot parse \(quoted(text)) to a valid duration")
    }
    return span
  }

  func limit(_ form: RequestForm) throws(LokiRefusal) -> Int {
    let text = form["limit"]
    guard !text.isEmpty else { return 100 }
    guard let limit = Int(text) else {
      throw LokiRefusal("strconv.Atoi: parsing \(quoted(text)): invalid syntax")
    }
    guard limit > 0 else { throw LokiRefusal("limit must be a positive value") }
    guard limit <= 5_000 else {
      throw LokiRefusal(
        "max entries limit per query exceeded, limit > max_entries_limit_per_query "
          + "(\(limit) > 5000)")
    }
    return limit
  }

  func parsed(_ text: String) throws(LokiRefusal) -> LogQLQuery {
    guard !text.isEmpty else { throw LokiRefusal("parse error : syntax error: unexpected $end") }
    do throws(LogQLError) {
      return try LogQLQuery(parsing: text)
    } catch {
      throw LokiRefusal("\(error)")
    }
  }

  /// The places of the streams that a selector selects; of all without one.
  func streams(_ text: String) throws(LokiRefusal) -> Set<Int> {
    guard !text.isEmpty, text != "{}" else { return Set(log.streams.indices) }
    guard let query = try parsed(text).logQueries.first else { return [] }
    return try streams(of: query)
  }

  func streams(of query: LogQuery) throws(LokiRefusal) -> Set<Int> {
    var matchers: [SeriesMatcher] = []
    for matcher in query.matchers { matchers.append(try seriesMatcher(matcher)) }
    return Set(
      log.streams.indices.filter { place in
        matchers.allSatisfy { $0.matches(log.streams[place][$0.name] ?? "") }
      })
  }
}
