package import HTTP
import Synchronization
package import Times
import World

/// The back ends of the demo in one client: every server that a dashboard asks, over one world.
///
/// The world is made when the first request comes, on that request's task: a program that never
/// asks pays nothing for it.
package final class EmbeddedServers: HTTPClient {
  /// Where requests go; no such host exists, and none is looked for.
  package static let prometheusAddress = "http://prometheus.demo"
  package static let lokiAddress = "http://loki.demo"

  private let seed: UInt64
  private let clock: @Sendable () -> Instant
  private let uptime: (@Sendable () -> Span)?
  private let made = Mutex<Result<EmbeddedPrometheus, WorldError>?>(nil)
  private let madeLoki = Mutex<Result<EmbeddedLoki, WorldError>?>(nil)

  package init(
    seed: UInt64, clock: @escaping @Sendable () -> Instant,
    uptime: (@Sendable () -> Span)? = nil
  ) {
    self.seed = seed
    self.clock = clock
    self.uptime = uptime
  }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    if request.url.hasPrefix(Self.lokiAddress) { return try await loki().send(request) }
    return try await prometheus().send(request)
  }

  /// Made when it is first asked for, as all of these are.
  private func loki() throws(HTTPError) -> EmbeddedLoki {
    let result = madeLoki.withLock { made in
      if let made { return made }
      let result: Result<EmbeddedLoki, WorldError>
      do throws(WorldError) {
        result = .success(EmbeddedLoki(try WorldLog(seed: seed), clock: clock))
      } catch {
        result = .failure(error)
      }
      made = result
      return result
    }
    switch result {
    case .success(let loki): return loki
    case .failure(let error): throw HTTPError(.unreachable, error.detail)
    }
  }

  /// Made under the lock, so that requests that come meanwhile wait for it.
  private func prometheus() throws(HTTPError) -> EmbeddedPrometheus {
    let result = made.withLock { made in
      if let made { return made }
      let result: Result<EmbeddedPrometheus, WorldError>
      do throws(WorldError) {
        let world = try ScrapedWorld(seed: seed)
        result = .success(
          EmbeddedPrometheus(EmbeddedPrometheus.Backing(world), clock: clock, uptime: uptime))
      } catch {
        result = .failure(error)
      }
      made = result
      return result
    }
    switch result {
    case .success(let prometheus): return prometheus
    case .failure(let error): throw HTTPError(.unreachable, error.detail)
    }
  }
}
