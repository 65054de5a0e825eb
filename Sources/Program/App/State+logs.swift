import Cells
import Configuration
import DataSources
import LogScreen
import Times
import Widgets

// The logs view, as the state plugs it in: sources, time and effects; all else is `LogsView`'s.
extension State {
  /// There are log lines to be had: without, their keys and actions are not spoken of.
  var hasLogs: Bool { settings.sources.contains { $0.kind == .loki } }

  /// Shows the lines of all streams, or of a query.
  mutating func openLogs(query: String? = nil) -> [Effect] {
    guard let source = settings.sources.first(where: { $0.kind == .loki }) else {
      notice = "no source of type loki"
      return []
    }
    overlay = nil
    if case .logs = screen, query == nil { return [] }
    if query == nil { screensBelow = [] }
    var view = LogsView(
      source: source, calendar: settings.calendar, queries: query.map { [$0] } ?? [],
      surroundings: logSurroundings)
    let effects = view.open()
    screen = .logs(view)
    return translated(effects)
  }

  var logSurroundings: LogsView.Surroundings {
    LogsView.Surroundings(
      range: shownRange, isLive: selection.isLive, isFrozen: frozen != nil, now: now,
      width: gridArea.width, height: gridArea.height, glyphs: glyphs)
  }

  /// Changes the view and does what it asks for.
  mutating func withLogs(
    _ change: (inout LogsView) -> [LogsEffect]
  ) -> [Effect] {
    guard case .logs(var view) = screen else { return [] }
    // The value must be held once, or each change copies its lines.
    screen = .panels
    view.surroundings = logSurroundings
    let effects = change(&view)
    screen = .logs(view)
    return translated(effects)
  }

  mutating func adjustLogs(refreshes: Bool) -> [Effect] {
    withLogs { view in view.adjust(refreshes: refreshes) }
  }

  mutating func writeInLogs(_ key: Key) -> [Effect] { withLogs { view in view.write(key) } }

  func logScopes(of view: LogsView) -> [KeyMap.Scope] {
    view.isOpen ? [.logLine, .logs, .screen] : [.logs, .screen]
  }

  mutating func performInLogs(_ command: Command) -> [Effect]? {
    if let offset = command.rows(inPageOf: max(1, gridArea.height - 2)) {
      return withLogs { view in view.move(by: offset) }
    }
    switch command {
    case .back: return overlay == nil ? withLogs { view in view.back() } : nil
    case .logs(let command): return withLogs { view in view.perform(command) }
    case .copy: return withLogs { view in view.copy() }
    case .open: return withLogs { view in view.perform(.openLine) }
    // What belongs to panels does nothing here.
    default: return command.isOfPanels && overlay == nil ? [] : nil
    }
  }

  mutating func apply(
    _ result: Result<LogsReply, DataSourceError>, toLogs request: LogsRequest
  ) -> [Effect] {
    let health =
      switch result {
      case .success: noteAnswer(of: request.source.name)
      case .failure(let error):
        error.isOfSource ? apply(.failure(error), toProbeOf: request.source.name) : []
      }
    return health + withLogs { view in view.take(result, to: request) }
  }

  /// Takes note that a source answers, where that is news: the time of the last refresh does not
  /// move with every second of a tail.
  mutating func noteAnswer(of source: String) -> [Effect] {
    if case .up? = health[source]?.standing { return [] }
    return apply(.success(""), toProbeOf: source)
  }

  func draw(_ view: LogsView, in area: Rect, into buffer: inout Buffer) {
    var view = view
    view.surroundings = logSurroundings
    view.draw(in: area.inset(left: 1, right: 1), into: &buffer)
  }

  mutating func translated(_ effects: [LogsEffect]) -> [Effect] {
    effects.flatMap { effect -> [Effect] in
      switch effect {
      case .ask(let request): return [.askLogs(request)]
      case .select(let range): return select(.fixed(range))
      case .goLive: return select(.last(range.span))
      case .openTrace(let id): return openTrace(id)
      case .say(let text):
        notice = text
        return []
      case .copy(let text): return [.copy(text)]
      case .leave: return leaveScreen()
      }
    }
  }
}

extension State {
  /// Shows the lines of a query in a stretch of time, over whatever is shown.
  mutating func openLogs(
    queries: [String], in range: TimeRange, of source: DataSource
  ) -> [Effect] {
    var view = LogsView(
      source: source, calendar: settings.calendar, queries: queries,
      surroundings: LogsView.Surroundings(
        range: range, isLive: false, isFrozen: frozen != nil, now: now, width: gridArea.width,
        height: gridArea.height, glyphs: glyphs))
    view.keepsExtent = true
    let effects = view.open()
    show(.logs(view))
    return translated(effects)
  }
}
