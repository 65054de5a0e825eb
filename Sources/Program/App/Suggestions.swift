package import DataSources
package import Times

/// A question for what may be written in a query: names and values that a server knows.
package struct Suggestions: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case metrics
    /// Of the series that match a selector, or of all.
    case labelNames(String?)
    case labelValues(String, String?)
  }

  package var kind: Kind
  package var range: TimeRange
  package var source: DataSource

  /// Names that are kept of an answer.
  package static let limit = 20_000

  package init(kind: Kind, range: TimeRange, source: DataSource) {
    self.kind = kind
    self.range = range
    self.source = source
  }
}
