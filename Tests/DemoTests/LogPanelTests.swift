import App
import Configuration
import Dashboards
import DataSources
import Embedded
import Foundation
import HTTP
import Panels
import Runtime
import Server
import Testing
import Times
import Transport
import World

/// The log panels of the shipped layouts over the embedded back ends.
@Suite struct LogPanelTests {
  private static let workers = Workers()

  /// The embedded servers, asked in process or through a server on the loopback.
  private enum Way: CaseIterable {
    case inProcess, overHTTP
  }

  private func loop(
    _ layout: String, seed: UInt64, at now: Instant, by way: Way = .inProcess
  ) throws -> Loop {
    let dashboard = try WatchedSystem.dashboard(layout + ".json")
    let embedded = EmbeddedServers(seed: seed, clock: { now })
    var client: any HTTPClient = embedded
    var addresses = (EmbeddedServers.prometheusAddress, EmbeddedServers.lokiAddress)
    if way == .overHTTP {
      func serve(_ address: String) throws -> String {
        let server = try HTTPServer(
          host: "127.0.0.1", port: 0, client: Gateway(client: embedded, address: address),
          executor: Self.workers)
        return "http://127.0.0.1:\(server.port)"
      }
      addresses = (try serve(addresses.0), try serve(addresses.1))
      client = CurlClient()
    }
    let sources = [
      DataSource(name: "prometheus", kind: .prometheus, address: addresses.0),
      DataSource(name: "loki", kind: .loki, address: addresses.1),
    ].compactMap(\.self)
    var settings = Settings(sources: sources, views: [])
    settings.calendar = Calendar(.utc)
    let view = ViewState(name: layout, layout: layout, dashboard: dashboard, overrides: [:])
    let state = State(settings: settings, views: [view], now: now, glyphs: .full)
    let loop = Loop(
      state: state, console: QuietConsole(width: 120, height: 60) { now },
      services: Services(
        client: Courier(client, limit: 2, executor: Self.workers), executor: Self.workers),
      clock: { now })
    let end = Date(timeIntervalSinceNow: 60)
    loop.runUntilComplete(deadline: now + .seconds(60)) { Date() > end }
    return loop
  }

  @Test(
    arguments: [
      ("ofm/ofm-social-overview", "Error Logs"), ("ofm/ofm-llm-budgets", "Budget Alert Logs"),
      ("ofm/ofm-temporal-workflows", "Error Logs"),
    ], [3, 15])
  func logPanelsHaveLines(of panel: (layout: String, title: String), hour: Int) throws {
    let now = SyntheticWorld.epoch + .hours(24 * 321 + Double(hour))
    let loop = try loop(panel.layout, seed: 1, at: now, by: hour == 3 ? .inProcess : .overHTTP)
    let summary = try #require(
      loop.state.report.panels.first { $0.title == panel.title })
    #expect(summary.state == "ok")
    #expect(summary.type == "logs")
    #expect(summary.values.count > 5)
    // The newest line is first, and its message stands on the screen without its quotes.
    let times = summary.values.compactMap { $0.firstRange(of: "2026-").map(\.lowerBound) }
    #expect(times.count == summary.values.count)
    let text = loop.state.view().text()
    #expect(text.contains(panel.title))
    #expect(text.contains("lines"))
  }
}

/// Hands requests to the servers of the demo, by an address that they know.
private struct Gateway: HTTPClient {
  var client: EmbeddedServers
  var address: String

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    var request = request
    let rest = request.url.firstRange(of: "://").map { request.url[$0.upperBound...] } ?? ""
    request.url = address + rest.drop { $0 != "/" }
    return try await client.send(request)
  }
}
