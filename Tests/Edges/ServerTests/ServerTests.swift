import Foundation
import HTTP
import Server

import Testing
import Transport

/// Answers with what it was asked.
private struct Echo: HTTPClient {
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    if request.url.hasSuffix("/broken") { throw HTTPError(.unreachable, "no such world") }
    let text = "\(request.method.rawValue) \(WebAddress(request.url)?.target ?? "") "
    return HTTPResponse(
      status: 203, headers: [HTTPRequest.Header("X-Kind", "echo")],
      body: Array(text.utf8) + request.body)
  }
}

private func text(_ response: HTTPResponse) -> String {
  String(decoding: response.body, as: UTF8.self)
}

/// Tests wait for answers on threads of the default pool: the server must not need those.
private let workers = Workers()

@Test func servesWhatTheClientAnswers() async throws {
  let server = try HTTPServer(host: "127.0.0.1", port: 0, client: Echo(), executor: workers)
  defer { server.stop() }
  let client = CurlClient()
  let url = "http://127.0.0.1:\(server.port)"
  let reply = try await client.send(HTTPRequest(url: "\(url)/metrics?x=1"))
  #expect(reply.status == 203)
  #expect(reply[header: "x-kind"] == "echo")
  #expect(text(reply) == "GET /metrics?x=1 ")
  let posted = try await client.send(HTTPRequest(.post, url: "\(url)/a", body: Array("b=c".utf8)))
  #expect(text(posted) == "POST /a b=c")
}

@Test func saysWhyTheClientHasNoAnswer() async throws {
  let server = try HTTPServer(host: "127.0.0.1", port: 0, client: Echo(), executor: workers)
  defer { server.stop() }
  let reply = try await CurlClient().send(
    HTTPRequest(url: "http://127.0.0.1:\(server.port)/broken"))
  #expect(reply.status == 502)
  #expect(text(reply) == "no such world\n")
}

@Test func keepsAConnectionForPipelinedRequests() throws {
  let server = try HTTPServer(host: "127.0.0.1", port: 0, client: Echo(), executor: workers)
  defer { server.stop() }
  let connection = try RawConnection(port: server.port)
  connection.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: a\r\n\r\n")
  connection.send("PATCH /3 HTTP/1.1\r\nHost: a\r\n\r\n")
  connection.send("GET /4 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
  let answers = connection.readToEnd()
  #expect(answers.components(of: "HTTP/1.1 203") == 3)
  #expect(answers.components(of: "HTTP/1.1 405") == 1)
  #expect(answers.hasSuffix("Connection: close\r\n\r\nGET /4 "))
}

@Test(arguments: [
  "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n" + String(repeating: "x", count: 101),
  "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n65\r\n"
    + String(repeating: "x", count: 101),
])
func refusesABodyAboveTheLimitAndClosesTheConnection(request: String) throws {
  var limits = HTTPServer.Limits()
  limits.bodyBytes = 100
  let server = try HTTPServer(
    host: "127.0.0.1", port: 0, limits: limits, client: Echo(), executor: workers)
  defer { server.stop() }
  let connection = try RawConnection(port: server.port)
  connection.send(request)
  #expect(connection.readToEnd().hasPrefix("HTTP/1.1 413 "))
}

@Test(arguments: [
  "\u{16}\u{3}\u{1} hello\r\n\r\n",
  "GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 1 << 20) + "\r\n\r\n",
])
func closesAConnectionThatSpeaksSomethingElse(request: String) throws {
  let server = try HTTPServer(host: "127.0.0.1", port: 0, client: Echo(), executor: workers)
  defer { server.stop() }
  let connection = try RawConnection(port: server.port)
  connection.send(request)
  #expect(!connection.readToEnd().contains(" 203 "))
}

@Test func stoppingClosesOpenConnectionsAndFreesThePort() throws {
  let server = try HTTPServer(host: "127.0.0.1", port: 0, client: Echo(), executor: workers)
  let connection = try RawConnection(port: server.port)
  server.stop()
  #expect(connection.readToEnd() == "")
  let next = try HTTPServer(host: "127.0.0.1", port: server.port, client: Echo(), executor: workers)
  next.stop()
}

@Test func aPortThatIsTakenIsRefusedWithItsReason() throws {
  let server = try HTTPServer(host: "127.0.0.1", port: 0, client: Echo(), executor: workers)
  defer { server.stop() }
  let error = #expect(throws: ServerError.self) {
    _ = try HTTPServer(host: "127.0.0.1", port: server.port, client: Echo(), executor: workers)
  }
  #expect(
    error?.description == "cannot listen on 127.0.0.1:\(server.port): Address already in use")
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.range(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
