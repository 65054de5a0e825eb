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
