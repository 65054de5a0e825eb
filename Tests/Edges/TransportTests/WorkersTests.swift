import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing
import Transport

struct WorkersTests {
  @Test func tasksAndWhatTheyAwaitStayOnTheThreads() async throws {
    let workers = Workers(count: 2)
    let server = try LoopbackServer { connection, request in connection.answer(text: request.line) }
    let client = Courier(CurlClient(), executor: workers)
    let threads = Mutex<Set<UInt>>([])
    let note = { @Sendable () -> Void in threads.withLock { _ = $0.insert(UInt(pthread_self())) } }
    let task = Task(executorPreference: workers) {
      await withTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            note()
            _ = try? await client.send(HTTPRequest(url: "\(server.url)/\(number)"))
            note()
          }
        }
      }
      note()
    }
    await task.value
    #expect((1...2).contains(threads.withLock(\.count)))
    #expect(server.received.count == 50)
    workers.stop()
  }

  @Test func doesWhatIsThereBeforeItStops() async {
    let workers = Workers(count: 1)
    let counter = Counter()
    let tasks = (0..<100).map { _ in
      Task(executorPreference: workers) { counter.count.withLock { $0 += 1 } }
    }
    workers.stop()
    for task in tasks { await task.value }
    #expect(counter.count.withLock { $0 } == 100)
  }
}

private final class Counter: Sendable {
  let count = Mutex(0)
}
