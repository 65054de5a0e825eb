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

/// The program on a shipped layout over the embedded back ends.
enum DemoProgram {
  private static let workers = Workers()

  /// The embedded servers, asked in process or through servers on the loopback.
  enum Way: CaseIterable {
    case inProcess, overHTTP
  }

  /// The sources of the demo, and the client that reaches them.
  static func sources(
    seed: UInt64, at now: Instant, by way: Way
  ) throws -> (sources: [DataSource], client: any HTTPClient) {
    let embedded = EmbeddedServers(seed: seed, clock: { now })
    let addresses: [(DataSource.Kind, String)] = [
      (.prometheus, EmbeddedServers.prometheusAddress), (.loki, EmbeddedServers.lokiAddress),
      (.tempo, EmbeddedServers.tempoAddress), (.jaeger, EmbeddedServers.jaegerAddress),
    ]
    let sources = try addresses.compactMap { kind, address in
      guard way == .overHTTP else {
        return DataSource(name: kind.rawValue, kind: kind, address: address)
      }
      let server = try HTTPServer(
        host: "127.0.0.1", port: 0, client: Gateway(client: embedded, address: address),
        executor: workers)
      return DataSource(
        name: kind.rawValue, kind: kind, address: "http://127.0.0.1:\(server.port)")
    }
    return (sources, way == .overHTTP ? CurlClient() : embedded)
  }

  /// The program once all its panels have answered.
  static func loop(
    _ layout: String, seed: UInt64, at now: Instant, by way: Way = .inProcess
  ) throws -> Loop {
    let dashboard = try WatchedSystem.dashboard(layout + ".json")
    let (sources, client) = try sources(seed: seed, at: now, by: way)
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
