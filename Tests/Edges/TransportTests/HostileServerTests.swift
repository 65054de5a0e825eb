import Foundation
import HTTP
import TestSupport
import Testing
import Transport

/// Servers that hang, lie and flood: each ends in the right error, within its limit.
struct HostileServerTests {
  /// The error of a request, and that it came in time.
  private func error(
    from script: @escaping LoopbackServer.Script, _ change: (inout HTTPRequest) -> Void = { _ in }
  ) async throws -> HTTPError {
    let server = try LoopbackServer(script: script)
    defer { server.stop() }
    var request = HTTPRequest(url: server.url)
    request.limits.totalSeconds = 20
    change(&request)
    let start = ContinuousClock.now
    let error = await #expect(throws: HTTPError.self) { try await CurlClient().send(request) }
    #expect(ContinuousClock.now - start < .seconds(120), "the error came late")
    return try #require(error)
  }

  @Test func noAnswer() async throws {
    let error = try await error { connection, _ in
      connection.awaitClose()
      return false
    } _: {
      $0.limits.totalSeconds = 0.2
    }
    #expect(error == HTTPError(.timedOut, "no answer within 0.2 s"))
  }

  @Test func aSlowDripIsBoundedInAll() async throws {
    let error = try await error { connection, _ in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
      while !connection.isClosed(within: 20), connection.send("x") {}
      return false
    } _: {
      $0.limits.totalSeconds = 0.4
    }
    #expect(error == HTTPError(.timedOut, "the answer was not complete within 0.4 s"))
  }

  @Test func anAnswerThatStallsIsGivenUp() async throws {
    let error = try await error { connection, _ in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nxxx")
      connection.awaitClose()
      return false
    } _: {
      $0.limits.stalledSeconds = 1
    }
    #expect(error == HTTPError(.timedOut, "the answer stalled for 1 s"))
  }

  @Test func aGzipBombIsCutOffWhileItUnfolds() async throws {
    // A deflate block of 64 KiB of zeros, flushed, so that it can stand any number of times.
    let head: [UInt8] = [
      0xEC, 0xC1, 0x01, 0x01, 0, 0, 0, 0x80, 0x90, 0xFE, 0xAF, 0xEE, 0x08, 0x0A,
    ]
    let block = head + [UInt8](repeating: 0, count: 63) + [0x6A, 0, 0, 0, 0xFF, 0xFF]
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    let bomb = header + [[UInt8]](repeating: block, count: 3200).joined()
    let error = try await error { connection, _ in
      connection.answer(headers: ["Content-Encoding: gzip"], bomb)
    } _: {
      $0.limits.bodyBytes = 1 << 20
    }
    #expect(error == HTTPError(.tooLarge, "an answer of more than 1 MiB"))
  }

  @Test func aBodyOverTheUsualLimit() async throws {
    let error = try await error { connection, _ in
      connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
      let megabyte = [UInt8](repeating: 0x20, count: 1 << 20)
      for _ in 0..<40 { if !connection.send(megabyte) { break } }
      return false
    }
    #expect(error == HTTPError(.tooLarge, "an answer of more than 32 MiB"))
  }

  @Test func aBodyAtTheLimitPasses() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.answer("200 OK", [UInt8](repeating: 0x20, count: 1 << 20))
    }
    var request = HTTPRequest(url: server.url)
    request.limits.bodyBytes = 1 << 20
    #expect(try await CurlClient().send(request).body.count == 1 << 20)
  }

  @Test func endlessHeaders() async throws {
    let error = try await error { connection, _ in
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-More: \(String(repeating: "x", count: 900))\r\n") {}
      return false
    }
    #expect(error == HTTPError(.tooLarge, "headers of more than 64 KiB"))
  }

  @Test func nothingButAClosedConnection() async throws {
    let error = try await error { _, _ in false }
    #expect(error.code == .malformed)
    #expect(error.detail.hasSuffix("closed the connection without an answer"))
  }

  @Test func lessThanWasPromised() async throws {
    let error = try await error { connection, _ in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")
      return false
    }
    #expect(error.code == .malformed)
    #expect(error.detail.hasSuffix("closed the connection after 9 bytes of the answer"))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnot a chunk\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nx\r\n",
    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\njunk",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "HTTP/9.9 200 OK\r\n\r\n",
    "\u{0}\u{1}\u{2}\r\n\r\n",
  ])
  func garbage(text: String) async throws {
    let error = try await error { connection, _ in
      connection.send(text)
      return false
    }
    #expect(error.code == .malformed, "\(error)")
  }

  @Test func moreThanWasPromisedIsLeftUnread() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n")
      return false
    }
    #expect(try await CurlClient().send(HTTPRequest(url: server.url)).body == Array("abc".utf8))
  }

  @Test func nobodyListens() async throws {
    let (descriptor, port) = try boundSocket()
    defer { close(descriptor) }
    await #expect(
      throws: HTTPError(.unreachable, "connection refused by 127.0.0.1:\(port)")
    ) {
      try await CurlClient().send(HTTPRequest(url: "http://127.0.0.1:\(port)/"))
    }
  }

  @Test func noSocket() async throws {
    await #expect(throws: HTTPError(.unreachable, "no socket at /nonexistent/hune.sock")) {
      try await CurlClient().send(
        HTTPRequest(url: "http://localhost/", unixSocket: "/nonexistent/hune.sock"))
    }
  }

  @Test func plainHTTPWhereTLSWasAsked() async throws {
    let server = try LoopbackServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n") { _, _ in false }
    let error = await #expect(throws: HTTPError.self) {
      try await CurlClient().send(HTTPRequest(url: "https://127.0.0.1:\(server.port)/"))
    }
    #expect(error?.code == .insecure)
    #expect(error?.detail.hasPrefix("TLS: ") == true)
  }

  @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "127.0.0.1", "http://", ""])
  func noAddress(url: String) async {
    await #expect(throws: HTTPError(.malformed, "not an http or https address")) {
      try await CurlClient().send(HTTPRequest(url: url))
    }
  }

  @Test func aHeaderCannotBringAnotherOne() async {
    await #expect(throws: HTTPError.self) {
      try await CurlClient().send(
        HTTPRequest(
          url: "http://127.0.0.1:1/", headers: [.init("Authorization", "x\r\nX-Other: y")]))
    }
  }
}
