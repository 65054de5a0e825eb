package import Frames

/// A series of the store as it was when it was chosen; what is appended later is not in it.
package struct StoredSeries: SampleSeries {
  package let labels: Labels
  /// Oldest first; the last is still open.
  var chunks: [SampleChunk] = []
  private var tail = SampleChunk.Tail()
  /// Nothing before this moment is there any more.
  var earliest = Int64.min

  init(labels: Labels) { self.labels = labels }

  var last: Sample? { chunks.last?.last }

  var byteCount: Int {
    let text = labels.pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 32 }
    return chunks.reduce(text + 96) { $0 + $1.byteCount }
  }

  /// Appends a sample later than all others; a new chunk is begun when the last is full.
  mutating func append(_ sample: Sample) {
    if let last = chunks.last, !last.isFull {
      chunks[chunks.count - 1].append(sample, &tail)
    } else {
      chunks.append(SampleChunk(sample, &tail))
    }
  }

  package func read(from: Int64, to: Int64, into run: inout SampleRun) {
    let from = max(from, earliest)
    guard from <= to else { return }
    for chunk in chunks[firstChunk(endingAtOrAfter: from)...] {
      if chunk.firstTime > to { return }
      chunk.read(from: from, to: to, into: &run)
    }
  }

  package func latest(from: Int64, to: Int64) -> Sample? {
    let from = max(from, earliest)
    guard from <= to else { return nil }
    // The last chunk that begins at or before the end holds it, if any does.
    let index = firstChunk(endingAtOrAfter: to)
    for chunk in chunks[...min(index, chunks.count - 1)].reversed() where chunk.firstTime <= to {
      if chunk.last.time <= to { return chunk.last.time >= from ? chunk.last : nil }
      var run = SampleRun()
      chunk.read(from: from, to: to, into: &run)
      return run.isEmpty ? nil : run[run.count - 1]
    }
    return nil
  }

  private func firstChunk(endingAtOrAfter time: Int64) -> Int {
    var low = 0
    var high = chunks.count
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].last.time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
