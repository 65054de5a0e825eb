/// What the traces view can do beside moving, each with its name in the configuration.
package enum TracesCommand: String, Hashable, Sendable, CaseIterable {
  case editQuery = "traceQuery"
  case byService = "tracesByService"
  case byName = "tracesByName"
  case byDuration = "tracesByDuration"
  case byAttribute = "tracesByAttribute"
  case errorsOnly = "tracesWithErrors"
  case openItem = "openTrace"
  case spanLogs, criticalPath
  case nextSpanError, previousSpanError
  case findSpan, nextFound, previousFound
  case fold = "foldSpan"
  case unfold = "unfoldSpan"
  case toggleFold = "toggleSpan"
  case foldAll = "foldSpans"
  case services = "traceServices"
  case followLink = "followSpanLink"

  /// In the words of the help and the footer.
  package var title: String {
    switch self {
    case .editQuery: "search with a query"
    case .byService: "only of a service"
    case .byName: "only with a span of a name"
    case .byDuration: "only that took longer"
    case .byAttribute: "only with an attribute"
    case .errorsOnly: "only with errors"
    case .openItem: "open the trace, details of the span"
    case .spanLogs: "logs of the span"
    case .criticalPath: "critical path alone"
    case .nextSpanError: "next span with an error"
    case .previousSpanError: "previous span with an error"
    case .findSpan: "find in spans"
    case .nextFound: "next span found"
    case .previousFound: "previous span found"
    case .fold: "fold, or go to the parent"
    case .unfold: "unfold, or go to the first child"
    case .toggleFold: "fold or unfold"
    case .foldAll: "fold or unfold all"
    case .services: "summary by service"
    case .followLink: "follow a link of the span"
    }
  }
}
