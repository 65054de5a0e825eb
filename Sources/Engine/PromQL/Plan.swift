import Frames
import PromQLSyntax
import Samples

/// An expression made ready: pins resolved, expressions of matchers compiled, and the parts marked
/// that give the same at every moment.
indirect enum Plan {
  case number(Double)
  case selector(PlannedSelector)
  case matrix(PlannedSelector, span: Int64)
  case subquery(PlannedSubquery)
  case negation(Plan)
  case aggregation(PlannedAggregation)
  case call(PlannedCall)
  case scalars(BinaryOperator, Plan, Plan)
  case vectorAndScalar(BinaryOperator, Plan, Plan, scalarIsLeft: Bool, returnBool: Bool)
  case vectors(BinaryOperator, Plan, Plan, VectorMatching, returnBool: Bool)
  /// Evaluated at the first moment only; its values stand at all others too.
  case invariant(Plan)
}

struct PlannedSelector {
  var matchers: [SeriesMatcher]
  /// How far back to look, milliseconds.
  var offset: Int64
  /// The moment of `@`.
  var pin: Int64?
  /// Between which moments samples are looked at, both inclusive: Prometheus reads no others, even
  /// where a pinned range moves beyond them.
  var bounds: ClosedRange<Int64>
  /// What `absent` says of it.
  var absentLabels: Labels
}

struct PlannedSubquery {
  var inner: Plan
  var span: Int64
  var step: Int64?
  var offset: Int64
  var pin: Int64?
}

struct PlannedAggregation {
  var op: AggregationOperator
  var inner: Plan
  var parameter: Plan?
  /// The label of `count_values`.
  var label = ""
  var grouping: [String]
  var isWithout: Bool
}

struct PlannedCall {
  var name: String
  /// Those that are no strings.
  var arguments: [Plan]
  var texts: [String]
}

extension PlannedSelector {
  /// How far back to look on a grid: a pinned moment is so far from its start. That it moves
  /// with the steps where not all of a call is invariant is Prometheus's own way.
  func shift(on grid: Grid) -> Int64 {
    guard let pin else { return offset }
    return offset.adding(grid.start.subtracting(pin))
  }
}

extension PlannedSubquery {
  func shift(on grid: Grid) -> Int64 {
    guard let pin else { return offset }
    return offset.adding(grid.start.subtracting(pin))
  }
}
