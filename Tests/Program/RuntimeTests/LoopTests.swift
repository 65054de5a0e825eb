import App
import Cells
import Configuration
import Dashboards
import DataSources
import HTTP
import Runtime
import Testing
import Times

/// Answers every range query with one point, after the requests have been counted.
private struct OneAnswer: HTTPClient {
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard request.url.hasSuffix("query_range") else {
      throw HTTPError(.unreachable, "connection refused")
    }
    let body =
      #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"a"},"values":[[1795271550,"7"]]}]}}"#
    return HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: Array(body.utf8))
  }
}

private let clock: @Sendable () -> Instant = { Instant(milliseconds: 1_795_271_550_000) }

@Test func theLoopDrawsWhatItFetched() throws {
  var dashboard = Dashboard(title: "T")
  var panel = Panel(
    id: 1, title: "Panel", gridPos: GridPos(x: 0, y: 0, w: 24, h: 8),
    kind: .timeSeries(TimeSeriesOptions()))
  panel.targets = [Target(refID: "A", expr: "up")]
  dashboard.panels = [panel]
  let source = try #require(
    DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9"))
  let console = QuietConsole(width: 80, height: 24, clock: clock)
  let state = State(
    settings: Settings(sources: [source]),
    views: [ViewState(name: "t", layout: "t.json", dashboard: dashboard)], now: clock())
  let loop = Loop(
    state: state, console: console, services: Services(client: OneAnswer()), clock: clock)
  loop.runUntilComplete(deadline: clock() + .seconds(30))
  #expect(loop.state.report.panels.map(\.state) == ["ok"])
  #expect(loop.state.report.panels.map(\.values) == [["7"]])
  #expect(console.shown?.text().contains("Panel") == true)
}
