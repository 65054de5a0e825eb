package import Frames
package import Times
package import Traces

/// One of the events that a series counts, kept as an example of them.
package struct Exemplar: Hashable, Sendable {
  package var time: Instant
  package var value: Double
  /// What the event bears beside the labels of its series: the name of a trace, as a rule.
  package var labels: Labels
  package var series: Labels

  package init(time: Instant, value: Double, labels: Labels, series: Labels) {
    self.time = time
    self.value = value
    self.labels = labels
    self.series = series
  }

  /// The trace that the event was part of, in one of the labels that usually name it or in one
  /// that the source's settings name.
  package func traceID(of source: DataSource) -> TraceID? {
    let own = source.traceFields.filter(\.isLabel).map(\.matcher)
    return (own + Self.names).lazy.compactMap { labels[$0] }.compactMap { TraceID(hex: $0) }.first
  }

  private static let names = [
    "trace_id", "traceID", "traceId", "TraceID", "traceid", "trace:id", "trace.id",
  ]
}
