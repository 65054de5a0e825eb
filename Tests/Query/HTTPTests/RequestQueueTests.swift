import HTTP
import Testing

struct RequestQueueTests {
  private func request(_ path: String) -> HTTPRequest { HTTPRequest(url: "http://h/\(path)") }
  private func waiter(_ id: Int) -> RequestQueue.Waiter { .init(id: id) }
  private func ticket(_ id: Int) -> RequestQueue.Ticket { .init(id: id) }

  @Test func startsAsManyAsItMayAndTheNextWhenOneEnds() {
    var queue = RequestQueue(limit: 2)
    #expect(queue.add(request("a"), for: waiter(1)) == [.start(ticket(1), request("a"))])
    #expect(queue.add(request("b"), for: waiter(2)) == [.start(ticket(2), request("b"))])
    #expect(queue.add(request("c"), for: waiter(3)) == [])
    #expect(queue.add(request("d"), for: waiter(4)) == [])
    #expect(
      queue.finished(ticket(2)) == [.answer([waiter(2)]), .start(ticket(3), request("c"))])
    #expect(
      queue.finished(ticket(1)) == [.answer([waiter(1)]), .start(ticket(4), request("d"))])
    #expect(queue.finished(ticket(3)) == [.answer([waiter(3)])])
    #expect(queue.finished(ticket(4)) == [.answer([waiter(4)])])
    #expect(queue.isIdle)
  }

  @Test func asksEqualRequestsOnce() {
    var queue = RequestQueue()
    _ = queue.add(request("a"), for: waiter(1))
    #expect(queue.add(request("a"), for: waiter(2)) == [])
    #expect(queue.finished(ticket(1)) == [.answer([waiter(1), waiter(2)])])
    #expect(queue.add(request("a"), for: waiter(3)) == [.start(ticket(2), request("a"))])
  }

  @Test func neverSharesWhatChangesTheServer() {
    var queue = RequestQueue()
    var silence = request("silences")
    silence.changesState = true
    #expect(queue.add(silence, for: waiter(1)) == [.start(ticket(1), silence)])
    #expect(queue.add(silence, for: waiter(2)) == [.start(ticket(2), silence)])
  }

  @Test func cancelsATransferWithItsLastWaiter() {
    var queue = RequestQueue()
    _ = queue.add(request("a"), for: waiter(1))
    _ = queue.add(request("a"), for: waiter(2))
    #expect(queue.cancel(waiter(1)) == [])
    #expect(queue.cancel(waiter(2)) == [.cancel(ticket(1))])
    #expect(queue.cancel(waiter(2)) == [])
    // The dying transfer answers nobody, and a new waiter does not join it.
    #expect(queue.add(request("a"), for: waiter(3)) == [.start(ticket(2), request("a"))])
    #expect(queue.finished(ticket(1)) == [])
    #expect(queue.finished(ticket(1)) == [])
    #expect(queue.finished(ticket(2)) == [.answer([waiter(3)])])
    #expect(queue.isIdle)
  }

  @Test func aCancelledTransferHoldsItsPlaceUntilItEnds() {
    var queue = RequestQueue(limit: 1)
    _ = queue.add(request("a"), for: waiter(1))
    #expect(queue.cancel(waiter(1)) == [.cancel(ticket(1))])
    #expect(queue.add(request("b"), for: waiter(2)) == [])
    #expect(queue.finished(ticket(1)) == [.start(ticket(2), request("b"))])
  }

  @Test func forgetsWhatWasNotBegun() {
    var queue = RequestQueue(limit: 1)
    _ = queue.add(request("a"), for: waiter(1))
    _ = queue.add(request("b"), for: waiter(2))
    #expect(queue.cancel(waiter(2)) == [])
    #expect(queue.finished(ticket(1)) == [.answer([waiter(1)])])
    #expect(queue.isIdle)
  }
}
