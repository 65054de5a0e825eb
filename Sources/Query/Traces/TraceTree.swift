package import Times

/// The spans of a trace as a forest, in the order in which they are drawn: parents before children,
/// siblings by their start.
///
/// Made once of a trace, without recursion: traces come ten thousand levels deep, in circles and
/// in pieces. What is wrong with one stands in `faults`.
package struct TraceTree: Hashable, Sendable {
  /// A span's place in the forest.
  package struct Row: Hashable, Sendable {
    /// Its place in the trace's spans.
    package var span: Int
    package var depth: Int
    /// How many children it has.
    package var childCount: Int
    /// The row behind the last one below it.
    package var end: Int
    /// The row of its parent; `nil` for a root.
    package var parent: Int?
    /// No sibling comes after it.
    package var isLast: Bool
    /// Its parent is named and not there, or is below it.
    package var isCutOff: Bool
    /// Where the work of the span itself was, none of its children at work.
    package var selfTime: Span
    /// Errors in it and below it.
    package var errorCount: Int
  }

  package private(set) var rows: [Row] = []
  package private(set) var faults = Faults()
  package private(set) var range: TimeRange

  /// What is wrong with a trace: counts, all zero where nothing is.
  package struct Faults: Hashable, Sendable {
    /// Trees beside the first.
    package var otherRoots = 0
    /// Spans whose parent is named and not there.
    package var missingParents = 0
    /// Spans that are their own ancestors, cut where they start first.
    package var cycles = 0
    /// Spans that start before their parents do: two clocks disagree.
    package var skewed = 0
    /// Spans that end before they start.
    package var reversed = 0
    /// Spans that have no end.
    package var unfinished = 0
    /// Spans that share a name with another one.
    package var doubled = 0

    package init() {}
  }

  package init(_ trace: Trace) {
    range = trace.range ?? TimeRange(from: Instant(nanoseconds: 0), to: Instant(nanoseconds: 0))
    guard !trace.spans.isEmpty else { return }
    var forest = Forest(trace)
    forest.link()
    (rows, faults) = forest.laidOut()
    faults.reversed = trace.spans.count { $0.end < $0.start && $0.end.nanoseconds > 0 }
    faults.unfinished = trace.spans.count { $0.end.nanoseconds <= 0 && $0.start.nanoseconds > 0 }
    addSums(trace)
  }

  /// The place in the trace's spans of the root that the trace is named after: the first whose
  /// parent is not missing, else the first of all.
  package var mainRoot: Int? {
    (rows.first { $0.parent == nil && !$0.isCutOff } ?? rows.first)?.span
  }

  private mutating func addSums(_ trace: Trace) {
    var covers = [Cover?](repeating: nil, count: rows.count)
    for index in rows.indices.reversed() {
      let span = trace.spans[rows[index].span]
      rows[index].errorCount += span.isError ? 1 : 0
      if let parent = rows[index].parent { rows[parent].errorCount += rows[index].errorCount }
    }
    // Children come in order of their start, so that one pass finds what they cover together.
    for index in rows.indices {
      let span = trace.spans[rows[index].span]
      rows[index].selfTime = span.duration
      guard let parent = rows[index].parent else { continue }
      let outer = trace.spans[rows[parent].span]
      let outerEnd = outer.start + outer.duration
      let from = max(span.start, outer.start, covers[parent]?.end ?? outer.start)
      let to = min(span.start + span.duration, outerEnd)
      guard from < to else { continue }
      covers[parent] = Cover(end: to, sum: (covers[parent]?.sum ?? .zero) + (to - from))
    }
    for (index, cover) in covers.enumerated() {
      guard let cover else { continue }
      rows[index].selfTime = max(.zero, rows[index].selfTime + -cover.sum)
    }
  }

  private struct Cover {
    var end: Instant
    var sum: Span
  }
}

/// Spans on their way into a tree.
private struct Forest {
  let trace: Trace
  /// For each span the place of its parent, -1 for none.
  private var parents: [Int]
  private var isCutOff: [Bool]
  private var faults = TraceTree.Faults()

  init(_ trace: Trace) {
    self.trace = trace
    parents = [Int](repeating: -1, count: trace.spans.count)
    isCutOff = [Bool](repeating: false, count: trace.spans.count)
  }

  /// Finds the parents, and cuts circles at their earliest span.
  mutating func link() {
    var places: [SpanID: Int] = [:]
    places.reserveCapacity(trace.spans.count)
    for (place, span) in trace.spans.enumerated() {
      if let other = places[span.id] {
        faults.doubled += 1
        // Old tracers name both sides of a call alike; children belong to the side that serves.
        if trace.spans[other].kind != .server, span.kind == .server { places[span.id] = place }
      } else {
        places[span.id] = place
      }
    }
    for (place, span) in trace.spans.enumerated() where !span.parentID.isZero {
      if let parent = places[span.parentID] {
        parents[place] = parent
      } else {
        faults.missingParents += 1
        isCutOff[place] = true
      }
    }
    cutCircles()
  }

  private mutating func cutCircles() {
    // 0 not seen, else the number of the walk that saw it.
    var seen = [Int](repeating: 0, count: parents.count)
    for start in parents.indices where seen[start] == 0 {
      var place = start
      while place >= 0, seen[place] == 0 {
        seen[place] = start + 1
        place = parents[place]
      }
      guard place >= 0, seen[place] == start + 1 else { continue }
      var first = place
      var next = parents[place]
      while next != place {
        if isBefore(next, first) { first = next }
        next = parents[next]
      }
      parents[first] = -1
      isCutOff[first] = true
      faults.cycles += 1
    }
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (trace.spans[left], trace.spans[right])
    return (a.start, b.end, left) < (b.start, a.end, right)
  }

  /// The rows in order, without sums.
  mutating func laidOut() -> ([TraceTree.Row], TraceTree.Faults) {
    let order = parents.indices.sorted { isBefore($0, $1) }
    // Children of a span are chained: its first, and the next of each.
    var firsts = [Int](repeating: -1, count: parents.count)
    var nexts = firsts
    var counts = [Int](repeating: 0, count: parents.count)
    for place in order.reversed() where parents[place] >= 0 {
      nexts[place] = firsts[parents[place]]
      firsts[parents[place]] = place
      counts[parents[place]] += 1
    }
    var rows: [TraceTree.Row] = []
    rows.reserveCapacity(parents.count)
    let roots = order.filter { parents[$0] < 0 }
    faults.otherRoots = max(0, roots.count - 1)
    for (number, root) in roots.enumerated() {
      // The rows from the root to the one just added.
      var path: [Int] = []
      var place = root
      while place >= 0 {
        let span = trace.spans[place]
        if parents[place] >= 0, span.start < trace.spans[parents[place]].start {
          faults.skewed += 1
        }
        rows.append(
          TraceTree.Row(
            span: place, depth: path.count, childCount: counts[place], end: rows.count + 1,
            parent: path.last,
            isLast: path.isEmpty ? number == roots.count - 1 : nexts[place] < 0,
            isCutOff: isCutOff[place], selfTime: .zero, errorCount: 0))
        path.append(rows.count - 1)
        var next = firsts[place]
        while next < 0, let row = path.popLast() {
          rows[row].end = rows.count
          // Behind the root comes the next root, not its neighbour.
          next = path.isEmpty ? -1 : nexts[rows[row].span]
        }
        place = next
      }
    }
    return (rows, faults)
  }
}
