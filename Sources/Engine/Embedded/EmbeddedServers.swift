package import HTTP
package import Rules
import Synchronization
package import Times
import World

/// The back ends of the demo in one client: the servers of every system, each over its own world.
///
/// A world is made when the first request for it comes, on that request's task: a program that
/// never asks pays nothing for it.
package final class EmbeddedServers: HTTPClient {
  /// Where requests to the servers of `ofm` go; no such host exists, and none is looked for. Those
  /// of another system are at `http://prometheus.standby.demo`.
  package static let prometheusAddress = "http://prometheus.demo"
  package static let lokiAddress = "http://loki.demo"
  package static let tempoAddress = "http://tempo.demo"
  package static let jaegerAddress = "http://jaeger.demo"
  package static let alertmanagerAddress = "http://alertmanager.demo"

  private let seed: UInt64
  private let rules: @Sendable (_ system: String) -> [RuleGroup]
  private let routes: @Sendable (_ system: String) -> AlertRoutes?
  private let clock: @Sendable () -> Instant
  private let uptime: (@Sendable () -> Span)?
  private let systems = Mutex<[String: EmbeddedSystem]>([:])

  /// `rules` are what the Prometheus of a system evaluates, `routes` those of its Alertmanager.
  package init(
    seed: UInt64, rules: @escaping @Sendable (_ system: String) -> [RuleGroup] = { _ in [] },
    routes: @escaping @Sendable (_ system: String) -> AlertRoutes? = { _ in nil },
    clock: @escaping @Sendable () -> Instant, uptime: (@Sendable () -> Span)? = nil
  ) {
    self.seed = seed
    self.rules = rules
    self.routes = routes
    self.clock = clock
    self.uptime = uptime
  }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard let place = Place(request.url) else {
      throw HTTPError(.unreachable, "the demo has no such server")
    }
    let system = system(place.system)
    guard let access = Access.of[place.system] else {
      return try await system.server(place.kind).send(request)
    }
    guard let inner = access.admitted(request) else { return Access.refusal }
    return try await system.server(place.kind).send(inner)
  }

  /// Its servers are made only when they are first asked.
  private func system(_ name: String) -> EmbeddedSystem {
    systems.withLock { systems in
      if let known = systems[name] { return known }
      let made = EmbeddedSystem(
        name, seed: seed, rules: rules, routes: routes, clock: clock, uptime: uptime)
      systems[name] = made
      return made
    }
  }
}

/// The server and the system that an address means: `http://KIND.SYSTEM.demo`, or of `ofm` without
/// its name.
private struct Place {
  var kind: EmbeddedSystem.Kind
  var system: String

  init?(_ url: String) {
    guard let colons = url.firstRange(of: "://") else { return nil }
    let host = url[colons.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != ":" }
    let parts = host.split(separator: ".")
    guard parts.last == "demo", (2...3).contains(parts.count),
      let kind = EmbeddedSystem.Kind(rawValue: String(parts[0]))
    else { return nil }
    self.kind = kind
    system = parts.count == 3 ? String(parts[1]) : "ofm"
  }
}

/// What a hosted server asks of those who come: a path before the API, and a bearer token.
private struct Access: Sendable {
  var prefix: String
  var authorization: String

  /// The system on Grafana Cloud.
  static let of = ["intelia-expert": Access(prefix: "/api/prom", authorization: "Bearer demo")]

  static let refusal = HTTPResponse(
    status: 401, headers: [.init("Content-Type", "application/json")],
    body: Array(
      #"{"status":"error","error":"authentication error: invalid token"}"#.utf8))

  /// The request as the server behind the gateway sees it; nil for a stranger's.
  func admitted(_ request: HTTPRequest) -> HTTPRequest? {
    let given = request.headers.first { $0.name.lowercased() == "authorization" }?.value
    guard given == authorization else { return nil }
    guard let range = request.url.firstRange(of: ".demo" + prefix + "/") else { return request }
    var inner = request
    inner.url = request.url[..<range.lowerBound] + ".demo/" + request.url[range.upperBound...]
    return inner
  }
}
