import Frames

extension SampleStore {
  /// Takes away chunks all of whose samples are too old.
  mutating func evictAged() {
    guard bounds.age < .max, let newest else { return }
    let earliest = newest.subtracting(bounds.age)
    // Looking through all series at each new chunk would cost more than what it frees.
    guard earliest.subtracting(lastEviction) > bounds.age / 8 || lastEviction == .min else {
      return
    }
    lastEviction = earliest
    dropChunks(endingBefore: earliest)
  }

  /// Takes away the oldest chunks until an eighth of the bytes is free.
  mutating func evict() {
    let goal = bounds.bytes - bounds.bytes / 8
    var chunks = series.flatMap { $0.chunks.map { (end: $0.last.time, bytes: $0.byteCount) } }
    chunks.sort { $0.end < $1.end }
    var excess = byteCount - goal
    var end = Int64.min
    for chunk in chunks where excess > 0 {
      excess -= chunk.bytes
      end = chunk.end
    }
    guard end > .min else { return }
    dropChunks(endingBefore: end == .max ? end : end + 1)
  }

  private mutating func dropChunks(endingBefore time: Int64) {
    var kept: [StoredSeries] = []
    var changed = false
    for var one in series {
      if let first = one.chunks.first, first.last.time < time {
        one.chunks.removeAll { $0.last.time < time }
        changed = true
      }
      if !one.chunks.isEmpty { kept.append(one) }
    }
    guard changed else { return }
    if kept.count != series.count {
      generation += 1
      numbers = [:]
      index = LabelIndex()
      for (number, one) in kept.enumerated() {
        numbers[one.labels] = number
        index.insert(one.labels, number)
      }
    }
    series = kept
    byteCount = series.reduce(0) { $0 + $1.byteCount }
  }
}

extension Int64 {
  func subtracting(_ other: Int64) -> Int64 {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other > 0 ? .min : .max) : value
  }
}
