import Glibc
package import HTTP
import NIOCore
import NIOHTTP1
import NIOPosix

/// A server of HTTP/1.1 on one address, which has each request answered by a client: whatever
/// answers in process is served to the network.
///
/// Connections are kept alive; one that asks nothing for `idleSeconds` is closed.
package final class HTTPServer: Sendable {
  /// What a request may cost before it is refused with 413.
  package struct Limits: Hashable, Sendable {
    package var bodyBytes = 1 << 20
    package var idleSeconds: Int64 = 120

    package init() {}
  }

  package let host: String
  /// The port that it listens on, also where any was asked for.
  package let port: Int
  private let group: MultiThreadedEventLoopGroup

  /// Listens on a host's address and a port, 0 for any that is free. Blocks until it does, which
  /// waits for the kernel alone.
  package init(
    host: String, port: Int, limits: Limits = Limits(), client: any HTTPClient,
    executor: (any TaskExecutor)? = nil
  ) throws(ServerError) {
    guard (0...65_535).contains(port) else {
      throw ServerError(.addressRefused, "\(port) is not a port")
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let channel = try Self.listen(host, port, limits, client, executor, group)
      self.host = host
      self.port = channel.localAddress?.port ?? port
      self.group = group
    } catch {
      try? group.syncShutdownGracefully()
      throw ServerError(.addressRefused, "cannot listen on \(host):\(port): \(Self.reason(error))")
    }
  }

  private static func listen(
    _ host: String, _ port: Int, _ limits: Limits, _ client: any HTTPClient,
    _ executor: (any TaskExecutor)?,
    _ group: MultiThreadedEventLoopGroup
  ) throws -> any Channel {
    try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 128)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(limits.idleSeconds)))
          try pipeline.addHandler(
            RequestHandler(client: client, limits: limits, executor: executor))
        }
      }
      .bind(host: host, port: port)
      .wait()
  }

  private static func reason(_ error: any Error) -> String {
    (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
  }

  /// Takes no more connections and closes those that are open; returns when all are closed.
  package func stop() {
    // It fails only when it is stopped already, which is what was asked for.
    try? group.syncShutdownGracefully()
  }
}

/// Why there is no server.
package struct ServerError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable { case addressRefused }

  package var code: Code
  /// What happened, for a person.
  package var detail: String

  init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension ServerError: CustomStringConvertible {
  package var description: String { detail }
}
