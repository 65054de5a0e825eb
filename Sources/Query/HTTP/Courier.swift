import Synchronization

/// A client that puts another one's requests in order: a `RequestQueue` for each server.
package final class Courier: HTTPClient {
  private typealias Reply = Result<HTTPResponse, HTTPError>

  /// A server: its origin, or its socket.
  private struct Lane: Hashable {
    var origin: Origin?
    var unixSocket: String?
  }

  private struct Transfer: Hashable {
    var lane: Lane
    var ticket: RequestQueue.Ticket
  }

  private struct State {
    var queues: [Lane: RequestQueue] = [:]
    var continuations: [RequestQueue.Waiter: CheckedContinuation<Reply, Never>] = [:]
    var tasks: [Transfer: Task<Void, Never>] = [:]
    var lastWaiter = 0
  }

  private let client: any HTTPClient
  private let limit: Int
  private let executor: (any TaskExecutor)?
  private let state = Mutex(State())

  /// A courier that has at most `limit` requests in flight for a server, each as a task on the
  /// executor given, or on Swift's own.
  package init(
    _ client: any HTTPClient, limit: Int = 6, executor: (any TaskExecutor)? = nil
  ) {
    self.client = client
    self.limit = limit
    self.executor = executor
  }

  /// How many answers are waited for.
  package var waiterCount: Int { state.withLock(\.continuations.count) }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let lane = Lane(origin: Origin(request.url), unixSocket: request.unixSocket)
    let waiter = state.withLock { state in
      state.lastWaiter += 1
      return RequestQueue.Waiter(id: state.lastWaiter)
    }
    let reply = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        add(request, for: waiter, in: lane, continuation)
      }
    } onCancel: {
      cancel(waiter, in: lane)
    }
    return try reply.get()
  }

  private func add(
    _ request: HTTPRequest, for waiter: RequestQueue.Waiter, in lane: Lane,
    _ continuation: CheckedContinuation<Reply, Never>
  ) {
    // Asked under the lock that `cancel` takes: either it is seen here, or the waiter there.
    let isCancelled = state.withLock { state in
      if Task.isCancelled { return true }
      state.continuations[waiter] = continuation
      let actions = state.queues[lane, default: RequestQueue(limit: limit)].add(
        request, for: waiter)
      start(actions, in: lane, &state)
      return false
    }
    if isCancelled { continuation.resume(returning: .failure(.cancelled)) }
  }

  private func cancel(_ waiter: RequestQueue.Waiter, in lane: Lane) {
    let (continuation, tasks) = state.withLock { state in
      let actions = state.queues[lane]?.cancel(waiter) ?? []
      let tasks = actions.compactMap { action in
        if case .cancel(let ticket) = action {
          state.tasks[Transfer(lane: lane, ticket: ticket)]
        } else {
          nil
        }
      }
      forgetIfIdle(lane, &state)
      return (state.continuations.removeValue(forKey: waiter), tasks)
    }
    for task in tasks { task.cancel() }
    continuation?.resume(returning: .failure(.cancelled))
  }

  private func start(_ actions: [RequestQueue.Action], in lane: Lane, _ state: inout State) {
    for case .start(let ticket, let request) in actions {
      let transfer = Transfer(lane: lane, ticket: ticket)
      state.tasks[transfer] = Task(executorPreference: executor) { [client] in
        let reply: Reply
        do throws(HTTPError) {
          reply = .success(try await client.send(request))
        } catch {
          reply = .failure(error)
        }
        self.finish(transfer, with: reply)
      }
    }
  }

  private func finish(_ transfer: Transfer, with reply: Reply) {
    let continuations = state.withLock { state in
      state.tasks[transfer] = nil
      let actions = state.queues[transfer.lane]?.finished(transfer.ticket) ?? []
      start(actions, in: transfer.lane, &state)
      forgetIfIdle(transfer.lane, &state)
      return actions.flatMap { action in
        guard case .answer(let waiters) = action else {
          return [CheckedContinuation<Reply, Never>]()
        }
        return waiters.compactMap { state.continuations.removeValue(forKey: $0) }
      }
    }
    for continuation in continuations { continuation.resume(returning: reply) }
  }

  private func forgetIfIdle(_ lane: Lane, _ state: inout State) {
    if state.queues[lane]?.isIdle == true { state.queues[lane] = nil }
  }
}
