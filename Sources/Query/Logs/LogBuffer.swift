package import Frames
package import Times

/// The lines of a tail, in order of time, bounded by the bytes that they take: the oldest go first,
/// and are counted.
///
/// Each line has a number, counted from the first that came; older lines that are added later have
/// negative ones.
package struct LogBuffer: Sendable {
  private var chunks: [LogLines] = []
  /// The number of each chunk's first line.
  private var starts: [Int] = []
  private let byteLimit: Int
  package private(set) var byteCount = 0
  /// How many lines have gone.
  package private(set) var droppedCount = 0
  /// The lines that are there.
  package private(set) var numbers = 0..<0

  /// What a chunk takes beside its lines.
  private static let chunkBytes = 256
  /// Small answers share a chunk of so many lines.
  private static let chunkLines = 512

  package init(byteLimit: Int = 32 << 20) { self.byteLimit = byteLimit }

  /// How many lines are there.
  package var count: Int { numbers.count }
  package var isEmpty: Bool { numbers.isEmpty }
  /// The number of the next line.
  package var endNumber: Int { numbers.upperBound }

  /// Adds lines that are not older than those there.
  package mutating func append(_ lines: LogLines) {
    guard !lines.isEmpty else { return }
    let end = endNumber + lines.count
    if let last = chunks.indices.last, chunks[last].count + lines.count <= Self.chunkLines,
      bytes(chunks[last]) + lines.byteCount <= byteLimit / 8
    {
      byteCount -= bytes(chunks[last])
      chunks[last].append(contentsOf: lines)
    } else {
      starts.append(endNumber)
      chunks.append(lines.packed)
    }
    byteCount += bytes(chunks[chunks.count - 1])
    numbers = numbers.lowerBound..<end
    dropOldest()
  }

  private func bytes(_ chunk: LogLines) -> Int { chunk.byteCount + Self.chunkBytes }

  private mutating func dropOldest() {
    var gone = 0
    while byteCount > byteLimit, gone < chunks.count - 1 {
      byteCount -= bytes(chunks[gone])
      droppedCount += chunks[gone].count
      gone += 1
    }
    guard gone > 0 else { return }
    chunks.removeFirst(gone)
    starts.removeFirst(gone)
    numbers = starts[0]..<endNumber
  }

  /// Adds lines wherever their times belong, behind those of the same time. Returns the number from
  /// which on lines are other ones than before; `nil` when there were no lines to add.
  package mutating func merge(_ lines: LogLines) -> Int? {
    guard let first = lines.times.first else { return nil }
    let place = number(after: first)
    guard place < endNumber else {
      defer { append(lines) }
      return place
    }
    var tail = cut(from: place)
    tail.append(contentsOf: lines)
    tail.sort(isBackward: false)
    append(tail)
    return place
  }

  /// Adds lines that are not younger than those there, if memory allows.
  package mutating func prepend(_ lines: LogLines) -> Bool {
    guard !lines.isEmpty else { return true }
    let lines = lines.packed
    guard byteCount + bytes(lines) <= byteLimit else { return false }
    chunks.insert(lines, at: 0)
    starts.insert(numbers.lowerBound - lines.count, at: 0)
    byteCount += bytes(lines)
    numbers = starts[0]..<endNumber
    return true
  }

  /// The number of the first line that is later than a moment, or the end.
  package func number(after moment: Instant) -> Int {
    var (low, high) = (numbers.lowerBound, numbers.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if time(of: middle).map({ $0 <= moment }) ?? true { low = middle + 1 } else { high = middle }
    }
    return low
  }

  package func time(of number: Int) -> Instant? {
    self[number].map { $0.lines.times[$0.index] }
  }

  /// The lines from one moment on and before another.
  package func lines(from start: Instant, to end: Instant) -> LogLines {
    let first = number(after: start + Span(nanoseconds: -1))
    let last = number(after: end + Span(nanoseconds: -1))
    var found = LogLines()
    for (place, chunk) in chunks.enumerated()
    where starts[place] < last && starts[place] + chunk.count > first {
      let range = max(0, first - starts[place])..<min(chunk.count, last - starts[place])
      found.append(contentsOf: chunk.lines(range))
    }
    return found
  }

  /// From when on every line that was added is there; `nil` where there is none.
  package var completeFrom: Instant? {
    droppedCount == 0 ? Instant(nanoseconds: .min) : time(of: numbers.lowerBound)
  }

  /// Takes out the lines from a number on.
  private mutating func cut(from number: Int) -> LogLines {
    var tail = LogLines()
    while let start = starts.last, let chunk = chunks.last, start + chunk.count > number {
      byteCount -= bytes(chunk)
      chunks.removeLast()
      starts.removeLast()
      let kept = max(0, number - start)
      var part = chunk.lines(kept..<chunk.count)
      part.append(contentsOf: tail)
      tail = part
      numbers = numbers.lowerBound..<max(numbers.lowerBound, start)
      if kept > 0 {
        let head = chunk.lines(0..<kept).packed
        starts.append(start)
        chunks.append(head)
        byteCount += bytes(head)
        numbers = numbers.lowerBound..<number
        break
      }
    }
    return tail
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
