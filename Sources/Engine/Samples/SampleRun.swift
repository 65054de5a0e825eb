/// Samples of one series in order of time, as columns: made once and filled again for each series.
package struct SampleRun: Sendable {
  /// Milliseconds since the epoch, each greater than the one before.
  package private(set) var times: [Int64] = []
  package private(set) var values: [Double] = []

  package init() {}

  package init(_ samples: some Sequence<Sample>) {
    for sample in samples { append(sample.time, sample.value) }
  }

  package var count: Int { times.count }
  package var isEmpty: Bool { times.isEmpty }

  package subscript(index: Int) -> Sample { Sample(time: times[index], value: values[index]) }

  package mutating func append(_ time: Int64, _ value: Double) {
    times.append(time)
    values.append(value)
  }

  /// Takes away all samples and keeps the memory.
  package mutating func removeAll() {
    times.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

extension SampleRun {
  /// Takes away what says that the series had ended.
  package mutating func removeStaleMarkers() {
    guard let first = values.firstIndex(where: \.isStaleMarker) else { return }
    var kept = first
    for index in first..<values.count where !values[index].isStaleMarker {
      times[kept] = times[index]
      values[kept] = values[index]
      kept += 1
    }
    times.removeLast(times.count - kept)
    values.removeLast(values.count - kept)
  }
}
