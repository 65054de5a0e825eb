package import DataSources
package import Frames
package import Queries
package import Times

/// A question of the logs view to its Loki.
package struct LogsRequest: Hashable, Sendable {
  package var id: ID
  package var question: Question
  package var source: DataSource

  package enum Question: Hashable, Sendable {
    /// Lines, or numbers made of lines.
    case query(Query)
    case labelNames(TimeRange)
    case labelValues(of: String, matching: String?, TimeRange)
  }

  /// Whose answer it is. A later request of the same listing and kind supersedes an earlier one.
  package struct ID: Hashable, Sendable {
    package var listing: Int
    package var kind: Kind
    /// Counts the requests; an older answer never replaces a newer one.
    package var serial: Int
  }

  /// What is asked for, of the query at a place in the listing.
  package enum Kind: Hashable, Sendable {
    case newest(Int)
    case older(Int)
    case tail(Int)
    case volume(Int)
    /// How many lines a server kept back.
    case count(Int)
    /// How many lines there are in stretches of time, and those that came late.
    case audit(Int)
    case late(Int)
    case labelNames
    case labelValues(String)
  }
}

package enum LogsReply: Hashable, Sendable {
  case frames([Frame])
  case texts([String])
}

/// Work that the logs view asks for.
package enum LogsEffect: Hashable, Sendable {
  /// Answered with a `LogsReply`.
  case ask(LogsRequest)
  /// Shows another time range.
  case select(TimeRange)
  /// Shows the range up to now again.
  case goLive
  /// Opens the trace of an id, as hexadecimal digits.
  case openTrace(String)
  /// Says something until the next key; raw text.
  case say(String)
  case copy(String)
  /// Back to where the view was opened from.
  case leave
}
