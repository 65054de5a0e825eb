import HTTP
import Synchronization
import Testing

struct CourierTests {
  /// Answers when told, and remembers what it was asked.
  private final class Server: HTTPClient {
    let asked: AsyncStream<String>
    private let tellAsked: AsyncStream<String>.Continuation
    private let waiting = Mutex<[String: CheckedContinuation<Bool, Never>]>([:])

    init() { (asked, tellAsked) = AsyncStream.makeStream() }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      let isAnswered = await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          waiting.withLock { $0[request.url] = continuation }
          tellAsked.yield(request.url)
          if Task.isCancelled { end(request.url, false) }
        }
      } onCancel: {
        end(request.url, false)
      }
      guard isAnswered else { throw .cancelled }
      return HTTPResponse(status: 200, body: Array(request.url.utf8))
    }

    func end(_ url: String, _ isAnswered: Bool = true) {
      waiting.withLock { $0.removeValue(forKey: url) }?.resume(returning: isAnswered)
    }
  }

  @Test func oneAnswerServesAllWhoAsk() async throws {
    let server = Server()
    let courier = Courier(server)
    let request = HTTPRequest(url: "http://h/a")
    let first = Task { try await courier.send(request) }
    var asked = server.asked.makeAsyncIterator()
    #expect(await asked.next() == "http://h/a")
    let second = Task { try await courier.send(request) }
    while courier.waiterCount < 2 { await Task.yield() }
    server.end("http://h/a")
    #expect(try await first.value.body == Array("http://h/a".utf8))
    #expect(try await second.value.body == Array("http://h/a".utf8))
    #expect(courier.waiterCount == 0)
  }

  @Test func aSlowServerHoldsUpNoOther() async throws {
    let server = Server()
    let courier = Courier(server, limit: 1)
    let slow = Task { try await courier.send(HTTPRequest(url: "http://slow/")) }
    var asked = server.asked.makeAsyncIterator()
    #expect(await asked.next() == "http://slow/")
    let queued = Task { try await courier.send(HTTPRequest(url: "http://slow/2")) }
    let other = Task { try await courier.send(HTTPRequest(url: "http://fast/")) }
    #expect(await asked.next() == "http://fast/")
    server.end("http://fast/")
    _ = try await other.value
    server.end("http://slow/")
    _ = try await slow.value
    #expect(await asked.next() == "http://slow/2")
    server.end("http://slow/2")
    _ = try await queued.value
  }

  @Test func cancellingTheOnlyTaskEndsTheTransfer() async throws {
    let server = Server()
    let courier = Courier(server)
    let task = Task { try await courier.send(HTTPRequest(url: "http://h/a")) }
    var asked = server.asked.makeAsyncIterator()
    _ = await asked.next()
    task.cancel()
    await #expect(throws: HTTPError.cancelled) { try await task.value }
  }
}
