package import Frames

/// Series in memory, bounded in bytes and age.
///
/// A value: a copy is a snapshot that queries can read while samples are appended to another.
package struct SampleStore: Sendable {
  /// The number of a series in this store, good as long as the series is.
  package struct SeriesID: Hashable, Sendable {
    fileprivate(set) var number: Int
    fileprivate var generation: Int
  }

  package struct Bounds: Hashable, Sendable {
    /// Of samples, labels and their index, about.
    package var bytes: Int
    /// How much older than the newest of all samples a sample may be, milliseconds.
    package var age: Int64

    package init(bytes: Int = 256 << 20, age: Int64 = .max) {
      self.bytes = bytes
      self.age = age
    }
  }

  package let bounds: Bounds
  /// In the order in which they came.
  var series: [StoredSeries] = []
  var numbers: [Labels: Int] = [:]
  var index = LabelIndex()
  /// The numbers of series stand for others after some were taken away.
  var generation = 0
  /// Before what chunks were last taken away for their age.
  var lastEviction = Int64.min
  /// What everything takes, about.
  package internal(set) var byteCount = 0
  /// The time of the newest sample.
  package internal(set) var newest: Int64?

  package init(bounds: Bounds = Bounds()) { self.bounds = bounds }

  package var seriesCount: Int { series.count }
  package var sampleCount: Int {
    series.reduce(0) { $0 + $1.chunks.reduce(0) { $0 + $1.count } }
  }

  /// The series with these labels, made when it is not there.
  package mutating func series(_ labels: Labels) -> SeriesID {
    let labels = labels.withoutEmptyValues
    if let number = numbers[labels] { return SeriesID(number: number, generation: generation) }
    let number = series.count
    let new = StoredSeries(labels: labels)
    series.append(new)
    numbers[labels] = number
    index.insert(labels, number)
    byteCount += new.byteCount
    return SeriesID(number: number, generation: generation)
  }

  /// Appends a sample to the series with these labels.
  package mutating func append(
    _ labels: Labels, _ time: Int64, _ value: Double
  ) throws(SamplesError) {
    try append(to: series(labels), time, value)
  }

  /// Appends a sample, later than all others of its series.
  package mutating func append(
    to id: SeriesID, _ time: Int64, _ value: Double
  ) throws(SamplesError) {
    guard id.generation == generation, series.indices.contains(id.number) else {
      throw SamplesError(.unknownSeries, "the series is no longer in the store")
    }
    if let last = series[id.number].last {
      guard time != last.time else {
        throw SamplesError(
          .duplicate, "\(series[id.number].labels.text): there is a sample at \(time) already")
      }
      guard time > last.time else {
        throw SamplesError(
          .outOfOrder, "\(series[id.number].labels.text): \(time) is before \(last.time)")
      }
    }
    if let newest, time < newest.subtracting(bounds.age) {
      throw SamplesError(
        .tooOld, "\(series[id.number].labels.text): \(time) is older than what is kept")
    }
    add(Sample(time: time, value: value), to: id.number)
    newest = max(newest ?? time, time)
    if byteCount > bounds.bytes { evict() }
  }

  private mutating func add(_ sample: Sample, to number: Int) {
    let chunks = series[number].chunks.count
    let before = series[number].chunks.last?.byteCount ?? 0
    series[number].append(sample)
    let after = series[number].chunks.last?.byteCount ?? 0
    guard series[number].chunks.count == chunks else {
      byteCount += after
      // Once a chunk is enough: what is too old is not read in any case.
      return evictAged()
    }
    byteCount += after - before
  }

  /// The names of labels that series have, in order.
  package var labelNames: [String] { index.names }
  /// The values that a label has, in order.
  package func values(of name: String) -> [String] { index.values(of: name) }
}

extension SampleStore: SampleSource {
  /// The series in the order of their labels.
  package func select(
    _ matchers: [SeriesMatcher], from: Int64, to: Int64
  ) -> [any SampleSeries] {
    let earliest = newest?.subtracting(bounds.age) ?? .min
    return index.select(matchers, of: series.count).map { series[$0] }
      .filter { ($0.chunks.first?.firstTime ?? .max) <= to && ($0.last?.time ?? .min) >= from }
      .sorted { Labels.precede($0.labels, $1.labels) }
      .map { series in
        var series = series
        series.earliest = earliest
        return series
      }
  }
}
