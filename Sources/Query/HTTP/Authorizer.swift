import Synchronization

/// A client that adds the secrets which stand in files to another one's requests.
///
/// A file is read once and kept. After a 401 it is read again, and the request sent again when the
/// file has changed: once, also when it changes the server's state, since a refused request did
/// nothing.
package final class Authorizer: HTTPClient {
  package typealias Reader = @Sendable (_ path: String) throws(HTTPError) -> String

  private let client: any HTTPClient
  private let read: Reader
  private let known = Mutex<[String: String]>([:])

  /// `read` gives a file's text, or an error whose text says why not.
  package init(_ client: any HTTPClient, read: @escaping Reader) {
    self.client = client
    self.read = read
  }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard let authorization = request.authorization else { return try await client.send(request) }
    let file = authorization.file
    let secret: String
    if let kept = known.withLock({ $0[file] }) {
      secret = kept
    } else {
      secret = try read(file)
      known.withLock { $0[file] = secret }
    }
    let response = try await client.send(request.authorized(authorization, secret: secret))
    guard response.status == 401 else { return response }
    let again = try read(file)
    known.withLock { $0[file] = again }
    guard again != secret else { return response }
    return try await client.send(request.authorized(authorization, secret: again))
  }
}

extension HTTPRequest {
  fileprivate func authorized(_ authorization: Authorization, secret: String) -> HTTPRequest {
    var request = self
    request.authorization = nil
    request.headers.removeAll { $0.name.lowercased() == "authorization" }
    if let header = authorization.header(secret: secret) { request.headers.append(header) }
    return request
  }
}
