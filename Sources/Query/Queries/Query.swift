package import Dashboards
package import Times

/// One question to a data source, ready to be sent: variables filled in, times aligned.
package struct Query: Hashable, Sendable {
  package enum Mode: Hashable, Sendable {
    /// Evaluated at the end of the range.
    case instant
    case range(step: Span)
    /// Log lines of the range, the newest or the oldest so many of them.
    case lines(limit: Int, isForward: Bool)
    /// Traces of the range, the newest so many of them; or the spans found in them.
    case traces(limit: Int, isSpans: Bool)
  }

  /// The lines asked for where a layout gives no number.
  package static let usualLines = 1_000
  /// The traces, as in Grafana.
  package static let usualTraces = 20

  package var panelID: Int
  package var refID: String
  /// Its target's place in the panel, since letters may stand there twice.
  package var targetIndex: Int
  /// The source that the layout means, resolved to a type and a name or uid.
  package var dataSource: DataSourceRef
  package var expression: String
  package var mode: Mode
  package var range: TimeRange
  package var format: Target.Format
  package var legendFormat: String?

  package init(
    panelID: Int, refID: String, targetIndex: Int = 0, dataSource: DataSourceRef,
    expression: String, mode: Mode,
    range: TimeRange, format: Target.Format = .timeSeries, legendFormat: String? = nil
  ) {
    self.panelID = panelID
    self.refID = refID
    self.targetIndex = targetIndex
    self.dataSource = dataSource
    self.expression = expression
    self.mode = mode
    self.range = range
    self.format = format
    self.legendFormat = legendFormat
  }
}
