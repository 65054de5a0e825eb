import Foundation
import HTTP
import Synchronization
import TestSupport
import Testing
import Transport

struct CurlClientTests {
  @Test func givesStatusHeadersAndBody() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.answer("404 Not Found", headers: ["X-Scope: a b "], Array("none".utf8))
    }
    let response = try await CurlClient().send(HTTPRequest(url: server.url + "/api?x=1"))
    #expect(response.status == 404)
    #expect(response[header: "x-scope"] == "a b")
    #expect(response.body == Array("none".utf8))
    #expect(response.wireBytes == 4)
    #expect(server.received.map(\.line) == ["GET /api?x=1 HTTP/1.1"])
  }

  @Test func sendsAFormAndAsksForEveryEncoding() async throws {
    let server = try LoopbackServer { connection, _ in connection.answer() }
    let form = String(repeating: "query=up&", count: 300_000)
    _ = try await CurlClient().send(
      HTTPRequest(
        .post, url: server.url, headers: [.init("Content-Type", "a/b"), .init("X-Empty", "")],
        body: Array(form.utf8)))
    let request = try #require(server.received.first)
    #expect(request.line == "POST / HTTP/1.1")
    #expect(request.body == form)
    #expect(request.headers.contains("Content-Type: a/b"))
    #expect(request.headers.contains { $0.hasPrefix("X-Empty:") })
    #expect(!request.headers.contains { $0.hasPrefix("Expect") })
    let encodings = try #require(request.headers.first { $0.hasPrefix("Accept-Encoding") })
    for name in ["gzip", "br", "zstd"] { #expect(encodings.contains(name)) }
  }

  @Test func keepsItsConnection() async throws {
    let server = try LoopbackServer { connection, request in connection.answer(text: request.line) }
    let client = CurlClient()
    for number in 0..<20 {
      let response = try await client.send(HTTPRequest(url: "\(server.url)/\(number)"))
      #expect(response.body == Array("GET /\(number) HTTP/1.1".utf8))
    }
    #expect(server.connectionCount == 1)
  }

  @Test func sendsManyAtOnce() async throws {
    let server = try LoopbackServer { connection, request in connection.answer(text: request.line) }
    let client = CurlClient()
    let lines = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<50 {
        group.addTask {
          let response = try await client.send(HTTPRequest(url: "\(server.url)/\(number)"))
          return String(decoding: response.body, as: UTF8.self)
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(lines == Set((0..<50).map { "GET /\($0) HTTP/1.1" }))
  }

  @Test func goesOverAUnixSocket() async throws {
    let path = NSTemporaryDirectory() + "/hune-\(UUID().uuidString.prefix(8)).sock"
    defer { unlink(path) }
    let server = try LoopbackServer(unixSocket: path) { connection, _ in
      connection.answer(text: "here")
    }
    let response = try await CurlClient().send(
      HTTPRequest(url: "http://localhost/x", unixSocket: path))
    #expect(response.body == Array("here".utf8))
    server.stop()
  }

  @Test func undoesGzip() async throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Query/DataSourcesTests/Fixtures/prometheus")
    let packed = try Data(contentsOf: folder.appendingPathComponent("query_gzip.bin.gzip"))
    let plain = try Data(contentsOf: folder.appendingPathComponent("query_gzip.plain.json"))
    let server = try LoopbackServer { connection, _ in
      connection.answer(headers: ["Content-Encoding: gzip"], packed)
    }
    let response = try await CurlClient().send(HTTPRequest(url: server.url))
    #expect(response.body == Array(plain))
    #expect(response.wireBytes == packed.count)
  }

  @Test func aCancelledTaskEndsItsTransferAtOnce() async throws {
    let (asked, tellAsked) = AsyncStream.makeStream(of: Void.self)
    let (closed, tellClosed) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { connection, _ in
      tellAsked.yield()
      connection.awaitClose()
      tellClosed.yield()
      return false
    }
    let client = CurlClient()
    let task = Task { try await client.send(HTTPRequest(url: server.url)) }
    for await _ in asked { break }
    task.cancel()
    await #expect(throws: HTTPError.cancelled) { try await task.value }
    for await _ in closed { break }
  }

  @Test func aTaskCancelledBeforehandSendsNothing() async throws {
    let server = try LoopbackServer { connection, _ in connection.answer() }
    let client = CurlClient()
    let (cancelled, tellCancelled) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      for await _ in cancelled { break }
      return try await client.send(HTTPRequest(url: server.url))
    }
    task.cancel()
    tellCancelled.yield()
    await #expect(throws: HTTPError.cancelled) { try await task.value }
  }

  @Test func stoppingCancelsWhatIsUnderWayAndAllThatFollows() async throws {
    let (asked, tellAsked) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { connection, _ in
      tellAsked.yield()
      connection.awaitClose()
      return false
    }
    let client = CurlClient()
    let task = Task { try await client.send(HTTPRequest(url: server.url)) }
    for await _ in asked { break }
    client.stop()
    await #expect(throws: HTTPError.cancelled) { try await task.value }
    await #expect(throws: HTTPError.cancelled) {
      try await client.send(HTTPRequest(url: server.url))
    }
  }
}
