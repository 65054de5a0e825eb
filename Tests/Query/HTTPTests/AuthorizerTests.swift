import HTTP
import Synchronization
import Testing

struct AuthorizerTests {
  /// Takes one token; keeps what it was sent.
  private final class Server: HTTPClient {
    let token: String
    let seen = Mutex<[String]>([])
    init(token: String) { self.token = token }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      let given = request.headers.first { $0.name == "Authorization" }?.value ?? "none"
      seen.withLock { $0.append(given) }
      return HTTPResponse(status: given == token ? 200 : 401, body: [])
    }
  }

  private func request() -> HTTPRequest {
    var request = HTTPRequest(url: "http://h/")
    request.authorization = .bearer(file: "/t")
    return request
  }

  @Test func aRotatedTokenIsReadAgainOnce() async throws {
    let server = Server(token: "Bearer new")
    let reads = Mutex(0)
    let client = Authorizer(server) { _ in
      reads.withLock { count in
        count += 1
        return count == 1 ? "old\n" : "new\n"
      }
    }
    #expect(try await client.send(request()).status == 200)
    #expect(try await client.send(request()).status == 200)
    #expect(server.seen.withLock(\.self) == ["Bearer old", "Bearer new", "Bearer new"])
    #expect(reads.withLock(\.self) == 2)
  }

  @Test func anUnchangedTokenIsNotSentAgain() async throws {
    let server = Server(token: "Bearer other")
    let client = Authorizer(server) { _ in "old" }
    #expect(try await client.send(request()).status == 401)
    #expect(server.seen.withLock(\.self) == ["Bearer old"])
  }

  @Test func aTokenThatCannotBeReadIsToldAndNothingIsSent() async {
    let server = Server(token: "x")
    let client = Authorizer(server) { path throws(HTTPError) in
      throw HTTPError(.credentials, "\(path) can't be read")
    }
    await #expect(throws: HTTPError(.credentials, "/t can't be read")) {
      try await client.send(request())
    }
    #expect(server.seen.withLock(\.self).isEmpty)
  }

  @Test func aPasswordFileMakesABasicHeader() async throws {
    let server = Server(token: "Basic bWU6aHVzaA==")
    var request = request()
    request.authorization = .basic(user: "me", file: "/p")
    #expect(try await Authorizer(server) { _ in "hush\n" }.send(request).status == 200)
  }

  @Test func otherRequestsPassAsTheyAre() async throws {
    let server = Server(token: "none")
    let client = Authorizer(server) { _ in "never" }
    #expect(try await client.send(HTTPRequest(url: "http://h/")).status == 200)
  }
}
