/// What the logs view and log panels can do beside moving, each with its name in the
/// configuration.
package enum LogsCommand: String, Hashable, Sendable, CaseIterable {
  case includeLines, excludeLines, removeFilter, listFilters, pushFilters, markMatches
  case nextMatch = "nextLogMatch"
  case previousMatch = "previousLogMatch"
  case nextError, previousError
  case wrapLines, rawLines, lineColors, timeFormat
  case openLine, lineTrace, linesAround, correlatedLines
  case filterFor, filterOut, chooseField
  case streams
  case earlierBar, laterBar, markBar, zoomToBar

  /// In the words of the help and the footer.
  package var title: String {
    switch self {
    case .includeLines: "only lines that match"
    case .excludeLines: "no lines that match"
    case .removeFilter: "remove the last filter"
    case .listFilters: "filters"
    case .pushFilters: "filters into the query"
    case .markMatches: "mark matches, hide nothing"
    case .nextMatch: "next matching line"
    case .previousMatch: "previous matching line"
    case .nextError: "next error"
    case .previousError: "previous error"
    case .wrapLines: "wrap lines"
    case .rawLines: "raw lines"
    case .lineColors: "colours of the lines"
    case .timeFormat: "local, UTC, relative, no times"
    case .openLine: "open the line"
    case .lineTrace: "trace of the line"
    case .linesAround: "lines around it"
    case .correlatedLines: "all lines of its correlation or trace id"
    case .filterFor: "only lines with this field"
    case .filterOut: "no lines with this field"
    case .chooseField: "show the field in rows"
    case .streams: "streams, query"
    case .earlierBar: "earlier bar of the volume"
    case .laterBar: "later bar of the volume"
    case .markBar: "mark a bar of the volume"
    case .zoomToBar: "zoom from the marked bar to this one"
    }
  }
}
