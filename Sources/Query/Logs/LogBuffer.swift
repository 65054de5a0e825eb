package import Frames

/// The lines of a tail, bounded by the bytes that they take: the oldest go first, and are counted.
package struct LogBuffer: Sendable {
  private var chunks: [LogLines] = []
  /// The number of each chunk's first line, counted from the first line that ever came.
  private var starts: [Int] = []
  private let byteLimit: Int
  package private(set) var byteCount = 0
  /// How many lines have gone.
  package private(set) var droppedCount = 0
  /// How many lines have come, those that have gone included.
  package private(set) var endNumber = 0

  package init(byteLimit: Int = 32 << 20) { self.byteLimit = byteLimit }

  /// How many lines are there.
  package var count: Int { endNumber - droppedCount }
  /// The numbers of the lines that are there.
  package var numbers: Range<Int> { droppedCount..<endNumber }

  package mutating func append(_ lines: LogLines) {
    guard !lines.isEmpty else { return }
    starts.append(endNumber)
    chunks.append(lines.packed)
    endNumber += lines.count
    byteCount += chunks[chunks.count - 1].byteCount
    var gone = 0
    while byteCount > byteLimit, gone < chunks.count - 1 {
      byteCount -= chunks[gone].byteCount
      droppedCount += chunks[gone].count
      gone += 1
    }
    chunks.removeFirst(gone)
    starts.removeFirst(gone)
  }

  /// The lines that hold the one of a number, and its place there; `nil` for one that has gone.
  package subscript(number: Int) -> (lines: LogLines, index: Int)? {
    guard numbers.contains(number) else { return nil }
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    return (chunks[low], number - starts[low])
  }
}
