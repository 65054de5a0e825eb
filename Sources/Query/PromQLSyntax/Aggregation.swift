package import Lexemes

/// An operator that makes fewer series of many.
package enum AggregationOperator: String, Hashable, Sendable, CaseIterable {
  case sum, avg, min, max, count, stddev, stdvar, topk, bottomk, quantile, group
  case countValues = "count_values"

  /// What stands before the comma, `.none` for nothing.
  package var parameterType: ValueType {
    switch self {
    case .topk, .bottomk, .quantile: .scalar
    case .countValues: .string
    default: .none
    }
  }
}

/// `topk by (instance) (3, expression)`.
package struct Aggregation: Hashable, Sendable {
  package var op: AggregationOperator
  package var inner: Expression
  package var parameter: Expression?
  /// The labels in `by (…)` or `without (…)`.
  package var grouping: [String]
  /// True for `without`, false for `by` and for neither.
  package var isWithout: Bool
  package var range: SourceRange

  package init(
    _ op: AggregationOperator, _ inner: Expression, parameter: Expression? = nil,
    grouping: [String] = [], isWithout: Bool = false, range: SourceRange = .none
  ) {
    self.op = op
    self.inner = inner
    self.parameter = parameter
    self.grouping = grouping
    self.isWithout = isWithout
    self.range = range
  }
}
