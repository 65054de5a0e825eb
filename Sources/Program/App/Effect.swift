package import DataSources
package import Queries
package import Times

/// Work that `update` asks for; the loop performs it and reports back with an action.
package enum Effect: Hashable, Sendable {
  /// Answered by `.fetched`. A running fetch of the same place is cancelled first.
  case fetch(Fetch)
  /// Why a panel is empty, answered by `.inquired`.
  case inquire(Fetch)
  /// Answered by `.listed`.
  case list(VariableFetch)
  /// Answered by `.probed`.
  case probe(DataSource)
  /// Sends the whole screen again.
  case redraw
  /// A line for hune's own log.
  case log(LogLevel, String)
  case quit
}

/// A question for the options of a variable.
package struct VariableFetch: Hashable, Sendable {
  package var view: Int
  package var variable: String
  package var query: VariableQuery
  /// Options are those that the servers have seen in this time.
  package var range: TimeRange
  package var source: DataSource

  package init(
    view: Int, variable: String, query: VariableQuery, range: TimeRange, source: DataSource
  ) {
    self.view = view
    self.variable = variable
    self.query = query
    self.range = range
    self.source = source
  }
}

package enum LogLevel: String, Hashable, Sendable {
  case info, warning, error
}
