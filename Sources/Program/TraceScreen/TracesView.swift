package import Cells
package import DataSources
package import Times
import TraceQL
package import Traces

/// The traces view: a search with what it found, and over it the traces that were opened, one
/// after the other.
package struct TracesView: Sendable {
  /// What the view must know of the program around it.
  package struct Surroundings: Sendable {
    package var range: TimeRange
    package var now: Instant
    /// Columns and rows of the view.
    package var width: Int
    package var height: Int
    package var glyphs: GlyphSet

    package init(range: TimeRange, now: Instant, width: Int, height: Int, glyphs: GlyphSet) {
      self.range = range
      self.now = now
      self.width = width
      self.height = height
      self.glyphs = glyphs
    }
  }

  /// A trace that is open, or asked for.
  struct OpenTrace: Sendable {
    var id: TraceID
    /// The span to go to once it is here.
    var wanted: SpanID?
    var outline: TraceOutline?
    /// Why it is not here.
    var problem: String?
    /// The chosen row, by its place among the shown.
    var selection = 0
    var scroll = 0
    var isPathAlone = false
    /// Of the details, if they are open.
    var detailScroll: Int?
    var showsServices = false
    /// The link that Enter would follow.
    var link = 0

    init(_ id: TraceID, wanted: SpanID? = nil) {
      self.id = id
      self.wanted = wanted
    }
  }

  package var surroundings: Surroundings
  let source: DataSource
  let calendar: Calendar
  var query: String
  var found: [TraceSummary]?
  var problem: String?
  /// A search is under way.
  var isAsking = false
  var selection = 0
  var prompt: TracePrompt?
  var names: [String]?
  var values: [String: [Tempo.TagValue]] = [:]
  /// The last is on the screen.
  var open: [OpenTrace] = []
  /// The view was opened on a trace: there is no list under it.
  let hasList: Bool
  private var serials: [TracesRequest.Kind: Int] = [:]

  static let limit = 50

  /// On a search; on everything without a query.
  package init(
    source: DataSource, calendar: Calendar, query: String? = nil, surroundings: Surroundings
  ) {
    self.source = source
    self.calendar = calendar
    self.surroundings = surroundings
    self.query = query ?? (source.kind == .jaeger ? "" : "{}")
    hasList = true
  }

  /// On a trace, and a span of it.
  package init(
    source: DataSource, calendar: Calendar, trace: TraceID, span: SpanID? = nil,
    surroundings: Surroundings
  ) {
    self.source = source
    self.calendar = calendar
    self.surroundings = surroundings
    query = ""
    hasList = false
    open = [OpenTrace(trace, wanted: span)]
  }

  /// What the view asks for when it is opened.
  package mutating func begin() -> [TracesEffect] {
    if let top = open.last { return [ask(.trace(top.id))] }
    return search() + [ask(.names(surroundings.range))]
  }

  /// The questions of the view go through here, so that each has its number.
  mutating func ask(_ question: TracesRequest.Question) -> TracesEffect {
    var request = TracesRequest(question: question, source: source, serial: 0)
    serials[request.kind, default: 0] += 1
    request.serial = serials[request.kind] ?? 0
    return .ask(request)
  }

  mutating func search() -> [TracesEffect] {
    // Jaeger searches one service at a time: which there are must be known first.
    guard !query.isEmpty else {
      found = nil
      isAsking = false
      return []
    }
    isAsking = true
    return [ask(.search(query, surroundings.range, limit: Self.limit))]
  }

  /// Another range, or the same data asked for again.
  package mutating func adjust(refreshes: Bool) -> [TracesEffect] {
    hasList && open.isEmpty && (refreshes || !isAsking) ? search() : []
  }

  package mutating func take(
    _ result: Result<TracesReply, DataSourceError>, to request: TracesRequest
  ) -> [TracesEffect] {
    guard serials[request.kind] == request.serial else { return [] }
    switch (request.question, result) {
    case (.search, .success(.found(let traces))):
      isAsking = false
      problem = nil
      // The selection follows its trace.
      let chosen = found.flatMap { $0.indices.contains(selection) ? $0[selection].id : nil }
      found = traces
      selection = traces.firstIndex { $0.id == chosen } ?? 0
    case (.search, .failure(let error)):
      isAsking = false
      problem = "\(error)"
    case (.trace(let id), .success(.trace(let trace))): show(trace, id)
    case (.trace(let id), .failure(let error)):
      if let place = open.lastIndex(where: { $0.id == id }) { open[place].problem = "\(error)" }
    case (.names, .success(.names(let names))):
      self.names = names
      suggest()
      if source.kind == .jaeger, query.isEmpty, let first = names.first {
        query = "service=\(first.contains(" ") ? "\"\(first)\"" : first)"
        return search()
      }
    case (.values(let name, _), .success(.values(let values))):
      self.values[name] = values
      suggest()
    default: break
    }
    return []
  }

  private mutating func show(_ trace: Trace?, _ id: TraceID) {
    guard let place = open.lastIndex(where: { $0.id == id }) else { return }
    guard let trace else {
      open[place].problem = "\(source.name) has no trace \(id)"
      return
    }
    let outline = TraceOutline(trace)
    open[place].problem = nil
    open[place].outline = outline
    let wanted = open[place].wanted
    open[place].selection =
      outline.visible.firstIndex { outline.span($0).id == wanted } ?? 0
  }

  /// A text is being written: keys are letters.
  package var takesText: Bool { prompt != nil }
  /// A trace is on the screen.
  package var isInTrace: Bool { !open.isEmpty }

  var top: OpenTrace? {
    get { open.last }
    set {
      guard let newValue, !open.isEmpty else { return }
      open[open.count - 1] = newValue
    }
  }

  /// The span under the cursor.
  package var span: TraceSpan? {
    guard let top, let outline = top.outline, outline.visible.indices.contains(top.selection)
    else { return nil }
    return outline.span(outline.visible[top.selection])
  }
}
