import Frames
import PromQLSyntax
import Samples

/// Evaluates the plan of one query: whole series at once, not moment by moment.
final class Evaluator {
  let engine: QueryEngine
  let source: any SampleSource
  /// Values held now.
  private var held = 0
  private var ticks = 0

  init(_ engine: QueryEngine, _ source: any SampleSource) {
    self.engine = engine
    self.source = source
  }

  /// The series that a plan gives, each with at least one sample; a scalar is one without labels.
  func evaluate(_ plan: Plan, over grid: Grid) throws(PromQLError) -> [StepSeries] {
    try checkInterruption()
    let before = held
    let series = try series(of: plan, over: grid)
    // What the parts held is free again.
    held = before + series.count * grid.count
    return series
  }

  private func series(of plan: Plan, over grid: Grid) throws(PromQLError) -> [StepSeries] {
    switch plan {
    case .number(let value): return [try constant(value, over: grid)]
    case .selector(let selector): return try select(selector, over: grid)
    case .matrix, .subquery:
      throw PromQLError(.execution, "a range vector can't be evaluated at more than one moment")
    case .negation(let inner): return try negate(inner, over: grid)
    case .aggregation(let node): return try aggregate(node, over: grid)
    case .call(let node): return try call(node, over: grid)
    case .scalars(let op, let left, let right):
      let left = try scalar(left, over: grid)
      let right = try scalar(right, over: grid)
      return [
        StepSeries(labels: Labels(), values: zip(left, right).map { op.scalar($0, $1) })
      ]
    case .vectorAndScalar(let op, let vector, let scalar, let scalarIsLeft, let returnBool):
      return try combine(
        op, vector, withScalar: scalar, isLeft: scalarIsLeft, returnBool: returnBool, over: grid)
    case .vectors(let op, let left, let right, let matching, let returnBool):
      // Both in the order written: where both fail the first is told.
      let left = try evaluate(left, over: grid)
      let right = try evaluate(right, over: grid)
      if op.isSetOperator { return try combine(op, left, right, matching, over: grid) }
      return try match(op, left, right, matching, returnBool: returnBool, over: grid)
    case .invariant(let inner): return try repeated(inner, over: grid)
    }
  }

  /// The values of a scalar at all moments.
  func scalar(_ plan: Plan, over grid: Grid) throws(PromQLError) -> [Double] {
    if case .number(let value) = plan { return [Double](repeating: value, count: grid.count) }
    if case .invariant(.number(let value)) = plan {
      return [Double](repeating: value, count: grid.count)
    }
    guard let series = try evaluate(plan, over: grid).first else {
      return [Double](repeating: .nan, count: grid.count)
    }
    return series.values
  }

  private func constant(_ value: Double, over grid: Grid) throws(PromQLError) -> StepSeries {
    try hold(grid.count)
    return StepSeries(labels: Labels(), values: [Double](repeating: value, count: grid.count))
  }

  private func repeated(_ plan: Plan, over grid: Grid) throws(PromQLError) -> [StepSeries] {
    guard grid.count > 1 else { return try evaluate(plan, over: grid) }
    var result = try evaluate(plan, over: grid.first)
    for index in result.indices {
      try hold(grid.count)
      let value = result[index].values.first ?? .missing
      result[index].values = [Double](repeating: value, count: grid.count)
    }
    return result
  }

  private func negate(_ inner: Plan, over grid: Grid) throws(PromQLError) -> [StepSeries] {
    var series = try evaluate(inner, over: grid)
    let differ = series.haveOneName
    for index in series.indices {
      series[index].labels = series[index].labels.withoutName
      for step in series[index].values.indices where !series[index].values[step].isMissing {
        series[index].values[step].negate()
      }
    }
    return differ ? series : try series.distinct()
  }

  /// Counts values that will be held; too many end the query before they take memory.
  func hold(_ count: Int) throws(PromQLError) {
    held += count
    guard held <= engine.maximumSamples else { throw .tooManySamples }
    ticks &+= 1
    if ticks & 63 == 0 { try checkInterruption() }
  }

  /// Refuses a run of samples that is too long by itself, and counts it no further.
  func admit(_ count: Int) throws(PromQLError) {
    guard held + count <= engine.maximumSamples else { throw .tooManySamples }
    ticks &+= 1
    if ticks & 63 == 0 { try checkInterruption() }
  }

  func checkInterruption() throws(PromQLError) {
    switch engine.interruption() {
    case nil: return
    case .timeout: throw PromQLError(.timeout, "query timed out in expression evaluation")
    case .canceled: throw PromQLError(.canceled, "query was canceled in expression evaluation")
    }
  }
}
