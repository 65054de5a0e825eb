import Cells
import Configuration
import Dashboards
import DataSources
import Frames
import Lexemes
import LogQL
import Panels
import PromQLSyntax
import Queries
import Times
import Widgets

// Exploring: a query of one's own, apart from all panels.
extension State {
  var explore: Explore? {
    get { if case .explore(let explore) = overlay { explore } else { nil } }
    set { overlay = newValue.map { .explore($0) } }
  }

  private var exploredSources: [DataSource] {
    settings.sources.filter { $0.kind == .prometheus || $0.kind == .loki }
  }

  /// Opens the query of the focused panel as it was sent; the others of the panel are in the
  /// history.
  mutating func openExplore() -> [Effect] {
    guard let first = exploredSources.first else {
      notice = "no Prometheus and no Loki to explore"
      return []
    }
    let targets = currentView.focus.map { knowledge(ofPanel: $0).orderedTargets } ?? []
    let asked = targets.filter { target in exploredSources.contains { $0.name == target.source } }
    for target in asked.reversed() { remember(target.expression) }
    var explore = Explore(
      asked.first?.expression ?? "", source: asked.first?.source ?? first.name)
    explore.isTable = focusedPanel.map { if case .table = $0.kind { true } else { false } } ?? false
    explore.isInstant = asked.first?.query?.mode == .instant
    self.explore = explore
    suggestions.forget()
    return explore.editor.isEmpty ? [] : runExplore()
  }

  private mutating func remember(_ query: String) {
    guard query.contains(where: { !$0.isWhitespace }) else { return }
    queryHistory.removeAll { $0 == query }
    queryHistory.append(query)
    if queryHistory.count > 100 { queryHistory.removeFirst() }
  }

  mutating func pressInExplore(_ key: Key) -> [Effect] {
    if let command = keys.command(for: key, in: [.explore]) {
      if command == .back, explore?.list != nil {
        explore?.list = nil
        return []
      }
      return perform(command)
    }
    guard var explore, explore.editor.edit(key) else { return [] }
    explore.problem = nil
    explore.historyPlace = nil
    self.explore = explore
    return suggest(isAsked: false)
  }

  mutating func performInExplore(_ command: Command) -> [Effect] {
    switch command {
    case .complete:
      guard let list = explore?.list else { return suggest(isAsked: true) }
      return takeCandidate(of: list)
    case .newLine:
      explore?.editor.insert("\n")
      explore?.list = nil
    case .exploreMode:
      explore?.isInstant.toggle()
      return runExplore()
    case .exploreForm:
      explore?.isTable.toggle()
      explore?.selection = nil
    case .exploreSource:
      let names = exploredSources.map(\.name)
      guard let place = names.firstIndex(where: { $0 == explore?.source }) else { return [] }
      explore?.source = names[(place + 1) % names.count]
      explore?.answer = nil
      explore?.asked = nil
      explore?.problem = nil
      return runExplore()
    case .olderQuery: turnHistory(by: 1)
    case .newerQuery: turnHistory(by: -1)
    default: break
    }
    return []
  }

  /// Up and down: through the candidates, the lines of the text, then the history; pages through
  /// the rows of a table.
  mutating func moveInExplore(by rows: Int) {
    guard var explore else { return }
    if var list = explore.list {
      list.selection = min(max(0, list.selection + rows), list.candidates.count - 1)
      list.hasMoved = true
      explore.list = list
    } else if abs(rows) > 1 {
      guard let content = content(of: explore) else { return }
      let count = PanelView.rowCount(content)
      guard count > 0 else { return }
      explore.selection = min(max(0, (explore.selection ?? 0) + rows), count - 1)
    } else if !explore.editor.moveLine(down: rows > 0) {
      turnHistory(by: rows > 0 ? -1 : 1)
      return
    }
    self.explore = explore
  }

  private mutating func turnHistory(by offset: Int) {
    guard var explore, !queryHistory.isEmpty else { return }
    let place = (explore.historyPlace ?? -1) + offset
    guard place >= -1, place < queryHistory.count else { return }
    if explore.historyPlace == nil { explore.draft = explore.editor.text }
    explore.historyPlace = place < 0 ? nil : place
    explore.write(place < 0 ? explore.draft : queryHistory[queryHistory.count - 1 - place])
    self.explore = explore
  }
}

