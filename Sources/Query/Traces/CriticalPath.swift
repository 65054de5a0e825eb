package import Times

/// The spans that the time of a trace was spent in: from the end of its root backwards, always the
/// child that ended last, else the span itself. To make the trace shorter, make these shorter.
package struct CriticalPath: Hashable, Sendable {
  package struct Piece: Hashable, Sendable {
    /// A row of the tree.
    package var row: Int
    package var from: Instant
    package var to: Instant
  }

  /// In order of time, without overlaps.
  package private(set) var pieces: [Piece] = []
  /// The rows that have a piece.
  package private(set) var rows: Set<Int> = []

  package init(_ tree: TraceTree, of trace: Trace) {
    guard let main = tree.mainRoot,
      let root = tree.rows.firstIndex(where: { $0.span == main })
    else { return }
    var children: [Int: [Int]] = [:]
    for row in tree.rows.indices.dropFirst(root + 1).prefix(while: { $0 < tree.rows[root].end }) {
      if let parent = tree.rows[row].parent { children[parent, default: []].append(row) }
    }
    func start(_ row: Int) -> Instant { trace.spans[tree.rows[row].span].start }
    func end(_ row: Int) -> Instant {
      let span = trace.spans[tree.rows[row].span]
      return span.start + span.duration
    }
    // What is still to be walked: a span up to a moment, its children by their end, latest last.
    struct Walk {
      var row: Int
      var from: Instant
      var to: Instant
      /// Children that go on behind this are cut here.
      let limit: Instant
      var children: [Int]
    }
    func walk(_ row: Int, from: Instant, to: Instant) -> Walk {
      let sorted = (children[row] ?? []).sorted { (end($0), $0) < (end($1), $1) }
      let limit = min(to, end(row))
      return Walk(
        row: row, from: max(from, start(row)), to: limit, limit: limit, children: sorted)
    }
    var stack = [walk(root, from: start(root), to: end(root))]
    var backwards: [Piece] = []
    while var top = stack.popLast() {
      var isDone = true
      while let child = top.children.popLast() {
        // A child that goes on behind this moment was not what was waited for.
        let childEnd = min(end(child), top.limit)
        guard max(start(child), top.from) < childEnd, childEnd <= top.to else { continue }
        if childEnd < top.to {
          backwards.append(Piece(row: top.row, from: childEnd, to: top.to))
        }
        let inner = walk(child, from: top.from, to: childEnd)
        top.to = inner.from
        stack.append(top)
        stack.append(inner)
        isDone = false
        break
      }
      if isDone, top.from < top.to {
        backwards.append(Piece(row: top.row, from: top.from, to: top.to))
      }
    }
    pieces = backwards.reversed()
    rows = Set(pieces.map(\.row))
    rows.insert(root)
  }
}
