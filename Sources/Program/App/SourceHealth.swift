package import DataSources
import HTTP
package import Times

/// How a source is doing, as its latest answers tell.
package struct SourceHealth: Sendable {
  package enum Standing: Hashable, Sendable {
    /// Not asked yet.
    case unknown
    case up
    /// The last request failed; the reason is raw text.
    case down(String)
  }

  package var source: DataSource
  package var standing = Standing.unknown
  /// When it last gave an answer.
  package var answeredAt: Instant?
  /// The newest refresh that had an answer from it, and the newest that failed.
  package var answeredRefresh = 0
  package var failedRefresh = 0
  var backoff = Backoff()
  /// When a source that fails is asked again; refreshes in between leave it alone.
  package var nextTry: Instant?

  package init(source: DataSource) { self.source = source }

  package var isUp: Bool { standing == .up }
  package var isDown: Bool { if case .down = standing { true } else { false } }
}