// Completion.
extension State {
  /// Shows what may be written at the cursor. The server is asked once something is written, or
  /// when told to.
  mutating func suggest(isAsked: Bool) -> [Effect] {
    guard var explore else { return [] }
    let (text, cursor) = (explore.editor.text, explore.editor.cursorByte)
    let candidates =
      exploredSource?.kind == .loki
      ? Candidates(ofLogQL: text, at: cursor) : Candidates(of: text, at: cursor)
    var texts: [String] = []
    var effects: [Effect] = []
    let wants = isAsked || !candidates.prefix.isEmpty || candidates.isAmongLabels
    if wants, let kind = candidates.asked, let source = exploredSource {
      if let known = suggestions[kind, source.name] {
        texts = known
      } else {
        let question = Suggestions(kind: kind, range: range, source: source)
        if suggestions.awaited?.kind != kind || suggestions.awaited?.source != source {
          suggestions.awaited = question
          effects.append(.suggest(question))
        }
      }
    }
    explore.list = wants ? candidates.list(with: texts) : nil
    self.explore = explore
    return effects
  }

  private var exploredSource: DataSource? {
    settings.sources.first { $0.name == explore?.source }
  }

  mutating func takeCandidate(of list: CandidateList) -> [Effect] {
    guard var explore, list.candidates.indices.contains(list.selection) else { return [] }
    explore.editor.replace(bytes: list.range, with: list.candidates[list.selection].inserted)
    explore.list = nil
    explore.problem = nil
    self.explore = explore
    return []
  }

  mutating func apply(
    _ result: Result<[String], DataSourceError>, to question: Suggestions
  ) -> [Effect] {
    if suggestions.awaited == question { suggestions.awaited = nil }
    switch result {
    case .success(let texts):
      suggestions.keep(texts, for: question)
      // What is expected may be another thing by now.
      return explore == nil ? [] : suggest(isAsked: explore?.list != nil)
    case .failure(let error):
      return error.code == .cancelled ? [] : [.log(.warning, "completion: \(error)")]
    }
  }
}

// Running.
extension State {
  /// Sends the query, or says what is wrong with it. A text that only we refuse is sent when Enter
  /// comes again: some servers know more than the language has.
  mutating func runExplore() -> [Effect] {
    guard var explore else { return [] }
    if let list = explore.list, list.hasMoved { return takeCandidate(of: list) }
    explore.list = nil
    let text = explore.editor.text
    guard let source = exploredSource, let query = query(of: explore) else {
      explore.answer = nil
      self.explore = explore
      return []
    }
    let isInsisting = explore.problem?.isOurs ?? false
    if !isInsisting, let problem = problem(in: query.expression, of: text) {
      explore.problem = problem
      explore.awaited = nil
      self.explore = explore
      return []
    }
    refreshes += 1
    explore.problem = nil
    (explore.awaited, explore.asked) = (refreshes, query)
    explore.historyPlace = nil
    explore.selection = nil
    self.explore = explore
    remember(text)
    let place = Fetch.Place.explored(isInstant: explore.isInstant)
    return [
      .fetch(Fetch(id: .init(place: place, refresh: refreshes), query: query, source: source))
    ]
  }

  private func query(of explore: Explore) -> Query? {
    var panel = panel(of: explore)
    panel.targets = [Target(refID: "A", expr: explore.editor.text)]
    panel.targets[0].isInstant = explore.isInstant
    panel.targets[0].isRange = !explore.isInstant
    panel.targets[0].format = explore.isInstant ? .table : .timeSeries
    let surroundings = surroundings(of: panel, widths: [panel.id: max(1, width - 2)])
    return Plan.queries(for: panel, in: surroundings).first
  }

