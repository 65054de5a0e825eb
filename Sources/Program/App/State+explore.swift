import Cells
import Configuration
import DataSources
import Panels
import Queries
import Widgets

// Exploring: a query of one's own, apart from all panels.
extension State {
  var explore: Explore? {
    get { if case .explore(let explore) = overlay { explore } else { nil } }
    set { overlay = newValue.map { .explore($0) } }
  }

  var exploredSources: [DataSource] {
    settings.sources.filter { $0.kind == .prometheus || $0.kind == .loki }
  }

  var exploredSource: DataSource? {
    settings.sources.first { $0.name == explore?.source }
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
    if asked.isEmpty, !targets.isEmpty {
      notice = "only queries of Prometheus and Loki are explored"
      return []
    }
    for target in asked.reversed() { remember(target.expression) }
    var explore = Explore(
      asked.first?.expression ?? "", source: asked.first?.source ?? first.name)
    explore.isTable = focusedPanel.map { if case .table = $0.kind { true } else { false } } ?? false
    explore.isInstant = asked.first?.query?.mode == .instant
    self.explore = explore
    suggestions.forget()
    return explore.editor.isEmpty ? [] : runExplore()
  }

  mutating func remember(_ query: String) {
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
