import ArgumentParser
import Times

/// How far back lines and traces are looked for.
struct SinceOption: ParsableArguments {
  @Option(help: ArgumentHelp("How far back to begin; the range without it.", valueName: "1h"))
  var since: String?

  mutating func validate() throws {
    if let since, (try? Span(parsing: since)).map({ $0 > .zero }) != true {
      throw ValidationError("--since \(since): a duration such as 1h")
    }
  }

  /// The range that was asked for, the last hour without one.
  func range(_ options: SourceOptions, now: Instant) throws -> TimeRange {
    let calendar = Calendar()
    let to = try options.to.map { try TimeExpression($0) } ?? .now
    let end = to.resolve(now: now, calendar: calendar, roundsUp: true)
    var from = end + -Span.hours(1)
    if let text = options.from {
      from = try TimeExpression(text).resolve(now: now, calendar: calendar, roundsUp: false)
    }
    if let since, let span = try? Span(parsing: since) { from = end + -span }
    guard from < end else { throw ValidationError("--from is not before --to") }
    return TimeRange(from: from, to: end)
  }
}
