import Testing
import Times

@testable import Traces

@Suite struct CriticalPathTests {
  private func pieces(_ trace: Trace) -> [String] {
    let tree = TraceTree(trace)
    return CriticalPath(tree, of: trace).pieces.map {
      let name = trace.spans[tree.rows[$0.row].span].name
      return "\(name) \($0.from.milliseconds - 1_000_000)-\($0.to.milliseconds - 1_000_000)"
    }
  }

  @Test func theChildThatEndedLastIsWhatWasWaitedFor() {
    #expect(
      pieces(trace([(1, 0, 0, 100), (2, 1, 10, 40), (3, 1, 50, 90)]))
        == ["1 0-10", "2 10-40", "1 40-50", "3 50-90", "1 90-100"])
  }

  @Test func aChildBesideALongerOneIsNotOnThePath() {
    #expect(
      pieces(trace([(1, 0, 0, 100), (2, 1, 10, 80), (3, 1, 20, 70)]))
        == ["1 0-10", "2 10-80", "1 80-100"])
  }

  @Test func aChildThatOutlivesItsParentIsCut() {
    #expect(pieces(trace([(1, 0, 0, 100), (2, 1, 50, 300)])) == ["1 0-50", "2 50-100"])
  }

  @Test func thePathGoesDownToTheDeepest() {
    #expect(
      pieces(trace([(1, 0, 0, 100), (2, 1, 20, 100), (3, 2, 60, 100)]))
        == ["1 0-20", "2 20-60", "3 60-100"])
  }

  @Test func servicesAreSummedUpByTheirOwnTime() {
    var trace = trace([(1, 0, 0, 100), (2, 1, 10, 90), (3, 1, 92, 95)], errors: [3])
    trace.resources = [.init(service: "gateway"), .init(service: "publisher")]
    trace.spans[1].resource = 1
    trace.spans[2].resource = 1
    let services = ServiceSummary.all(TraceTree(trace), of: trace)
    #expect(services.map(\.service) == ["publisher", "gateway"])
    #expect(services.map(\.selfTime.milliseconds) == [83, 17])
    #expect(services.map(\.errors) == [1, 0])
  }
}
