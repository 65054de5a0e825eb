import DataSources
import Formats
import Frames
import PromQLSyntax
import Queries
import Times
import Traces

/// The search for the events near the value cursor that were kept as examples.
struct ExemplarSearch: Sendable {
  /// What the value cursor stood on.
  let moment: Instant
  fileprivate var awaited: Set<Fetch.ID>
  fileprivate var found: [(exemplar: Exemplar, source: DataSource)] = []
  fileprivate var failure: DataSourceError?
  fileprivate var sources: [Fetch.ID: DataSource]
}

// From a graph to a trace: exemplars are asked for when somebody wants one.
extension State {
  /// Asks for the exemplars of what the focused panel shows.
  mutating func findExemplars() -> [Effect] {
    guard let cursor, let focus = currentView.focus, let panel = currentView.panels[focus] else {
      return []
    }
    var fetches: [Fetch] = []
    var asked: Set<[String]> = []
    for place in panel.targets.keys.sorted(by: { $0.target < $1.target }) {
      guard let query = panel.targets[place]?.query,
        let source = settings.source(for: query.dataSource),
        source.kind == .prometheus || source.kind == .tempo
      else { continue }
      // Several quantiles of a histogram read the same series.
      guard asked.insert([source.name] + Self.selectors(in: query)).inserted else { continue }
      // A number that no refresh bears, so that each answer is told from all others.
      refreshes += 1
      fetches.append(
        Fetch(id: Fetch.ID(place: place, refresh: refreshes), query: query, source: source))
    }
    guard !fetches.isEmpty else {
      notice = "no source of this graph keeps exemplars"
      return []
    }
    exemplarSearch = ExemplarSearch(
      moment: cursor, awaited: Set(fetches.map(\.id)),
      sources: Dictionary(uniqueKeysWithValues: fetches.map { ($0.id, $0.source) }))
    notice = "asking for exemplars"
    return fetches.map { .findExemplars($0) }
  }

  /// What a query reads, as texts; the query itself where it can't be read.
  private static func selectors(in query: Query) -> [String] {
    guard let expression = try? PromQLSyntax.Expression(parsing: query.expression) else {
      return [query.expression]
    }
    return Set(expression.selectors.map { "\($0)" }).sorted()
  }

  /// Takes exemplars; shows them when all are here and nothing else was turned to meanwhile.
  mutating func apply(
    _ result: Result<[Exemplar], DataSourceError>, toExemplars id: Fetch.ID
  ) -> [Effect] {
    guard var search = exemplarSearch, search.awaited.remove(id) != nil,
      let source = search.sources[id]
    else { return [] }
    switch result {
    case .success(let exemplars): search.found += exemplars.map { ($0, source) }
    case .failure(let error): search.failure = error
    }
    exemplarSearch = search.awaited.isEmpty ? nil : search
    guard search.awaited.isEmpty, cursor != nil, overlay == nil, case .panels = screen else {
      return []
    }
    return show(search)
  }

  /// As many as anyone would look through, those nearest to the cursor.
  private static let most = 200

  private mutating func show(_ search: ExemplarSearch) -> [Effect] {
    var seen: Set<TraceID> = []
    let near = search.found.sorted {
      ($0.exemplar.time - search.moment).distance < ($1.exemplar.time - search.moment).distance
    }
    let calendar = settings.calendar
    var items: [Picker.Item] = []
    for (exemplar, source) in near where items.count < Self.most {
      guard let trace = exemplar.traceID(of: source), seen.insert(trace).inserted else { continue }
      items.append(
        Picker.Item(
          .trace("\(trace)"), "\(calendar.time(exemplar.time))  \(Self.text(exemplar.value))",
          detail: "trace \(trace)  \(Self.text(exemplar.series))"))
    }
    guard let first = items.first else {
      notice =
        search.failure.map { "\($0)" }
        ?? (near.isEmpty
          ? "the servers have no exemplars of this graph"
          : "none of the \(near.count) exemplars names a trace")
      return []
    }
    notice = search.failure.map { "\($0)" }
    guard items.count > 1 else { return open(first) }
    open(
      Picker(
        .exemplars, title: "Exemplars near \(calendar.time(search.moment))", items: items))
    return []
  }

  mutating func takeExemplar(_ picker: Picker) -> [Effect] {
    guard let item = picker.selected else { return [] }
    overlay = nil
    return open(item)
  }

  private mutating func open(_ item: Picker.Item) -> [Effect] {
    guard case .trace(let id) = item.choice else { return [] }
    return openTrace(id)
  }

  private static func text(_ number: Double) -> String {
    number.isFinite ? ValueFormat(number, unit: "short").description : "\(number)"
  }

  private static func text(_ labels: Labels) -> String {
    let pairs = labels.pairs.filter { $0.name != "__name__" }
      .map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ", ")
    return (labels["__name__"] ?? "") + (pairs.isEmpty ? "" : "{\(pairs)}")
  }
}

extension Span {
  fileprivate var distance: Span { self < .zero ? .zero + -self : self }
}
