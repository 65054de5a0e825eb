package import AlertScreen
package import LogScreen
package import TraceScreen

/// What an operator can ask hune to do; each has its keys in a `KeyMap` and a line in the help.
package enum Command: Hashable, Sendable {
  /// The view at a digit, 1...9.
  case showView(Int)
  case focusNext, focusPrevious
  case moveUp, moveDown, moveLeft, moveRight
  case pageUp, pageDown, moveToStart, moveToEnd
  case open
  case fullScreen
  case back
  case zoomIn, zoomOut, earlier, later, live
  case refresh
  case freeze
  case help
  case chooseRange, chooseVariables, chooseContext, chooseTheme, chooseInterval
  case palette
  /// All contexts at a glance.
  case frontDoor
  case chooseSeries
  case zeroAxis, logAxis
  case filter, nextMatch, previousMatch, sortPrevious, sortNext, reverseSort
  /// Takes what is chosen in a dialog.
  case take
  /// Marks what is chosen, where several can be.
  case mark
  case inspect, nextSection, previousSection
  /// Writes the panel to a file; copies what is under the cursor.
  case write, copy
  /// The query of the panel, to be changed.
  case explore
  case complete, exploreMode, exploreForm, exploreSource, newLine, olderQuery, newerQuery
  /// What a Prometheus scrapes.
  case targets
  /// The value cursor: on a graph, for all panels with time.
  case cursor
  case cursorEarlier, cursorLater, cursorPageEarlier, cursorPageLater, cursorStart, cursorEnd
  /// The trace of an event near the value cursor.
  case exemplars
  /// The log lines of all streams, on the whole screen.
  case openLogs
  /// What the logs view does.
  case logs(LogsCommand)
  /// The alerts, on the whole screen.
  case openAlerts
  /// What the alert view does.
  case alerts(AlertsCommand)
  /// The search for traces, on the whole screen.
  case openTraces
  /// What the traces view does.
  case traces(TracesCommand)
  case redraw
  case quit
  /// Ctrl-C: closes what lies on top, else quits.
  case interrupt
}

extension Command {
  /// What the command does, in the words of the help and the footer.
  package var title: String {
    switch self {
    case .showView: "view"
    case .focusNext: "next panel"
    case .focusPrevious: "previous panel"
    case .moveUp: "up"
    case .moveDown: "down"
    case .moveLeft: "panel to the left"
    case .moveRight: "panel to the right"
    case .pageUp: "page up"
    case .pageDown: "page down"
    case .moveToStart: "start"
    case .moveToEnd: "end"
    case .open: "open"
    case .fullScreen: "full screen"
    case .back: "back"
    case .zoomIn: "zoom in"
    case .zoomOut: "zoom out"
    case .earlier: "earlier"
    case .later: "later"
    case .live: "live"
    case .refresh: "refresh now"
    case .freeze: "freeze"
    case .help: "help"
    case .chooseRange: "time range"
    case .chooseVariables: "variables"
    case .chooseContext: "context"
    case .chooseTheme: "theme"
    case .chooseInterval: "refresh interval"
    case .palette: "find anything"
    case .frontDoor: "all contexts"
    case .chooseSeries: "series"
    case .zeroAxis: "axis from zero"
    case .logAxis: "log axis"
    case .filter: "filter"
    case .nextMatch: "next match"
    case .previousMatch: "previous match"
    case .sortPrevious: "sort by the column before"
    case .sortNext: "sort by the next column"
    case .reverseSort: "sort the other way round"
    case .take: "take"
    case .mark: "mark"
    case .inspect: "inspect"
    case .nextSection: "next section"
    case .previousSection: "previous section"
    case .write: "write to a file"
    case .copy: "copy"
    case .explore: "explore the query"
    case .complete: "complete"
    case .exploreMode: "range or instant"
    case .exploreForm: "graph or table"
    case .exploreSource: "next source"
    case .newLine: "new line"
    case .olderQuery: "older query"
    case .newerQuery: "newer query"
    case .targets: "scrape targets"
    case .cursor: "value cursor"
    case .cursorEarlier: "a sample earlier"
    case .cursorLater: "a sample later"
    case .cursorPageEarlier: "a tenth earlier"
    case .cursorPageLater: "a tenth later"
    case .cursorStart: "start of the range"
    case .cursorEnd: "end of the range"
    case .exemplars: "trace of an exemplar"
    case .openLogs: "logs"
    case .logs(let command): command.title
    case .openAlerts: "alerts"
    case .alerts(let command): command.title
    case .openTraces: "traces"
    case .traces(let command): command.title
    case .redraw: "redraw"
    case .quit: "quit"
    case .interrupt: "close, or quit"
    }
  }
}

extension Command {
  /// How a configuration names it: `refresh`, `view1`.
  package var name: String {
    switch self {
    case .showView(let digit): "view\(digit)"
    case .logs(let command): command.rawValue
    case .alerts(let command): command.rawValue
    case .traces(let command): command.rawValue
    default: "\(self)"
    }
  }

  /// What the palette offers: all that does something by itself. Views stand there by their names,
  /// and the keys of dialogs mean nothing outside of them.
  package static let inPalette: [Command] =
    [
      .chooseRange, .zoomIn, .zoomOut, .earlier, .later, .live, .freeze, .refresh, .chooseInterval,
      .chooseVariables, .chooseContext, .frontDoor, .chooseTheme, .fullScreen, .open, .chooseSeries,
      .zeroAxis, .logAxis, .filter, .nextMatch, .previousMatch, .sortPrevious, .sortNext,
      .reverseSort, .cursor, .inspect, .explore, .write, .copy, .targets, .openLogs, .openAlerts,
      .openTraces,
      .focusNext,
      .focusPrevious,
      .moveLeft, .moveRight, .moveUp, .moveDown, .pageUp,
      .pageDown, .moveToStart, .moveToEnd, .help, .redraw, .back, .quit,
    ] + LogsCommand.allCases.map { .logs($0) }
    + AlertsCommand.allCases.map { .alerts($0) }
    + TracesCommand.allCases.map { .traces($0) }
}

extension Command {
  /// It means something only where there are alerts.
  var isForAlerts: Bool {
    switch self {
    case .openAlerts, .alerts: true
    default: false
    }
  }

  /// It means something only where there are log lines.
  var isForLogs: Bool {
    switch self {
    case .openLogs, .logs: true
    default: false
    }
  }
}

extension Command {
  /// It means something only where there are traces.
  var isForTraces: Bool {
    switch self {
    case .openTraces, .exemplars, .traces: true
    default: false
    }
  }
}
