import DataSources
import Logs
import Times

/// A query of a listing, and how far its lines have been read.
struct LogLeg: Sendable {
  /// As it was written, with variables filled in.
  var query: String
  /// Reads towards older lines; `nil` before the first page was asked for.
  var pages: LogPages?
  /// Reads towards newer lines in a range that has an end, and follows those that come.
  var tail: LogTail?
  /// Looks for lines that came too late for the tail.
  var audit: LogAudit?
  /// A first page has come.
  var isRead = false
  var askedAt: Instant?
  var olderRetry: Instant?
  var awaited: [LogsRequest.Kind: Awaited] = [:]
  var failure: DataSourceError?
  /// When a first page that failed is asked for again.
  var retry: Instant?
  var failures = 0
  /// The server refused a page for its size, and no other has come yet.
  var isSlowedDown = false
  var skipped = 0
  /// Lines are missing, and the server does not say how many.
  var hasSkippedUnknown = false
  /// What is missing and not counted yet; what is being counted.
  var skips: [LogTail.Skip] = []
  var counted: LogTail.Skip?

  struct Awaited: Sendable {
    var serial: Int
    var question: LogTail.Question?
  }

  init(query: String) { self.query = query }

  enum Question { case newest, older, tail }

  func awaits(_ question: Question) -> Bool {
    awaited.keys.contains { kind in
      switch (kind, question) {
      case (.newest, .newest), (.older, .older), (.tail, .tail): true
      default: false
      }
    }
  }

  /// Waits, longer each time, at most 32 s.
  mutating func fail(_ error: DataSourceError, at now: Instant) {
    failure = error
    let wait = max(Double(1 << min(failures, 5)), error.retryAfter ?? 0)
    retry = now + .seconds(min(wait, 3_600))
    failures += 1
  }

  mutating func succeed() {
    failure = nil
    isSlowedDown = false
    (retry, olderRetry) = (nil, nil)
    failures = 0
  }
}
