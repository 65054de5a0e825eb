/// What a metric is, apart from its values: the name that queries use, its type and its help.
package struct MetricFamily: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case counter, gauge, histogram, summary
    /// OpenMetrics alone has these three.
    case info, stateset, gaugehistogram
    /// `untyped` in the older format.
    case unknown
  }

  /// As queries spell it: a counter's ends in `_total` where its series' does.
  package var name: String
  package var kind: Kind
  package var help: String

  package init(name: String, kind: Kind, help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }
}

/// The value of one series at one moment.
package enum MetricValue: Hashable, Sendable {
  case number(Double)
  case histogram(Histogram)
}

/// A classic histogram: buckets count all that is not above their bound.
package struct Histogram: Hashable, Sendable {
  /// Upper bounds, rising; the last one, `+Inf`, is not in the list: its count is `count`.
  package var bounds: [Double]
  /// For each bound, how many values are not above it.
  package var counts: [Double]
  package var sum: Double
  package var count: Double

  package init(bounds: [Double], counts: [Double], sum: Double, count: Double) {
    self.bounds = bounds
    self.counts = counts
    self.sum = sum
    self.count = count
  }
}
