import HTTP
import Rules
import Synchronization
import Times
import World

/// The servers over the world of one system.
final class EmbeddedSystem: Sendable {
  enum Kind: String, Hashable, Sendable { case prometheus, loki, tempo, jaeger, alertmanager }

  private let name: String
  private let seed: UInt64
  private let rules: @Sendable (_ system: String) -> [RuleGroup]
  private let routes: @Sendable (_ system: String) -> AlertRoutes?
  private let clock: @Sendable () -> Instant
  private let uptime: (@Sendable () -> Span)?
  /// Of which all servers tell; dear to make.
  private let world = Mutex<Result<SyntheticWorld, WorldError>?>(nil)
  private let prometheus = Mutex<Result<EmbeddedPrometheus, WorldError>?>(nil)
  private let loki = Mutex<Result<EmbeddedLoki, WorldError>?>(nil)
  private let traces = Mutex<Result<TraceArchive, WorldError>?>(nil)
  private let alertmanager = Mutex<Result<EmbeddedAlertmanager, WorldError>?>(nil)

  init(
    _ name: String, seed: UInt64, rules: @escaping @Sendable (_ system: String) -> [RuleGroup],
    routes: @escaping @Sendable (_ system: String) -> AlertRoutes?,
    clock: @escaping @Sendable () -> Instant,
    uptime: (@Sendable () -> Span)?
  ) {
    self.name = name
    self.seed = seed
    self.rules = rules
    self.routes = routes
    self.clock = clock
    self.uptime = uptime
  }

  func server(_ kind: Kind) throws(HTTPError) -> any HTTPClient {
    switch kind {
    case .prometheus:
      try Self.kept(in: prometheus) { () throws(WorldError) in
        let scraped = try ScrapedWorld(of: madeWorld())
        var backing = EmbeddedPrometheus.Backing(scraped, rules: rules(name))
        backing.traces = { [weak self] in try? self?.archive().traces }
        return EmbeddedPrometheus(backing, clock: clock, uptime: uptime)
      }
    case .loki:
      try Self.kept(in: loki) { () throws(WorldError) in
        EmbeddedLoki(try WorldLog(of: madeWorld()), clock: clock)
      }
    case .tempo: EmbeddedTempo(try archive())
    case .jaeger: EmbeddedJaeger(try archive())
    case .alertmanager: try alertmanager(of: try server(.prometheus))
    }
  }

  private func archive() throws(HTTPError) -> TraceArchive {
    try Self.kept(in: traces) { () throws(WorldError) in
      TraceArchive(try WorldTraces(of: madeWorld()), clock: clock)
    }
  }

  private func alertmanager(
    of prometheus: any HTTPClient
  ) throws(HTTPError) -> EmbeddedAlertmanager {
    try Self.kept(in: alertmanager) { () throws(WorldError) in
      let world = try madeWorld()
      return EmbeddedAlertmanager(
        alertsOf: prometheus, at: "http://prometheus.demo",
        routes: routes(name) ?? AlertRoutes(receiver: "default"),
        recovery: { world.recoveryTest(at: $0) }, clock: clock)
    }
  }

  private func madeWorld() throws(WorldError) -> SyntheticWorld {
    try Self.made(in: world) { () throws(WorldError) in
      try SyntheticWorld(system: name, seed: seed)
    }.get()
  }

  private static func kept<Server: Sendable>(
    in place: borrowing Mutex<Result<Server, WorldError>?>, _ make: () throws(WorldError) -> Server
  ) throws(HTTPError) -> Server {
    switch made(in: place, make) {
    case .success(let server): return server
    case .failure(let error): throw HTTPError(.unreachable, error.detail)
    }
  }

  /// What is made once, under the lock, so that requests that come meanwhile wait for it.
  private static func made<Value: Sendable>(
    in place: borrowing Mutex<Result<Value, WorldError>?>, _ make: () throws(WorldError) -> Value
  ) -> Result<Value, WorldError> {
    place.withLock { made in
      if let made { return made }
      let result: Result<Value, WorldError>
      do throws(WorldError) { result = .success(try make()) } catch { result = .failure(error) }
      made = result
      return result
    }
  }
}
