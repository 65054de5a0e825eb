import Cells
import Configuration
import Dashboards
import DataSources
import Frames
import JSON
import Queries
import Testing
import Times

@testable import App

/// 2026-11-21 14:32:30 UTC.
let start = Instant(milliseconds: 1_795_271_550_000)

func panel(_ id: Int, _ title: String, x: Int, y: Int, kind: Panel.Kind) -> Panel {
  var panel = Panel(
    id: id, title: title, gridPos: GridPos(x: x, y: y, w: 12, h: 8), kind: kind)
  panel.targets = [Target(refID: "A", expr: "m\(id)")]
  return panel
}

/// A program of two views; the first has a graph and a stat, side by side, and a log panel below.
func program(_ change: (inout Dashboard) -> Void = { _ in }) throws -> State {
  var first = Dashboard(title: "First")
  first.panels = [
    panel(1, "Graph", x: 0, y: 0, kind: .timeSeries(TimeSeriesOptions())),
    panel(2, "Stat", x: 12, y: 0, kind: .stat(StatOptions())),
    panel(3, "Logs", x: 0, y: 8, kind: .logs(LogsOptions())),
  ]
  first.panels[2].dataSource = DataSourceRef(type: "loki")
  change(&first)
  var second = Dashboard(title: "Second")
  second.panels = [panel(1, "Other", x: 0, y: 0, kind: .timeSeries(TimeSeriesOptions()))]
  let source = try #require(
    DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9"))
  var settings = Settings(sources: [source])
  settings.calendar = Calendar(.utc)
  var state = State(
    settings: settings,
    views: [
      ViewState(name: "first", layout: "a.json", dashboard: first),
      ViewState(name: "second", layout: "b.json", dashboard: second),
    ], now: start)
  _ = state.update(Action(.resized(width: 120, height: 40), at: start))
  return state
}

extension State {
  /// Lets something happen so many seconds after the start.
  mutating func happen(_ event: Action.Event, after seconds: Double = 0) -> [Effect] {
    update(Action(event, at: start + .seconds(seconds)))
  }

  mutating func press(_ text: String, after seconds: Double = 0) -> [Effect] {
    text.flatMap { happen(.key(.character($0)), after: seconds) }
  }
}

func fetches(_ effects: [Effect]) -> [Fetch] {
  effects.compactMap { if case .fetch(let fetch) = $0 { fetch } else { nil } }
}

/// A series of a wave over the last hour, the same for the same panel.
func answer(to fetch: Fetch, value: Double? = nil) -> Answer {
  let range = fetch.query.range
  let times = (0...120).map { range.from + Span(nanoseconds: range.span.nanoseconds / 120 * $0) }
  let values = times.indices.map { index in
    value ?? Double((index * 7 + fetch.id.place.panel * 13) % 60) + 20
  }
  return Answer(frames: [
    Frame(
      refID: "A",
      fields: [
        Field(name: "Time", values: .times(times)),
        Field(
          name: "Value", labels: ["job": "api"], values: .numbers(NumberColumn(values)),
          sourceName: "api"),
      ])
  ])
}

let refused = DataSourceError(.unreachable, source: "prod", detail: "connection refused")
