import DataSources
import Frames
import Logs
import Queries
import Times

/// Lines of some queries in order of time: what has been read of them, what of it is shown, and
/// where the operator stands in it.
struct LogListing: Sendable {
  /// What is read.
  enum Extent: Hashable, Sendable {
    /// So long up to now; new lines are followed.
    case live(Span)
    case fixed(TimeRange)
    /// Around a moment; read on where the operator goes to an end.
    case around(Instant)
  }

  let id: Int
  let source: DataSource
  /// What the lines have in common, where that is not the query.
  var title: String?
  var legs: [LogLeg] = []
  var extent: Extent
  var buffer = LogBuffer()
  var filters: [LogFilter] = []
  /// Filters only mark what they find, and hide nothing.
  var onlyMarks = false
  /// The numbers of the lines that pass the filters; `nil` for all.
  var shown: [Int]?
  /// The line that the operator stands on; `nil` follows the newest.
  var cursor: Int?
  /// The number of the first line in sight.
  var top = 0
  /// Lines that came since the operator left the newest.
  var newCount = 0
  /// Older lines were left out to bound the memory.
  var isMemoryFull = false
  var volume = LogVolume()
  /// The bars that are being asked for; those before stay until there are some.
  var nextVolume: LogVolume?
  var volumeSerials: Set<Int> = []
  var serial = 0

  init(id: Int, source: DataSource, queries: [String], extent: Extent, title: String? = nil) {
    self.id = id
    self.source = source
    self.extent = extent
    self.title = title
    legs = queries.map { LogLeg(query: $0) }
  }

  var isPaused: Bool { cursor != nil }

  /// Lines that a question for older ones asks for.
  static let pageLines = 1_000
  /// How far a listing around a moment goes on, to both sides.
  static let aroundReach = Span.hours(6)
}

// The rows: lines that pass the filters, the oldest first.
extension LogListing {
  var rowCount: Int { shown?.count ?? buffer.count }

  func number(atRow row: Int) -> Int? {
    guard row >= 0, row < rowCount else { return nil }
    return shown?[row] ?? buffer.numbers.lowerBound + row
  }

