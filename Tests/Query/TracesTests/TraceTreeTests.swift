import Testing
import Times

@testable import Traces

/// A trace of spans written as `id parent start end`, times in milliseconds; `!` marks an error.
func trace(
  _ spans: [(id: UInt64, parent: UInt64, start: Int64, end: Int64)], errors: Set<UInt64> = []
)
  -> Trace
{
  Trace(
    id: TraceID(low: 1),
    spans: spans.map { span in
      TraceSpan(
        id: SpanID(span.id), parentID: SpanID(span.parent), name: "\(span.id)",
        start: Instant(milliseconds: 1_000_000 + span.start),
        end: Instant(milliseconds: 1_000_000 + span.end),
        status: errors.contains(span.id) ? .error : .unset)
    },
    resources: [.init(service: "a")])
}

/// The forest as text: a span's name after two blanks for each level, `?` where it is cut off.
func text(_ tree: TraceTree, _ trace: Trace) -> [String] {
  tree.rows.map {
    String(repeating: "  ", count: $0.depth) + trace.spans[$0.span].name + ($0.isCutOff ? "?" : "")
  }
}

@Suite struct TraceTreeTests {
  @Test func parentsStandBeforeChildrenAndSiblingsByTheirStart() {
    let trace = trace([(3, 1, 40, 50), (4, 2, 12, 15), (2, 1, 10, 30), (1, 0, 0, 100)])
    let tree = TraceTree(trace)
    #expect(text(tree, trace) == ["1", "  2", "    4", "  3"])
    #expect(tree.rows.map(\.end) == [4, 3, 3, 4])
    #expect(tree.rows.map(\.isLast) == [true, false, true, true])
    #expect(tree.rows.map(\.parent) == [nil, 0, 1, 0])
    #expect(tree.faults == TraceTree.Faults())
  }

  @Test func aSpanWhoseParentIsMissingIsARootAndSaidToBe() {
    let trace = trace([(1, 0, 0, 100), (2, 9, 10, 30), (3, 2, 11, 20)])
    let tree = TraceTree(trace)
    #expect(text(tree, trace) == ["1", "2?", "  3"])
    #expect(tree.faults.missingParents == 1)
    #expect(tree.faults.otherRoots == 1)
    #expect(tree.faults.texts == ["1 span without its parent", "2 roots"])
    #expect(tree.mainRoot == 0)
  }

  @Test func aCircleIsCutAtItsEarliestSpan() {
    let trace = trace([
      (1, 0, 0, 9), (2, 4, 20, 30), (3, 2, 10, 40), (4, 3, 12, 33), (5, 4, 13, 14),
    ])
    let tree = TraceTree(trace)
    #expect(text(tree, trace) == ["1", "3?", "  4", "    5", "    2"])
    #expect(tree.faults.cycles == 1)
  }

  @Test func aSpanThatIsItsOwnParentIsARoot() {
    let trace = trace([(1, 1, 0, 9)])
    let tree = TraceTree(trace)
    #expect(text(tree, trace) == ["1?"])
    #expect(tree.faults.texts == ["1 circle of spans, cut"])
  }

  @Test func spansThatClocksMoveAreCounted() {
    let trace = trace([(1, 0, 50, 100), (2, 1, 10, 60), (3, 1, 70, 65)])
    let faults = TraceTree(trace).faults
    #expect(faults.skewed == 1)
    #expect(faults.reversed == 1)
  }

  @Test func aSpanWithoutAnEndIsUnfinished() {
    var trace = trace([(1, 0, 50, 100)])
    trace.spans[0].end = Instant(nanoseconds: 0)
    #expect(TraceTree(trace).faults.texts == ["1 span has no end"])
    #expect(trace.spans[0].duration == .zero)
  }

  @Test func spansThatShareANameAllStay() {
    var trace = trace([(1, 0, 0, 10), (1, 0, 1, 9), (2, 1, 2, 3)])
    trace.spans[1].kind = .server
    let tree = TraceTree(trace)
    #expect(text(tree, trace) == ["1", "1", "  2"])
    #expect(tree.faults.doubled == 1)
  }

  @Test func selfTimeLeavesOutWhatChildrenCoverTogether() {
    let trace = trace([
      (1, 0, 0, 100), (2, 1, 10, 40), (3, 1, 30, 50), (4, 1, 90, 130), (5, 2, 10, 20),
    ])
    let tree = TraceTree(trace)
    let times = tree.rows.map { "\(trace.spans[$0.span].name) \($0.selfTime.milliseconds)" }
    #expect(times == ["1 50", "2 20", "5 10", "3 20", "4 40"])
  }

  @Test func errorsBelowASpanCountForIt() {
    let trace = trace([(1, 0, 0, 9), (2, 1, 1, 5), (3, 2, 2, 3), (4, 1, 6, 7)], errors: [3])
    #expect(TraceTree(trace).rows.map(\.errorCount) == [1, 1, 1, 0])
  }

  @Test func aChainOfTenThousandIsNoDeeperThanTheHeap() {
    let trace = trace((1...10_000).map { (UInt64($0), UInt64($0 - 1), Int64($0), 20_000) })
    let tree = TraceTree(trace)
    #expect(tree.rows.last?.depth == 9_999)
    #expect(CriticalPath(tree, of: trace).rows.count == 10_000)
  }

  @Test func aTraceWithoutSpansHasNoRows() {
    let tree = TraceTree(Trace(id: TraceID(low: 1)))
    #expect(tree.rows.isEmpty && tree.mainRoot == nil)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func everySpanOfAnyTraceStandsInItsTreeOnce(seed: UInt64) {
    var state = seed &+ 1
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    let trace = trace(
      (0..<next(60)).map { _ in
        (next(40), next(40), Int64(next(100)), Int64(next(100)))
      })
    let tree = TraceTree(trace)
    #expect(tree.rows.map(\.span).sorted() == Array(trace.spans.indices))
    for (index, row) in tree.rows.enumerated() {
      #expect(row.end > index && row.end <= tree.rows.count)
      if let parent = row.parent {
        #expect(parent < index && row.end <= tree.rows[parent].end)
        #expect(row.depth == tree.rows[parent].depth + 1)
      } else {
        #expect(row.depth == 0)
      }
      #expect(row.selfTime >= .zero)
    }
    let pieces = CriticalPath(tree, of: trace).pieces
    for (one, next) in zip(pieces, pieces.dropFirst()) { #expect(one.to <= next.from) }
  }
}
