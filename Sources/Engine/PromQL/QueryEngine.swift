import Frames
package import PromQLSyntax
package import Samples

/// Evaluates PromQL as Prometheus 2.42 does, on samples that are floats.
package struct QueryEngine: Sendable {
  /// How a query that is under way must end early.
  package enum Interruption: Sendable { case timeout, canceled }

  /// How long a sample stands for its series, milliseconds.
  package var lookback: Int64 = 300_000
  /// The step of a subquery that names none, milliseconds.
  package var subqueryStep: Int64 = 60_000
  /// How many values a query may hold at once.
  package var maximumSamples = 50_000_000
  /// Asked again and again while a query runs; it has no clock of its own.
  package var interruption: @Sendable () -> Interruption? = {
    Task.isCancelled ? .canceled : nil
  }

  /// The most steps of a range query.
  package static let maximumSteps = 11_000

  package init() {}

  /// Evaluates at one moment (milliseconds).
  package func instant(
    _ query: String, at time: Int64, in source: any SampleSource
  ) throws(PromQLError) -> QueryResult {
    try instant(Self.parse(query), at: time, in: source)
  }

  package func instant(
    _ expression: Expression, at time: Int64, in source: any SampleSource
  ) throws(PromQLError) -> QueryResult {
    if let text = expression.text { return .string(text, time: time) }
    let plan = try Planner(start: time, end: time, lookback: lookback).plan(expression)
    let evaluator = Evaluator(self, source)
    let grid = Grid(start: time, step: 1, count: 1)
    if expression.type == .matrix { return .matrix(try evaluator.matrix(plan, over: grid)) }
    let series = try evaluator.evaluate(plan, over: grid)
    if expression.type == .scalar {
      return .scalar(Sample(time: time, value: series.first?.values.first ?? .nan))
    }
    return .vector(
      series.compactMap { one in
        guard let value = one.values.first, !value.isMissing else { return nil }
        return VectorElement(labels: one.labels, sample: Sample(time: time, value: value))
      })
  }

  /// Evaluates at the start and each step after it, to the end at most (milliseconds).
  package func range(
    _ query: String, from start: Int64, to end: Int64, step: Int64, in source: any SampleSource
  ) throws(PromQLError) -> QueryResult {
    try range(Self.parse(query), from: start, to: end, step: step, in: source)
  }

  package func range(
    _ expression: Expression, from start: Int64, to end: Int64, step: Int64,
    in source: any SampleSource
  ) throws(PromQLError) -> QueryResult {
    let grid = try Self.grid(from: start, to: end, step: step)
    guard expression.type == .scalar || expression.type == .vector else {
      throw PromQLError(
        .badData,
        "invalid expression type \"\(expression.type.documented)\" for range query, "
          + "must be Scalar or instant Vector")
    }
    let plan = try Planner(start: start, end: end, lookback: lookback).plan(expression)
    let series = try Evaluator(self, source).evaluate(plan, over: grid)
    return .matrix(
      series.map { MatrixSeries(labels: $0.labels, samples: $0.run(over: grid)) }
        .filter { !$0.samples.isEmpty }
        .sorted { Labels.precede($0.labels, $1.labels) })
  }

  private static func grid(
    from start: Int64, to end: Int64, step: Int64
  ) throws(PromQLError) -> Grid {
    guard end >= start else {
      throw PromQLError(.badData, "end timestamp must not be before start time")
    }
    guard step > 0 else {
      throw PromQLError(
        .badData,
        "zero or negative query resolution step widths are not accepted. Try a positive integer")
    }
    let (span, overflow) = end.subtractingReportingOverflow(start)
    guard !overflow, span / step <= Int64(maximumSteps) else {
      throw PromQLError(
        .badData,
        "exceeded maximum resolution of 11,000 points per timeseries. "
          + "Try decreasing the query resolution (?step=XX)")
    }
    return Grid(start: start, step: step, count: Int(span / step) + 1)
  }

  private static func parse(_ query: String) throws(PromQLError) -> Expression {
    do {
      return try Expression(parsing: query)
    } catch {
      throw PromQLError(.badData, error.description)
    }
  }
}

extension Expression {
  /// The text of a string, in parentheses or not.
  var text: String? {
    switch self {
    case .string(let literal): literal.value
    case .paren(let paren): paren.inner.text
    default: nil
    }
  }
}
