package import AlertScreen
package import Configuration
package import Dashboards
package import DataSources
package import LogScreen
package import Queries
package import Times
package import TraceScreen

/// Work that `update` asks for; the loop performs it and reports back with an action.
package enum Effect: Hashable, Sendable {
  /// Answered by `.fetched`. A running fetch of the same place is cancelled first.
  case fetch(Fetch)
  /// The new lines of a log panel, answered by `.tailed`.
  case tail(Fetch)
  /// How many lines a server kept back of a tail, answered by `.countedTail`.
  case countTail(Fetch)
  /// A question of the logs view, answered by `.askedLogs`.
  case askLogs(LogsRequest)
  /// What the desk of a context asks for.
  case alerts(context: String, AlertEffect)
  /// What lines or spans share with an alert, answered by `.foundEvidence`.
  case findEvidence(EvidenceRequest)
  /// A question of the traces view, answered by `.askedTraces`.
  case askTraces(TracesRequest)
  /// The exemplars of what a query reads, answered by `.foundExemplars`.
  case findExemplars(Fetch)
  /// Why a panel is empty, answered by `.inquired`.
  case inquire(Fetch)
  /// Answered by `.listed`.
  case list(VariableFetch)
  /// Answered by `.probed`.
  case probe(DataSource)
  /// Answered by `.surveyed`.
  case survey(context: Int, Fetch)
  /// The alerts of a context's server with their texts, answered by `.surveyedAlerts`.
  case surveyAlerts(context: Int, DataSource)
  /// Reads the layouts of a context's views, answered by `.contextOpened`.
  case openContext(Int, Settings)
  /// Reads a layout by its name, answered by `.dashboardOpened`.
  case openDashboard(String)
  /// Looks which layouts bear the tags of a link, answered by `.dashboardsFound`.
  case findDashboards(Dashboard.TagLink)
  /// Shows a theme by its name; answered by `.themeRefused` where it can't be read.
  case useTheme(String)
  /// Reads the configured rules again, answered by `.rulesRead`.
  case readRules
  /// Reads the configuration again, answered by `.configurationRead`.
  case readConfiguration
  /// Reads a layout again, answered by `.dashboardReloaded`.
  case reloadDashboard(String)
  /// Reads the first runbook that there is of some names, answered by `.runbookRead`.
  case readRunbook(names: [String], RunbookPage.Subject)
  /// Looks what themes and layouts there are, answered by `.inventoryTaken`.
  case takeInventory
  /// What may be written in a query, answered by `.suggested`.
  case suggest(Suggestions)
  /// What a server scrapes, answered by `.scraped`.
  case listTargets(DataSource)
  /// Answered by `.wrote`.
  case write(FileWrite)
  /// Puts a text on the clipboard of the operator's own machine.
  case copy(String)
  /// What the program costs, answered by `.measured`.
  case measure
  /// Sends the whole screen again.
  case redraw
  /// A line for hune's own log.
  case log(LogLevel, String)
  case quit
}

/// A question for the options of a variable.
package struct VariableFetch: Hashable, Sendable {
  package var context: Int
  package var view: Int
  package var variable: String
  package var query: VariableQuery
  /// Options are those that the servers have seen in this time.
  package var range: TimeRange
  package var source: DataSource

  package init(
    context: Int = 0, view: Int, variable: String, query: VariableQuery, range: TimeRange,
    source: DataSource
  ) {
    self.context = context
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
