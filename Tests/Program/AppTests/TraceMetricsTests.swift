import Configuration
import Dashboards
import DataSources
import HTTP
import Queries
import Testing
import Times

@testable import App

/// Numbers that Tempo makes of traces, in a graph.
struct TraceMetricsTests {
  private func state() throws -> State {
    var state = try program { dashboard in
      dashboard.panels = [dashboard.panels[0]]
      dashboard.panels[0].dataSource = DataSourceRef(type: "tempo")
      dashboard.panels[0].targets[0].expr = "{ status = error } | rate() by (resource.service.name)"
    }
    state.settings.sources = [
      try #require(DataSource(name: "tempo", kind: .tempo, address: "http://127.0.0.1:3200"))
    ]
    return state
  }

  @Test func aGraphAsksForThemInSteps() throws {
    var state = try state()
    let fetch = try #require(fetches(state.happen(.started)).first)
    guard case .range(let step) = fetch.query.mode else {
      Issue.record("\(fetch.query.mode)")
      return
    }
    #expect(step >= .seconds(15))
    let url = try fetch.source.request(for: fetch.query).url
    #expect(url.contains("/api/metrics/query_range?q=") && url.contains("rate%28%29+by"))
  }

  /// The form of a recorded reply: zeros are left out, times are texts.
  @Test func aGraphShowsThem() throws {
    var state = try state()
    let fetch = try #require(fetches(state.happen(.started)).first)
    let series = ["publisher", "gateway"].enumerated().map { place, service in
      let samples = (0..<20).map { step in
        let time = (start - .minutes(Double(20 - step))).milliseconds
        return step == 3
          ? #"{"timestampMs":"\#(time)"}"#
          : #"{"timestampMs":"\#(time)","value":\#(Double(step + place * 7) / 2)}"#
      }
      return #"{"labels":[{"key":"resource.service.name","value":{"stringValue":"\#(service)"}}],"#
        + #""samples":[\#(samples.joined(separator: ","))]}"#
    }
    let body = #"{"series":[\#(series.joined(separator: ","))],"metrics":{}}"#
    let response = HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: Array(body.utf8))
    let answer = try fetch.source.answer(to: fetch.query, from: response)
    #expect(answer.frames.count == 2)
    #expect(answer.frames[0].fields.last?[3] == .number(0))
    _ = state.happen(.fetched(fetch.id, .success(answer)), after: 1)
    let text = state.view().text()
    #expect(text.contains("publisher") && text.contains("gateway"), "\(text)")
    #expect(state.report.panels.first?.state == "ok")
    #expect(text.contains("15"))
  }
}
