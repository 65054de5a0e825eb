import Cells
import Text
import Times
package import Traces
import Widgets

/// A trace made ready to be walked through: its tree, what is folded, what is looked for.
package struct TraceOutline: Sendable {
  package let trace: Trace
  package let tree: TraceTree
  package let path: CriticalPath
  package let services: [ServiceSummary]
  let errorCount: Int
  /// Rows of the tree whose children are not shown.
  package private(set) var folded: Set<Int> = []
  /// The rows of the tree that are shown, in order.
  package private(set) var visible: [Int] = []
  /// The shown rows that have errors, by their places among the shown.
  package private(set) var errorRows: [Int] = []
  package private(set) var search = ""
  /// Rows of the tree that have the text looked for, in order.
  package private(set) var matches: [Int] = []
  private let pieces: [Int: [CriticalPath.Piece]]
  private let inks: [String: Ink]
  private var matchSet: Set<Int> = []

  package init(_ trace: Trace) {
    self.trace = trace
    tree = TraceTree(trace)
    path = CriticalPath(tree, of: trace)
    services = ServiceSummary.all(tree, of: trace)
    // Counted once: looking at each span of a long trace costs more than a frame.
    errorCount = trace.spans.count(where: \.isError)
    pieces = Dictionary(grouping: path.pieces, by: \.row)
    // By name, so that a service has its colour in every trace that has the same ones.
    let names = services.map(\.service).sorted()
    inks = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { ($1, Ink(Role.series($0))) })
    refold()
  }

  private mutating func refold() {
    visible = []
    errorRows = []
    var row = 0
    while row < tree.rows.count {
      if trace.spans[tree.rows[row].span].isError { errorRows.append(visible.count) }
      visible.append(row)
      row = folded.contains(row) ? tree.rows[row].end : row + 1
    }
  }

  package func span(_ row: Int) -> TraceSpan { trace.spans[tree.rows[row].span] }
  func ink(of service: String) -> Ink { inks[service] ?? Ink(.text) }

  /// Folds or unfolds a row; gives whether there was something to fold.
  package mutating func setFolded(_ row: Int, _ isFolded: Bool) -> Bool {
    guard tree.rows.indices.contains(row), tree.rows[row].childCount > 0,
      folded.contains(row) != isFolded
    else { return false }
    if isFolded { folded.insert(row) } else { folded.remove(row) }
    refold()
    return true
  }

  /// Folds all below the roots' children, or unfolds all.
  package mutating func foldAll(_ isFolded: Bool) {
    folded =
      isFolded
      ? Set(tree.rows.indices.filter { tree.rows[$0].childCount > 0 && tree.rows[$0].depth > 0 })
      : []
    refold()
  }

  /// Unfolds what a row is hidden in; its place among the shown.
  package mutating func reveal(_ row: Int) -> Int {
    var parent = tree.rows[row].parent
    while let next = parent {
      folded.remove(next)
      parent = tree.rows[next].parent
    }
    refold()
    return visible.firstIndex(of: row) ?? 0
  }

  /// Looks for a text in names, services, ids and attributes, whatever its case.
  package mutating func find(_ text: String) {
    search = text
    let wanted = text.lowercased()
    matches = wanted.isEmpty ? [] : tree.rows.indices.filter { has(wanted, $0) }
    matchSet = Set(matches)
  }

  private func has(_ text: String, _ row: Int) -> Bool {
    let span = span(row)
    func has(_ other: String) -> Bool { other.lowercased().contains(text) }
    return has(span.name) || has(trace.service(of: span)) || has(span.statusMessage)
      || "\(span.id)".hasPrefix(text)
      || span.attributes.contains { has($0.key) || has($0.value.text) }
      || span.events.contains { event in
        has(event.name) || event.attributes.contains { has($0.value.text) }
      }
  }

  /// The row after or before one, around the ends, that has an error, or is a match.
  package func next(after row: Int, forward: Bool, isError: Bool) -> Int? {
    let rows = isError ? tree.rows.indices.filter { span($0).isError } : matches
    guard !rows.isEmpty else { return nil }
    return forward
      ? rows.first { $0 > row } ?? rows.first : rows.last { $0 < row } ?? rows.last
  }

  // MARK: Drawing

  private func share(_ time: Instant) -> Double {
    let length = tree.range.span.seconds
    return length > 0 ? (time - tree.range.from).seconds / length : 0
  }

  /// A row of the waterfall, by its place among the shown.
  func row(_ place: Int) -> Waterfall.Row {
    guard visible.indices.contains(place) else {
      return Waterfall.Row(name: .empty, duration: .empty, ink: Ink(.text), from: 0, to: 0)
    }
    let index = visible[place]
    let (own, span) = (tree.rows[index], span(index))
    let service = trace.service(of: span)
    var row = Waterfall.Row(
      name: DisplayText(span.name.isEmpty ? "(no name)" : span.name, limit: 200),
      service: DisplayText(service, limit: 40),
      duration: DisplayText(span.duration.durationText), ink: ink(of: service),
      from: share(span.start), to: share(span.start + span.duration))
    row.isRoot = own.parent == nil
    row.isLast = own.isLast
    row.guides = guides(of: index)
    if own.childCount > 0 { row.isOpen = !folded.contains(index) }
    row.hasError = span.isError
    row.hidesErrors = own.errorCount > (span.isError ? 1 : 0)
    row.isCutOff = own.isCutOff
    row.isMatch = matchSet.contains(index)
    row.isParent = own.childCount > 0
    row.critical = (pieces[index] ?? []).map { share($0.from)...max(share($0.from), share($0.to)) }
    row.events = span.events.prefix(100).map { (share($0.time), $0.isException) }
    return row
  }

  /// Whether a line goes on at each level between the root and the span. No more levels than a
  /// screen can show are looked at.
  private func guides(of row: Int) -> [Bool] {
    var guides: [Bool] = []
    var parent = tree.rows[row].parent
    while let next = parent, tree.rows[next].parent != nil, guides.count < 64 {
      guides.append(!tree.rows[next].isLast)
      parent = tree.rows[next].parent
    }
    return guides.reversed()
  }

  /// Round moments on the axis, from the beginning of the trace.
  func ticks(width: Int) -> [(at: Double, label: DisplayText)] {
    let length = tree.range.span.nanoseconds
    guard length > 0 else { return [(0, "0")] }
    let count = Int64(max(2, min(8, width / 14)))
    var step: Int64 = 1
    // 1, 2, 5, 10 and so on; from a minute on 1, 2, 5, 10, 15, 30.
    let minutes: [Int64] = [60, 120, 300, 600, 900, 1800, 3600].map { $0 * 1_000_000_000 }
    let factors: [Int64] = [2, 5, 10]
    var base: Int64 = 1
    var place = 0
    while length / step > count, base < Int64.max / 20 {
      if base * factors[place] > 60_000_000_000,
        let next = minutes.first(where: { length / $0 <= count })
      {
        step = next
        break
      }
      step = base * factors[place]
      place += 1
      if place == 3 {
        place = 0
        base *= 10
      }
    }
    return (0...min(20, length / step)).map { number in
      let time = step * number
      return (
        Double(time) / Double(length), DisplayText(Span(nanoseconds: time).tickText)
      )
    }
  }
}

extension Span {
  /// Without zeros behind the point.
  fileprivate var tickText: String {
    let parts = durationText.split(separator: " ")
    guard let number = parts.first, number.contains(".") else { return durationText }
    var digits = String(number)
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return digits + (parts.count > 1 ? " " + parts[1] : "")
  }
}
