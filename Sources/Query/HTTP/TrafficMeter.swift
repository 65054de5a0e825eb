import Synchronization

/// A client that counts what goes to each server and comes from it.
package final class TrafficMeter: HTTPClient {
  package struct Count: Hashable, Sendable {
    package var requests = 0
    /// Bodies as they came over the wire; as they were decoded where nothing says.
    package var receivedBytes = 0
    /// Addresses and bodies.
    package var sentBytes = 0

    package init(requests: Int = 0, receivedBytes: Int = 0, sentBytes: Int = 0) {
      self.requests = requests
      self.receivedBytes = receivedBytes
      self.sentBytes = sentBytes
    }
  }

  /// A server by its name, and the start of its addresses.
  package struct Server: Hashable, Sendable {
    package var name: String
    package var url: String
    package var unixSocket: String?

    package init(name: String, url: String, unixSocket: String? = nil) {
      self.name = name
      self.url = url
      self.unixSocket = unixSocket
    }
  }

  private let client: any HTTPClient
  private let servers: [Server]
  private let counted = Mutex<[String: Count]>([:])

  package init(_ client: any HTTPClient, servers: [Server]) {
    self.client = client
    // Of two servers of one address the longer path is meant.
    self.servers = servers.sorted { $0.url.utf8.count > $1.url.utf8.count }
  }

  /// What was counted so far, by the servers' names.
  package var counts: [String: Count] { counted.withLock { $0 } }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let server = servers.first { $0.isAsked(by: request) }
    guard let name = server?.name else { return try await client.send(request) }
    counted.withLock {
      $0[name, default: Count()].requests += 1
      $0[name, default: Count()].sentBytes += request.url.utf8.count + request.body.count
    }
    let response = try await client.send(request)
    let received = response.wireBytes > 0 ? response.wireBytes : response.body.count
    counted.withLock { $0[name, default: Count()].receivedBytes += received }
    return response
  }
}

extension TrafficMeter.Server {
  fileprivate func isAsked(by request: HTTPRequest) -> Bool {
    guard unixSocket == request.unixSocket, request.url.hasPrefix(url) else { return false }
    let next = request.url.utf8.dropFirst(url.utf8.count).first
    return next == nil || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
  }
}
