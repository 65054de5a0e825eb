import Foundation
import HTTP
import TestSupport
import Testing
import Transport

struct RedirectTests {
  @Test func followsThreeWithinTheOrigin() async throws {
    let server = try LoopbackServer { connection, request in
      let step = Int(request.line.split(separator: "/")[1].prefix(1)) ?? 0
      return step < 3
        ? connection.answer("302 Found", headers: ["Location: /\(step + 1)"], Array("gone".utf8))
        : connection.answer(text: "there")
    }
    let response = try await CurlClient().send(HTTPRequest(url: server.url + "/0"))
    #expect(response.body == Array("there".utf8))
    #expect(server.received.count == 4)
    #expect(server.connectionCount == 1)
  }

  @Test func givesUpALoop() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.answer("301 Moved", headers: ["Location: /"])
    }
    await #expect(throws: HTTPError(.tooManyRedirects, "redirected more than 3 times")) {
      try await CurlClient().send(HTTPRequest(url: server.url))
    }
    #expect(server.received.count == 4)
  }

  @Test func takesNoSecretToAnotherOrigin() async throws {
    let other = try LoopbackServer { connection, _ in connection.answer(text: "stolen") }
    let server = try LoopbackServer { connection, _ in
      connection.answer("302 Found", headers: ["Location: \(other.url)/login?from=x"])
    }
    await #expect(
      throws: HTTPError(
        .redirectRefused,
        "redirected from \(server.url) to \(other.url), which is not followed: a login page?")
    ) {
      try await CurlClient().send(
        HTTPRequest(url: server.url, headers: [.init("X-Scope-OrgID", "secret")]))
    }
    #expect(other.connectionCount == 0)
  }

  @Test(arguments: ["file:///etc/passwd", "gopher://127.0.0.1/x", "javascript:alert(1)"])
  func leavesHTTPForNothing(location: String) async throws {
    let server = try LoopbackServer { connection, _ in
      connection.answer("307 Temporary Redirect", headers: ["Location: \(location)"])
    }
    let scheme = location.prefix { $0 != ":" }
    await #expect(
      throws: HTTPError(.redirectRefused, "redirected to \(scheme):, which is not followed")
    ) {
      try await CurlClient().send(HTTPRequest(url: server.url))
    }
  }

  @Test(arguments: [
    ("301 Moved", "GET /b HTTP/1.1", ""), ("303 See Other", "GET /b HTTP/1.1", ""),
    ("307 Temporary Redirect", "POST /b HTTP/1.1", "query=up"),
    ("308 Permanent Redirect", "POST /b HTTP/1.1", "query=up"),
  ])
  func keepsOrChangesTheMethod(status: String, line: String, body: String) async throws {
    let server = try LoopbackServer { connection, request in
      request.line.contains("/a")
        ? connection.answer(status, headers: ["Location: b"]) : connection.answer()
    }
    _ = try await CurlClient().send(
      HTTPRequest(.post, url: server.url + "/a", body: Array("query=up".utf8)))
    #expect(server.received.last?.line == line)
    #expect(server.received.last?.body == body)
  }
}
