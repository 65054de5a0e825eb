import HTTP
import Synchronization
import Testing
import Traces

@testable import DataSources

/// A server that answers by the path of a request.
private final class Scripted: HTTPClient {
  private let answers: [String: HTTPResponse]
  private let asked = Mutex<[String]>([])

  init(_ answers: [String: HTTPResponse]) { self.answers = answers }

  var paths: [String] { asked.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let path = String(request.url.dropFirst("http://127.0.0.1:3200".count).prefix { $0 != "?" })
    asked.withLock { $0.append(path) }
    return answers[path] ?? response(404, "404 page not found")
  }
}

private func response(_ status: Int, _ body: String) -> HTTPResponse {
  HTTPResponse(
    status: status, headers: [.init("Content-Type", "application/json")], body: Array(body.utf8))
}

private let second = "/api/v2/traces/000000000000000000000000000000ab"
private let first = "/api/traces/000000000000000000000000000000ab"
private let batches =
  #"{"batches":[{"resource":{},"scopeSpans":[{"spans":[{"spanId":"AAAAAAAAAAE=","name":"a"}]}]}]}"#

struct TraceReaderTests {
  private func read(_ client: Scripted) async throws -> Trace? {
    let tempo = try #require(
      DataSource(name: "prod", kind: .tempo, address: "http://127.0.0.1:3200"))
    return try await TraceReader(tempo, client).trace(TraceID(low: 0xab))
  }

  @Test(arguments: [404, 410])
  func aServerWithoutTheSecondVersionIsAskedInTheFirst(status: Int) async throws {
    let client = Scripted([
      second: response(status, "404 page not found"), first: response(200, batches),
    ])
    #expect(try await read(client)?.spans.map(\.name) == ["a"])
    #expect(client.paths == [second, first])
  }

  @Test func theSecondVersionIsEnough() async throws {
    let client = Scripted([
      second: response(200, batches.replacing("batches", with: "resourceSpans"))
    ])
    #expect(try await read(client)?.spans.map(\.name) == ["a"])
    #expect(client.paths == [second])
  }

  /// 200 with nothing in it, or 404 without a body: either version's way to say so.
  @Test(arguments: [
    ([second: response(200, #"{"trace":{}}"#)], [second]),
    ([second: response(404, "")], [second]),
    ([second: response(404, "404 page not found"), first: response(404, "")], [second, first]),
  ])
  func aTraceThatIsNotThereIsNoError(
    answers: [String: HTTPResponse], paths: [String]
  ) async throws {
    let client = Scripted(answers)
    #expect(try await read(client) == nil)
    #expect(client.paths == paths)
  }

  @Test func anAddressThatIsNoTempoIsAnError() async throws {
    let client = Scripted([:])
    await #expect(throws: DataSourceError.self) { try await read(client) }
    #expect(client.paths == [second, first])
  }
}
