package import Cells
package import DataSources
package import Times

/// All that can happen to the program: keys, answers, the passing of time. Each is a value, and
/// the moment it happened at comes with it.
package struct Action: Sendable {
  package var event: Event
  package var at: Instant

  package init(_ event: Event, at: Instant) {
    self.event = event
    self.at = at
  }

  package enum Event: Sendable {
    case started
    case key(Key)
    case resized(width: Int, height: Int)
    /// The deadline that the state asked for has come.
    case deadline
    case fetched(Fetch.ID, Result<Answer, DataSourceError>)
    case inquired(Fetch.ID, Result<Answer, DataSourceError>)
    case listed(view: Int, variable: String, Result<[String], DataSourceError>)
    case probed(source: String, Result<String, DataSourceError>)
    /// Stopped by Ctrl-Z and brought back.
    case resumed
  }
}
