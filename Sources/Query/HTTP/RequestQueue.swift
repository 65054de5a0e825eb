/// What is asked of one source, in which order: at most so many requests at a time, equal ones sent
/// once for all who wait. A state machine; its methods return what is to be done.
package struct RequestQueue: Sendable {
  /// One who waits for an answer.
  package struct Waiter: Hashable, Sendable {
    package var id: Int
    package init(id: Int) { self.id = id }
  }

  /// One request on its way.
  package struct Ticket: Hashable, Sendable {
    package var id: Int
    package init(id: Int) { self.id = id }
  }

  package enum Action: Hashable, Sendable {
    /// Send this; `finished` must follow.
    case start(Ticket, HTTPRequest)
    /// Nobody waits any more; end the transfer. `finished` must still follow.
    case cancel(Ticket)
    /// Hand them what has just come.
    case answer([Waiter])
  }

  private struct Job {
    var request: HTTPRequest
    var waiters: [Waiter]
    var isInFlight = false
  }

  private let limit: Int
  private var jobs: [Ticket: Job] = [:]
  private var inFlight = 0
  private var queue: [Ticket] = []
  private var shared: [HTTPRequest: Ticket] = [:]
  private var tickets: [Waiter: Ticket] = [:]
  private var lastTicket = 0

  package init(limit: Int = 6) { self.limit = max(1, limit) }

  /// Whether nothing is asked and nobody waits.
  package var isIdle: Bool { jobs.isEmpty }

  /// Takes in a request; `waiter` is new.
  package mutating func add(_ request: HTTPRequest, for waiter: Waiter) -> [Action] {
    if let ticket = shared[request] {
      jobs[ticket]?.waiters.append(waiter)
      tickets[waiter] = ticket
      return []
    }
    lastTicket += 1
    let ticket = Ticket(id: lastTicket)
    jobs[ticket] = Job(request: request, waiters: [waiter])
    tickets[waiter] = ticket
    if !request.changesState { shared[request] = ticket }
    queue.append(ticket)
    return startWhatFits()
  }

  /// Forgets a waiter, who gets no answer from here. Unknown ones are no mistake: the answer may
  /// have come first.
  package mutating func cancel(_ waiter: Waiter) -> [Action] {
    guard let ticket = tickets.removeValue(forKey: waiter), var job = jobs[ticket] else {
      return []
    }
    job.waiters.removeAll { $0 == waiter }
    jobs[ticket] = job
    guard job.waiters.isEmpty else { return [] }
    // An equal request from now on is a new one: this one's answer will be a cancellation.
    if shared[job.request] == ticket { shared[job.request] = nil }
    if job.isInFlight { return [.cancel(ticket)] }
    jobs[ticket] = nil
    queue.removeAll { $0 == ticket }
    return []
  }

  /// Takes note that a transfer ended, in whichever way.
  package mutating func finished(_ ticket: Ticket) -> [Action] {
    guard let job = jobs.removeValue(forKey: ticket), job.isInFlight else { return [] }
    inFlight -= 1
    if shared[job.request] == ticket { shared[job.request] = nil }
    for waiter in job.waiters { tickets[waiter] = nil }
    return (job.waiters.isEmpty ? [] : [.answer(job.waiters)]) + startWhatFits()
  }

  private mutating func startWhatFits() -> [Action] {
    var actions: [Action] = []
    while inFlight < limit, !queue.isEmpty {
      let ticket = queue.removeFirst()
      guard var job = jobs[ticket] else { continue }
      job.isInFlight = true
      jobs[ticket] = job
      inFlight += 1
      actions.append(.start(ticket, job.request))
    }
    return actions
  }
}
