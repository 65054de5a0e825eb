package import Lexemes
package import PromQLSyntax

/// A query of numbers made of log lines.
package indirect enum MetricQuery: Hashable, Sendable {
  case range(RangeAggregation)
  case aggregation(LogAggregation)
  case binary(LogBinary)
  case number(NumberLiteral)
  /// `vector(1)`.
  case vector(NumberLiteral)
  case labelReplace(LabelReplace)
  case paren(LogParen)
}

/// `rate({app="a"} |= "x" [5m] offset 1h) by (level)`.
package struct RangeAggregation: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case countOverTime = "count_over_time"
    case rate
    case rateCounter = "rate_counter"
    case bytesOverTime = "bytes_over_time"
    case bytesRate = "bytes_rate"
    case avgOverTime = "avg_over_time"
    case sumOverTime = "sum_over_time"
    case minOverTime = "min_over_time"
    case maxOverTime = "max_over_time"
    case stdvarOverTime = "stdvar_over_time"
    case stddevOverTime = "stddev_over_time"
    case quantileOverTime = "quantile_over_time"
    case firstOverTime = "first_over_time"
    case lastOverTime = "last_over_time"
    case absentOverTime = "absent_over_time"
  }

  package var op: Operator
  package var log: LogQuery
  /// Nanoseconds.
  package var span: Int64
  /// How far back to look, nanoseconds.
  package var offset: Int64
  /// The quantile.
  package var parameter: Double?
  package var grouping: Grouping?
  package var range: SourceRange

  package init(
    _ op: Operator, _ log: LogQuery, span: Int64, offset: Int64 = 0, parameter: Double? = nil,
    grouping: Grouping? = nil, range: SourceRange = .none
  ) {
    self.op = op
    self.log = log
    self.span = span
    self.offset = offset
    self.parameter = parameter
    self.grouping = grouping
    self.range = range
  }
}

/// `by (a, b)` or `without (a)`.
package struct Grouping: Hashable, Sendable {
  package var labels: [String]
  package var isWithout: Bool

  package init(_ labels: [String], isWithout: Bool = false) {
    self.labels = labels
    self.isWithout = isWithout
  }
}

/// `topk by (service) (3, …)`.
package struct LogAggregation: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case sum, avg, count, max, min, stddev, stdvar, bottomk, topk, sort
    case sortDescending = "sort_desc"
    case approximateTopk = "approx_topk"

    package var takesParameter: Bool {
      self == .bottomk || self == .topk || self == .approximateTopk
    }
  }

  package var op: Operator
  package var inner: MetricQuery
  package var parameter: Int?
  package var grouping: Grouping?
  package var range: SourceRange

  package init(
    _ op: Operator, _ inner: MetricQuery, parameter: Int? = nil, grouping: Grouping? = nil,
    range: SourceRange = .none
  ) {
    self.op = op
    self.inner = inner
    self.parameter = parameter
    self.grouping = grouping
    self.range = range
  }
}

package struct LogBinary: Hashable, Sendable {
  /// All of PromQL's but `atan2`.
  package var op: BinaryOperator
  package var left: MetricQuery
  package var right: MetricQuery
  package var matching: VectorMatching
  package var returnBool: Bool
  package var range: SourceRange

  package init(
    _ op: BinaryOperator, _ left: MetricQuery, _ right: MetricQuery,
    matching: VectorMatching = VectorMatching(), returnBool: Bool = false,
    range: SourceRange = .none
  ) {
    self.op = op
    self.left = left
    self.right = right
    self.matching = matching
    self.returnBool = returnBool
    self.range = range
  }
}

/// `label_replace(…, "destination", "$1", "source", "(.*)")`.
package struct LabelReplace: Hashable, Sendable {
  package var inner: MetricQuery
  package var destination: String
  package var replacement: String
  package var source: String
  package var pattern: String
  package var range: SourceRange

  package init(
    _ inner: MetricQuery, destination: String, replacement: String, source: String,
    pattern: String, range: SourceRange = .none
  ) {
    self.inner = inner
    self.destination = destination
    self.replacement = replacement
    self.source = source
    self.pattern = pattern
    self.range = range
  }
}

package struct LogParen: Hashable, Sendable {
  package var inner: MetricQuery
  package var range: SourceRange

  package init(_ inner: MetricQuery, range: SourceRange = .none) {
    self.inner = inner
    self.range = range
  }
}
