import Cells
import Configuration
import DataSources
import LogScreen
import Panels
import Times
import TraceScreen
import Traces
import Widgets

// The traces view, as the state plugs it in: sources, time and effects; all else is `TracesView`'s.
extension State {
  /// There are traces to be had: without, their keys and actions are not spoken of.
  var hasTraces: Bool { traceSource != nil }

  /// Tempo before Jaeger: it can be asked for more.
  var traceSource: DataSource? {
    settings.sources.first { $0.kind == .tempo } ?? settings.sources.first { $0.kind == .jaeger }
  }

  /// Whether a command means something with the sources that there are.
  func isThere(_ command: Command) -> Bool {
    (hasLogs || !command.isForLogs) && (hasTraces || !command.isForTraces)
      && (hasAlerts || !command.isForAlerts)
  }

  func isThere(_ scope: KeyMap.Scope) -> Bool {
    switch scope {
    case .logs, .logLine, .logPanel: hasLogs
    case .trace, .traces: hasTraces
    case .alerts: hasAlerts
    default: true
    }
  }

  /// Shows the search for traces.
  mutating func openTraces(query: String? = nil, of source: DataSource? = nil) -> [Effect] {
    guard let source = source ?? traceSource else {
      notice = query == nil ? "no source of traces" : "no source of traces: copied the search"
      return query.map { [.copy($0)] } ?? []
    }
    overlay = nil
    if case .traces(let view) = screen, query == nil, !view.isInTrace { return [] }
    var view = TracesView(
      source: source, calendar: settings.calendar, query: query, surroundings: traceSurroundings)
    let effects = view.begin()
    if query == nil {
      screensBelow = []
      screen = .traces(view)
    } else {
      show(.traces(view))
    }
    return translated(effects)
  }

  /// Shows a trace by its id, over whatever is shown; of the source that a row came from, else of
  /// the first that there is.
  mutating func openTrace(_ text: String, span: SpanID? = nil, of source: DataSource? = nil)
    -> [Effect]
  {
    guard let source = source ?? traceSource else {
      notice = "trace \(text) copied: no source of type tempo or jaeger"
      return [.copy(text)]
    }
    guard let id = TraceID(hex: text) else {
      notice = "\(text) is no id of a trace"
      return []
    }
    overlay = nil
    var view = TracesView(
      source: source, calendar: settings.calendar, trace: id, span: span,
      surroundings: traceSurroundings)
    let effects = view.begin()
    show(.traces(view))
    return translated(effects)
  }

  /// Opens the trace that the chosen row of a table names; `nil` where it names none.
  mutating func openTrace(ofRowIn panel: Int) -> [Effect]? {
    guard let content = content(of: panel), let row = content.selection,
      let id = PanelView.traceID(content, at: row)
    else { return nil }
    let reference = content.panel.targets.first?.dataSource ?? content.panel.dataSource
    let source = settings.source(for: reference)
    let isOfTraces = source?.kind == .tempo || source?.kind == .jaeger
    return openTrace(id, of: isOfTraces ? source : nil)
  }

  private var traceSurroundings: TracesView.Surroundings {
    TracesView.Surroundings(
      range: shownRange, now: now, width: gridArea.width, height: gridArea.height, glyphs: glyphs)
  }

  /// Changes the view and does what it asks for.
  mutating func withTraces(_ change: (inout TracesView) -> [TracesEffect]) -> [Effect] {
    guard case .traces(var view) = screen else { return [] }
    // The value must be held once, or each change copies its spans.
    screen = .panels
    view.surroundings = traceSurroundings
    let effects = change(&view)
    screen = .traces(view)
    return translated(effects)
  }

  mutating func performInTraces(_ command: Command) -> [Effect]? {
    if let offset = command.rows(inPageOf: max(1, gridArea.height - 4)) {
      return withTraces { view in
        view.move(by: offset)
        return []
      }
    }
    switch command {
    case .back: return overlay == nil ? withTraces { view in view.back() } : nil
    case .traces(let command): return withTraces { view in view.perform(command) }
    case .copy: return withTraces { view in view.copy() }
    case .open: return withTraces { view in view.perform(.openItem) }
    // What belongs to panels does nothing here.
    default: return command.isOfPanels && overlay == nil ? [] : nil
    }
  }

  mutating func apply(
    _ result: Result<TracesReply, DataSourceError>, toTraces request: TracesRequest
  ) -> [Effect] {
    let health =
      switch result {
      case .success: apply(.success(""), toProbeOf: request.source.name)
      case .failure(let error):
        error.isOfSource ? apply(.failure(error), toProbeOf: request.source.name) : []
      }
    return health + withTraces { view in view.take(result, to: request) }
  }

  func draw(_ view: TracesView, in area: Rect, into buffer: inout Buffer) {
    var view = view
    view.surroundings = traceSurroundings
    view.draw(in: area.inset(left: 1, right: 1), into: &buffer)
  }

  private mutating func translated(_ effects: [TracesEffect]) -> [Effect] {
    effects.flatMap { effect -> [Effect] in
      switch effect {
      case .ask(let request): return [.askTraces(request)]
      case .openLogs(let service, let id, let range):
        return openLogs(of: service, trace: id, in: range)
      case .say(let text):
        notice = text
        return []
      case .copy(let text): return [.copy(text)]
      case .leave: return leaveScreen()
      }
    }
  }

  /// Shows the lines that name a trace, of a service or of all, in a stretch of time.
  private mutating func openLogs(
    of service: String?, trace: TraceID, in range: TimeRange
  ) -> [Effect] {
    guard let source = settings.sources.first(where: { $0.kind == .loki }) else {
      notice = "no source of type loki"
      return []
    }
    overlay = nil
    return openLogs(
      queries: Self.selectors(of: service).flatMap { selector in
        LogIDs.stages(finding: "\(trace)", names: LogIDs.traceNames).map { "{\(selector)}" + $0 }
      }, in: range, of: source)
  }

  /// What selects the streams of a service by one of the labels that name it, each once: the one
  /// that Loki 3 makes, then those that collectors give.
  private static func selectors(of service: String?) -> [String] {
    guard let service else { return ["service_name=~\".+\""] }
    let labels = ["service_name", "app", "service"]
    return labels.indices.map { place in
      let without = labels[..<place].map { ", \($0)=\"\"" }.joined()
      return "\(labels[place])=\"\(escaped(service))\"" + without
    }
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] })
  }
}
