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

/// The logs view as an operator has it: by its keys, on the whole screen.
struct LogKeysTests {
  /// A program whose Loki has all lines at hand.
  private struct Program {
    var state: State
    var now = 0.0

    private struct Entry {
      var time: Instant
      var text: String
      var service: String
    }

    /// One line each ten seconds up to the start, of two services; each fifth fails.
    private static let lines: [Entry] = (1...30).map { (number: Int) -> Entry in
      let isError = number % 5 == 0
      let level = isError ? "error" : "info"
      let id = isError ? " correlation_id=run-\(number % 10)" : ""
      let seconds = Double((30 - number) * 10 + 1)
      return Entry(
        time: start - Span.seconds(seconds),
        text: "level=\(level) msg=\"line \(number)\" job=\(number % 3)\(id)",
        service: number % 2 == 0 ? "api" : "worker")
    }

    init() throws {
      var settings = Settings(sources: [
        try #require(DataSource(name: "loki", kind: .loki, address: "http://127.0.0.1:9"))
      ])
      settings.calendar = Calendar(.utc)
      var dashboard = Dashboard(title: "None")
      dashboard.panels = [panel(1, "Graph", x: 0, y: 0, kind: .timeSeries(TimeSeriesOptions()))]
      state = State(
        settings: settings, views: [ViewState(name: "n", layout: "n.json", dashboard: dashboard)],
        now: start)
      serve(state.happen(.resized(width: 120, height: 44)) + state.happen(.started))
      press("L")
    }

    mutating func press(_ keys: String) {
      for key in keys { press(.character(key)) }
    }

    mutating func press(_ key: Key) { serve(state.happen(.key(key), after: now)) }

    private mutating func serve(_ effects: [Effect]) {
      var left = effects
      var count = 0
      while !left.isEmpty, count < 500 {
        count += 1
        guard case .askLogs(let request) = left.removeFirst() else { continue }
        left += state.happen(.askedLogs(request, .success(answer(to: request))), after: now)
      }
    }

    private func answer(to request: LogsRequest) -> LogsReply {
      switch request.question {
      case .labelNames: return .texts(["service_name"])
      case .labelValues: return .texts(["api", "worker"])
      case .query(let query):
        guard case .lines(let limit, let isForward) = query.mode else { return .frames([]) }
        let wanted = ["api", "worker"].filter { query.expression.contains("\"\($0)\"") }
        let id = ["run-0", "run-5"].first { query.expression.contains($0) } ?? ""
        let found = Self.lines.filter { line in
          query.range.from <= line.time && line.time < query.range.to
            && (wanted.isEmpty || wanted.contains(line.service))
            && (id.isEmpty || line.text.contains(id) && !query.expression.contains("!="))
        }
        var lines = LogLines()
        for line in isForward ? found.prefix(limit) : found.suffix(limit) {
          let stream = lines.add(["service_name": line.service])
          lines.append(line.text.utf8, at: line.time, stream: stream)
        }
        return .frames([Frame(lines: lines)])
      }
    }

    var rows: [String] {
      state.view().text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    var text: String { state.view().text() }
    /// The numbers of the lines in sight.
    var numbers: [Int] {
      rows.compactMap { row in
        guard row.contains("INFO") || row.contains("ERROR"),
          let place = row.firstRange(of: "line ")?.upperBound
        else { return nil }
        return Int(row[place...].prefix { $0.isNumber })
      }
    }
  }

  @Test func filtersAreWrittenListedSwitchedOffAndRemoved() throws {
    var program = try Program()
    #expect(program.numbers.last == 30)
    program.press("/line 1[0-9]")
    program.press(.enter)
    #expect(program.numbers == Array(10...19))
    program.press("!job=0")
    program.press(.enter)
    #expect(program.numbers == (10...19).filter { $0 % 3 != 0 })
    #expect(program.text.contains("+ line 1[0-9]") && program.text.contains("- job=0"))
    program.press("F")
    program.press(.enter)
    #expect(program.numbers.contains(29) && !program.numbers.contains(12))
    program.press(.escape)
    program.press("H")
    #expect(program.text.contains("marks only") && program.numbers.contains(12))
    program.press("H")
    program.press(.backspace)
    program.press(.backspace)
    #expect(program.numbers.contains(12) && !program.text.contains("- job=0"))
  }

  @Test func goingUpPausesAndTheEndGoesOn() throws {
    var program = try Program()
    #expect(program.text.contains("live"))
    program.press(.up)
    #expect(program.text.contains("paused"))
    program.press("G")
    #expect(!program.text.contains("paused") && program.text.contains("live"))
  }

  @Test func anErrorIsFoundOpenedAndItsFieldsFilter() throws {
    var program = try Program()
    program.press("E")
    program.press(.enter)
    #expect(program.text.contains("labels") && program.text.contains("correlation_id"))
    // Down to the field: service_name, level, msg, job.
    program.press("jj")
    program.press("s")
    program.press("k")
    program.press("=")
    #expect(program.numbers.allSatisfy { $0 % 5 == 0 } && !program.numbers.isEmpty)
    #expect(program.text.contains("+ level = error"))
    program.press("-")
    #expect(program.text.contains("- level = error") || program.text.contains("+ level != error"))
  }

  @Test func theLinesAroundAreOfItsStreamAndEscGoesBack() throws {
    var program = try Program()
    program.press("E")
    program.press("K")
    #expect(program.text.contains("around "))
    // The last error before the end is the 25th line, of the stream of the odd ones.
    #expect(program.numbers.allSatisfy { $0 % 2 == 1 } && program.numbers.contains(23))
    program.press(.escape)
    #expect(program.numbers.contains(24))
  }

  @Test func allLinesOfAnIDAreShown() throws {
    var program = try Program()
    program.press("E")
    program.press("I")
    #expect(program.text.contains("all lines of run-5"))
    #expect(program.numbers == [5, 15, 25])
  }

  @Test func formsOfTimeAndOfLinesTakeTurns() throws {
    var program = try Program()
    func row(_ program: Program) -> String { program.rows.last { $0.contains("line 30") } ?? "" }
    #expect(row(program).contains("14:32:29.000"))
    program.press("uu")
    #expect(!row(program).contains("14:32:29"))
    program.press("u")
    #expect(!row(program).contains(" ago") && !row(program).contains("14:32"))
    program.press("u")
    #expect(row(program).contains("14:32:29.000"))
    program.press("J")
    #expect(row(program).contains(#"msg="line 30""#))
    program.press("W")
    program.press("C")
    #expect(row(program).contains(#"msg="line 30""#))
  }

  @Test func barsAreMarkedAndZoomedTo() throws {
    var program = try Program()
    let before = program.state.range
    program.press(.left)
    program.press("m")
    program.press(.left)
    program.press(.left)
    program.press("M")
    #expect(program.state.range.span < before.span)
    #expect(before.from <= program.state.range.from)
  }
}
