package import DataSources
package import Times
package import Traces

/// A question of the traces view to its source.
package struct TracesRequest: Hashable, Sendable {
  package var question: Question
  package var source: DataSource
  /// Counts the requests; an older answer never replaces a newer one of its kind.
  package var serial: Int

  package enum Question: Hashable, Sendable {
    case search(String, TimeRange, limit: Int)
    case trace(TraceID)
    /// What may stand in a query: attributes of Tempo, services of Jaeger.
    case names(TimeRange)
    /// The values of a name; operations of a service for Jaeger.
    case values(of: String, TimeRange)
  }

  /// A later request of the same kind supersedes an earlier one.
  package enum Kind: Hashable, Sendable { case search, trace, names, values }

  package var kind: Kind {
    switch question {
    case .search: .search
    case .trace: .trace
    case .names: .names
    case .values: .values
    }
  }
}

package enum TracesReply: Hashable, Sendable {
  case found([TraceSummary])
  /// `nil` where the source has no such trace.
  case trace(Trace?)
  case names([String])
  case values([Tempo.TagValue])
}

/// Work that the traces view asks for.
package enum TracesEffect: Hashable, Sendable {
  /// Answered with a `TracesReply`.
  case ask(TracesRequest)
  /// Shows the log lines of a trace: of a service, or of all that have its id.
  case openLogs(service: String?, TraceID, TimeRange)
  /// Says something until the next key; raw text.
  case say(String)
  case copy(String)
  /// Back to where the view was opened from.
  case leave
}