  private func problem(in expression: String, of text: String) -> Explore.Problem? {
    guard let fault = fault(in: expression) else { return nil }
    // A place in a filled in text is none in the text as it was written.
    guard expression == text else {
      return .init(text: fault.detail, characters: 0..<0, isOurs: true)
    }
    let field = explore?.editor ?? TextField(text, hasLines: true)
    let start = field.place(ofByte: fault.range.start)
    let end = max(start + 1, field.place(ofByte: fault.range.end))
    return .init(text: fault.message, characters: start..<end, isOurs: true)
  }

  private struct Fault {
    var range: SourceRange
    var detail: String
    /// With the place.
    var message: String
  }

  /// What is wrong with an expression in the language of the source.
  private func fault(in expression: String) -> Fault? {
    if exploredSource?.kind == .loki {
      do throws(LogQLError) {
        _ = try LogQLQuery(parsing: expression)
        return nil
      } catch {
        return Fault(range: error.range, detail: error.detail, message: "\(error)")
      }
    }
    do throws(PromQLSyntaxError) {
      _ = try Expression(parsing: expression)
      return nil
    } catch {
      return Fault(range: error.range, detail: error.detail, message: "\(error)")
    }
  }

  mutating func apply(
    _ result: Result<Answer, DataSourceError>, toExplored id: Fetch.ID
  ) -> [Effect] {
    guard var explore, explore.awaited == id.refresh, let query = explore.asked else {
      return []
    }
    explore.awaited = nil
    switch result {
    case .success(let answer):
      explore.answer = ExploredAnswer(
        frames: answer.frames, notices: answer.notices, transfer: answer.transfer, query: query)
    case .failure(let error):
      explore.answer = nil
      explore.problem = .init(
        text: "\(error)", characters: place(in: error.detail, explore.editor), isOurs: false)
    }
    self.explore = explore
    return []
  }

  /// The character that a server's message points to, as in `1:5: parse error`.
  private func place(in message: String, _ editor: TextField) -> Range<Int> {
    let words = message.split(whereSeparator: { $0 == " " })
    for word in words {
      let parts = word.split(separator: ":", omittingEmptySubsequences: true)
      guard parts.count == 2, let line = Int(parts[0]), let column = Int(parts[1]),
        (1...10_000).contains(line), (1...100_000).contains(column)
      else { continue }
      let lines = editor.text.split(separator: "\n", omittingEmptySubsequences: false)
      guard line <= lines.count else { continue }
      let before = lines[..<(line - 1)].reduce(0) { $0 + $1.utf8.count + 1 }
      let start = editor.place(ofByte: before + column - 1)
      return start..<(start + 1)
    }
    return 0..<0
  }

  /// The panel that shows what came.
  func panel(of explore: Explore) -> Panel {
    var options = TimeSeriesOptions()
    options.legend.isTable = true
    let kind: Panel.Kind =
      if case .lines? = explore.asked?.mode {
        .logs(LogsOptions())
      } else if explore.isTable || explore.isInstant {
        .table(TableOptions())
      } else {
        .timeSeries(options)
      }
    var panel = Panel(
      id: -1, title: explore.asked?.expression ?? "", gridPos: GridPos(x: 0, y: 0, w: 24, h: 8),
      kind: kind)
    panel.dataSource = exploredSource.map { DataSourceRef(type: $0.kind.rawValue, uid: $0.uid) }
    return panel
  }

  func content(of explore: Explore) -> PanelContent? {
    guard let answer = explore.answer else { return nil }
    var content = PanelContent(
      panel: panel(of: explore), range: answer.query.range, now: now, calendar: settings.calendar)
    content.frames = answer.frames
    content.notices = answer.notices
    content.fetchedAt = now
    content.glyphs = glyphs
    content.isFocused = true
    content.selection = explore.selection
    let hasData = answer.frames.contains { $0.rowCount > 0 }
    content.status = hasData ? .ok : .noData(queries: [answer.query.expression])
    return content
  }
}

extension Fetch.Place {
  /// The place of the one query that is explored.
  static func explored(isInstant: Bool) -> Fetch.Place {
    Fetch.Place(view: -1, panel: -1, target: 0, isInstant: isInstant)
  }

  var isExplored: Bool { view < 0 }
}
