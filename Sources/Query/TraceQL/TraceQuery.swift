package import Lexemes

/// A TraceQL query: `{resource.service.name="a"} | rate() by (name) | topk(3) with (x=true)`.
package struct TraceQuery: Hashable, Sendable {
  package var pipeline: [TraceStage]
  /// What makes time series of the spans; `nil` in a search.
  package var metrics: TraceMetrics?
  package var hints: [TraceHint]

  package init(
    _ pipeline: [TraceStage], metrics: TraceMetrics? = nil, hints: [TraceHint] = []
  ) {
    self.pipeline = pipeline
    self.metrics = metrics
    self.hints = hints
  }
}

/// A step in a search.
package indirect enum TraceStage: Hashable, Sendable {
  case spanset(Spanset)
  /// `count() > 2`.
  case filter(ScalarExpression, Comparison, ScalarExpression)
  /// `by(resource.service.name)`.
  case group(FieldExpression)
  case coalesce
  /// `select(span.a, name)`.
  case select([Attribute])

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }
}

/// A set of spans of each trace.
package indirect enum Spanset: Hashable, Sendable {
  /// `{condition}`; all spans without one.
  case filter(FieldExpression?, SourceRange)
  case operation(Operator, Spanset, Spanset)
  /// A pipeline in parentheses, of more than a spanset.
  case pipeline([TraceStage])

  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case and = "&&"
    case union = "||"
    case child = ">"
    case parent = "<"
    case descendant = ">>"
    case ancestor = "<<"
    case sibling = "~"
    case notChild = "!>"
    case notParent = "!<"
    case notDescendant = "!>>"
    case notAncestor = "!<<"
    case notSibling = "!~"
    case unionChild = "&>"
    case unionParent = "&<"
    case unionDescendant = "&>>"
    case unionAncestor = "&<<"
    case unionSibling = "&~"

    var precedence: Int { self == .and || self == .union ? 1 : 2 }
  }
}

/// A number made of a set of spans.
package indirect enum ScalarExpression: Hashable, Sendable {
  case literal(TraceLiteral)
  /// `count()`, or `avg(duration)` and its like of a field.
  case aggregate(Aggregate, FieldExpression?)
  case operation(FieldExpression.Arithmetic, ScalarExpression, ScalarExpression)
  /// `({a} | count())`, of a pipeline of its own.
  case pipeline([TraceStage], ScalarExpression)

  package enum Aggregate: String, Hashable, Sendable, CaseIterable {
    case count, max, min, avg, sum
  }
}

/// The last part of a metrics query.
package struct TraceMetrics: Hashable, Sendable {
  package enum Function: String, Hashable, Sendable, CaseIterable {
    case rate
    case countOverTime = "count_over_time"
    case minOverTime = "min_over_time"
    case maxOverTime = "max_over_time"
    case avgOverTime = "avg_over_time"
    case sumOverTime = "sum_over_time"
    case quantileOverTime = "quantile_over_time"
    case histogramOverTime = "histogram_over_time"
    case compare

    var takesAttribute: Bool { self != .rate && self != .countOverTime && self != .compare }
  }

  /// What is done with the series: `topk(3)`, or `> 5`.
  package enum SecondStage: Hashable, Sendable {
    case top(Int)
    case bottom(Int)
    case filter(TraceStage.Comparison, TraceLiteral)
  }

  package var function: Function
  package var attribute: Attribute?
  package var quantiles: [Double]
  /// The spans that `compare` sets against the others.
  package var selection: FieldExpression?
  /// The numbers of `compare`: how many values, then start and end in nanoseconds.
  package var numbers: [Int]
  package var grouping: [Attribute]
  package var secondStages: [SecondStage]

  package init(
    _ function: Function, attribute: Attribute? = nil, quantiles: [Double] = [],
    selection: FieldExpression? = nil, numbers: [Int] = [], grouping: [Attribute] = [],
    secondStages: [SecondStage] = []
  ) {
    self.function = function
    self.attribute = attribute
    self.quantiles = quantiles
    self.selection = selection
    self.numbers = numbers
    self.grouping = grouping
    self.secondStages = secondStages
  }
}

/// `most_recent=true` in `with (…)`.
package struct TraceHint: Hashable, Sendable {
  package var name: String
  package var value: TraceLiteral

  package init(_ name: String, _ value: TraceLiteral) {
    self.name = name
    self.value = value
  }
}