  /// The row of a line, or of the next one that is shown.
  func row(of number: Int) -> Int {
    guard let shown else {
      return max(0, min(number - buffer.numbers.lowerBound, buffer.count))
    }
    var (low, high) = (0, shown.count)
    while low < high {
      let middle = (low + high) / 2
      if shown[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The row that the operator stands on: the newest unless paused.
  var cursorRow: Int? {
    guard rowCount > 0 else { return nil }
    return cursor.map { min(row(of: $0), rowCount - 1) } ?? rowCount - 1
  }

  /// The line that the operator stands on.
  var current: (lines: LogLines, index: Int)? {
    cursorRow.flatMap { number(atRow: $0) }.flatMap { buffer[$0] }
  }

  var activeFilters: [LogFilter] { filters.filter(\.isOn) }

  private func passes(_ number: Int, _ active: [LogFilter]) -> Bool {
    guard let (lines, index) = buffer[number] else { return false }
    return active.allSatisfy { $0.passes(lines, at: index) }
  }

  /// Looks again which lines pass, from a number on.
  mutating func filter(from start: Int = .min) {
    let active = activeFilters
    guard !active.isEmpty, !onlyMarks else {
      shown = nil
      return
    }
    var kept = shown ?? []
    if start > buffer.numbers.lowerBound, shown != nil {
      kept.removeLast(kept.count - row(of: start))
    } else {
      kept = []
    }
    let first = max(start, buffer.numbers.lowerBound)
    if first < buffer.endNumber {
      kept += (first..<buffer.endNumber).filter { passes($0, active) }
    }
    shown = kept
  }

  /// Changes the filters; the operator stays on the line, or the next that is left.
  mutating func changeFilters(_ change: (inout [LogFilter]) -> Void) {
    change(&filters)
    filter()
    settle()
  }

  /// Adds lines in their places; the operator stays on the line.
  mutating func add(_ lines: LogLines) {
    guard !lines.isEmpty else { return }
    let end = buffer.endNumber
    let places = [cursor, top].map { $0.flatMap { buffer.time(of: $0) } }
    guard let changed = buffer.merge(lines) else { return }
    if changed < end {
      let shifts = places.map { time in time.map { time in lines.times.count { $0 < time } } ?? 0 }
      if let cursor, cursor >= changed { self.cursor = cursor + shifts[0] }
      if top >= changed { top += shifts[1] }
    }
    filter(from: changed)
    dropGone()
    if isPaused { newCount += shown.map { $0.count - row(of: end) } ?? lines.count }
    settle()
  }

  /// Adds lines before all others.
  mutating func addOlder(_ lines: LogLines) {
    guard !lines.isEmpty else { return }
    let first = buffer.numbers.lowerBound
    if let oldest = buffer.time(of: first), let last = lines.times.last, last > oldest {
      // Of several queries one may have read further back than another.
      return add(lines)
    }
    guard buffer.prepend(lines) else {
      isMemoryFull = true
      return
    }
    guard let shown else { return }
    let active = activeFilters
    self.shown =
      (buffer.numbers.lowerBound..<first).filter { passes($0, active) } + shown
  }

  /// Forgets what memory had no room for.
  private mutating func dropGone() {
    guard buffer.droppedCount > 0 else { return }
    let first = buffer.numbers.lowerBound
    if let shown {
      let gone = shown.firstIndex { $0 >= first } ?? shown.count
      if gone > 0 { self.shown?.removeFirst(gone) }
    }
    if let cursor, cursor < first { self.cursor = first }
    top = max(top, first)
  }

  /// Puts the cursor on a line that is shown.
  mutating func settle() {
    guard let cursor else { return }
    guard let number = number(atRow: min(row(of: cursor), rowCount - 1)) else {
      self.cursor = rowCount == 0 ? cursor : nil
      return
    }
    self.cursor = number
  }
}

// Moving.
extension LogListing {
  /// Moves by rows; at the last row the newest lines are followed again.
  mutating func move(by rows: Int, height: Int) {
    guard let row = cursorRow else { return }
    let target = rows == .max ? rowCount - 1 : rows == -.max ? 0 : row + rows
    go(toRow: max(0, min(target, rowCount - 1)), height: height)
    if rows == .max { follow() }
  }

  mutating func go(toRow row: Int, height: Int) {
    guard let number = number(atRow: row) else { return }
    if cursor == nil {
      // What was in sight stays there.
      top = self.number(atRow: max(0, rowCount - height)) ?? number
    }
    cursor = number
    let first = self.row(of: top)
    if row < first { top = number }
    if row >= first + height { top = self.number(atRow: row - height + 1) ?? number }
  }

  /// Follows the newest lines.
  mutating func follow() {
    cursor = nil
    newCount = 0
  }

  /// The row of the next line that fulfils a condition, in a direction.
  func nextRow(by step: Int, _ isWanted: (LogLines, Int) -> Bool) -> Int? {
    guard var row = cursorRow else { return nil }
    var left = Self.searchedLines
    while left > 0 {
      row += step
      left -= 1
      guard let number = number(atRow: row), let (lines, index) = buffer[number] else { return nil }
      if isWanted(lines, index) { return row }
    }
    return nil
  }

  private static let searchedLines = 500_000
}

extension LogListing {
  /// Begins with one line, on which the operator stands; what is around it is read.
  mutating func startAround(_ line: LogLines, at moment: Instant) {
    add(line)
    cursor = buffer.numbers.lowerBound
    top = cursor ?? 0
    for place in legs.indices {
      legs[place].pages = LogPages(
        TimeRange(from: moment - Self.aroundReach, to: moment), pageLimit: 100)
      legs[place].tail = LogTail(
        from: moment, to: moment + Self.aroundReach, after: line, limit: 100)
      legs[place].isRead = true
    }
  }
}
