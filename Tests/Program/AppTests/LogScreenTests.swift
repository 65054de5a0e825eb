import Cells
import Configuration
import Dashboards
import DataSources
import Frames
import LogScreen
import Queries
import Testing
import Times

@testable import App

/// The program of the other tests with a Loki, its log panel asked and answered with lines.
private func logProgram(tails: Bool = false) throws -> State {
  var dashboard = Dashboard(title: "Lines")
  var options = LogsOptions()
  options.tails = tails
  var logs = panel(3, "Logs", x: 0, y: 0, kind: .logs(options))
  logs.dataSource = DataSourceRef(type: "loki")
  logs.targets = [Target(refID: "A", expr: #"{app="api"}"#)]
  dashboard.panels = [logs, panel(1, "Graph", x: 0, y: 8, kind: .timeSeries(TimeSeriesOptions()))]
  let prometheus = try #require(
    DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9"))
  let loki = try #require(DataSource(name: "loki", kind: .loki, address: "http://127.0.0.1:9"))
  var settings = Settings(sources: [prometheus, loki])
  settings.calendar = Calendar(.utc)
  var state = State(
    settings: settings, views: [ViewState(name: "lines", layout: "l.json", dashboard: dashboard)],
    now: start)
  _ = state.happen(.resized(width: 120, height: 40))
  for fetch in fetches(state.happen(.started)) {
    let isLog = fetch.source.kind == .loki
    _ = state.happen(.fetched(fetch.id, .success(isLog ? lines(1...5) : answer(to: fetch))))
  }
  return state
}

/// Lines, one each second from the start on.
private func lines(_ numbers: ClosedRange<Int>) -> Answer {
  var lines = LogLines()
  let stream = lines.add(["app": "api", "service_name": "api"])
  for number in numbers {
    lines.append(
      "level=info msg=\"line \(number)\"".utf8, at: start + .seconds(Double(number - 10)),
      stream: stream)
  }
  return Answer(frames: [Frame(refID: "A", lines: lines)])
}

private func tails(_ effects: [Effect]) -> [Fetch] {
  effects.compactMap { if case .tail(let fetch) = $0 { fetch } else { nil } }
}

private func asked(_ effects: [Effect]) -> [LogsRequest] {
  effects.compactMap { if case .askLogs(let request) = $0 { request } else { nil } }
}

struct LogScreenPlugTests {
  @Test func aFocusedLogPanelFollowsEachSecond() throws {
    var state = try logProgram()
    #expect(state.currentView.focus == 3)
    let first = try #require(tails(state.happen(.deadline, after: 1)).first)
    #expect(first.query.mode == .lines(limit: 1_003, isForward: true))
    _ = state.happen(.tailed(first.id, .success(lines(4...8))), after: 1)
    let text = state.view().text()
    #expect(text.contains("line 8") && text.contains("8 lines"))
    // Not before a second is over, and then again.
    #expect(tails(state.happen(.deadline, after: 1.5)).isEmpty)
    #expect(state.deadline.map { $0 <= start + .seconds(2) } == true)
    #expect(tails(state.happen(.deadline, after: 2)).count == 1)
  }

  @Test func aPanelWithoutTheFocusFollowsTheRefresh() throws {
    var state = try logProgram()
    _ = state.happen(.key(.tab))
    #expect(state.currentView.focus == 1)
    #expect(tails(state.happen(.deadline, after: 5)).isEmpty)
    let refreshed = fetches(state.happen(.deadline, after: 31))
    #expect(refreshed.contains { $0.source.kind == .loki })
    var own = try logProgram(tails: true)
    _ = own.happen(.key(.tab))
    #expect(tails(own.happen(.deadline, after: 5)).count == 1)
  }

  @Test func anOldTailAnswerChangesNothingAfterARefresh() throws {
    var state = try logProgram()
    let tail = try #require(tails(state.happen(.deadline, after: 1)).first)
    for fetch in fetches(state.happen(.key(.character("+")), after: 2)) {
      let isLog = fetch.source.kind == .loki
      _ = state.happen(
        .fetched(fetch.id, .success(isLog ? lines(2...3) : answer(to: fetch))), after: 2)
    }
    _ = state.happen(.tailed(tail.id, .success(lines(4...8))), after: 2)
    #expect(!state.view().text().contains("line 8"))
  }

  @Test func aFailureIsShownAndTheTailGoesOnBehindIt() throws {
    var state = try logProgram()
    let tail = try #require(tails(state.happen(.deadline, after: 1)).first)
    _ = state.happen(.tailed(tail.id, .failure(refused)), after: 1)
    #expect(state.view().text().contains("line 5"))
    let again = try #require(tails(state.happen(.deadline, after: 3)).first)
    #expect(again.query.range.from == tail.query.range.from)
    _ = state.happen(.tailed(again.id, .success(lines(3...12))), after: 3)
    #expect(state.view().text().contains("12 lines"))
  }

  @Test func aPanelSaysHowManyLinesTheServerKeptBack() throws {
    var state = try logProgram()
    var burst = LogLines()
    let stream = burst.add(["app": "api"])
    for number in 0..<5_000 {
      burst.append("burst \(number)".utf8, at: start + .seconds(1), stream: stream)
    }
    let full = Answer(frames: [Frame(refID: "A", lines: burst)])
    var counts: [Fetch] = []
    var due = tails(state.happen(.deadline, after: 2))
    for _ in 0..<6 {
      guard let tail = due.first, counts.isEmpty else { break }
      let effects = state.happen(.tailed(tail.id, .success(full)), after: 2)
      counts = effects.compactMap { if case .countTail(let fetch) = $0 { fetch } else { nil } }
      due = tails(effects)
    }
    let count = try #require(counts.first)
    #expect(count.query.mode == .instant)
    #expect(count.query.expression == "sum(count_over_time({app=\"api\"}\n[1ns]))")
    let total = Answer(frames: [
      Frame(fields: [
        Field(name: "Time", values: .times([start])),
        Field(name: "Value", values: .numbers(NumberColumn([6_234]))),
      ])
    ])
    _ = state.happen(.countedTail(count.id, .success(total)), after: 2)
    let content = try #require(state.content(of: 3))
    #expect(content.notices.map(\.text).contains("1234 lines skipped"))
  }

  @Test func theLogsViewOpensOnAKeyAndEscLeavesIt() throws {
    var state = try logProgram()
    let requests = asked(state.press("L"))
    #expect(requests.contains { $0.id.kind == .labelNames })
    let names = try #require(requests.first { $0.id.kind == .labelNames })
    let next = asked(state.happen(.askedLogs(names, .success(.texts(["service_name"])))))
    let newest = try #require(next.first { $0.id.kind == .newest(0) })
    _ = state.happen(.askedLogs(newest, .success(.frames(lines(1...5).frames))))
    let text = state.view().text()
    #expect(text.contains(#"{service_name=~".+"}"#) && text.contains("line 5"))
    #expect(text.contains("live"))
    #expect(state.screenTab == .openLogs)
    _ = state.happen(.key(.escape))
    #expect(state.view().text().contains("Graph"))
  }

  @Test func aLogPanelFillsTheScreenWithItsLinesAtHand() throws {
    var state = try logProgram()
    _ = state.happen(.key(.down))
    let requests = asked(state.happen(.key(.enter)))
    #expect(!requests.contains { $0.id.kind == .newest(0) })
    let text = state.view().text()
    #expect(text.contains(#"{app="api"}"#) && text.contains("5 lines"))
    // The line under the cursor is open.
    #expect(text.contains("labels") && text.contains("service_name"))
    _ = state.happen(.key(.escape))
    _ = state.happen(.key(.escape))
    #expect(state.screenTab == nil)
  }

  @Test func textIsWrittenBeforeKeysAreCommands() throws {
    var state = try logProgram()
    _ = state.happen(.key(.character("f")))
    #expect(state.press("/qL").isEmpty)
    #expect(state.view().text().contains("only lines that match"))
    _ = state.happen(.key(.enter))
    #expect(state.view().text().contains("+ qL"))
    _ = state.happen(.key(.backspace))
    #expect(state.view().text().contains("5 lines"))
  }

  @Test func theRangeOfTheProgramIsThatOfTheLines() throws {
    var state = try logProgram()
    _ = state.press("f")
    let later = asked(state.happen(.key(.character("["))))
    let newest = try #require(later.first { $0.id.kind == .newest(0) })
    guard case .query(let query) = newest.question else {
      Issue.record("no query")
      return
    }
    #expect(query.range == state.range)
  }

  @Test func everyActionOnLinesHasAKeyAndANameInThePalette() {
    for command in LogsCommand.allCases {
      #expect(KeyMap.standard.key(for: .logs(command)) != nil, "\(command)")
      #expect(Command.inPalette.contains(.logs(command)), "\(command)")
      #expect(!command.title.isEmpty)
    }
    #expect(Set(LogsCommand.allCases.map(\.title)).count == LogsCommand.allCases.count)
  }

  @Test func withoutALokiTheKeySaysSo() throws {
    var state = try program()
    _ = state.press("L")
    #expect(state.notice == "no source of type loki")
    #expect(!state.view().text().contains("L Logs"))
  }
}
