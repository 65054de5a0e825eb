import Exposition
import Frames
import Samples
import World

/// A series of the world, whose samples are computed when they are read.
struct WorldSeries: SampleSeries {
  private enum Origin: Sendable {
    case world(SyntheticWorld.Series, ValuePart)
    case constant(Double)
  }

  let labels: Labels
  private let origin: Origin
  private let grid: ScrapeGrid
  /// The ends of what is known, in milliseconds, both inclusive.
  var first = Int64.min
  var last = Int64.max

  init(
    name: String, place: [(name: String, value: String)], constant: Double, _ grid: ScrapeGrid
  ) {
    labels = Labels([("__name__", name)] + place)
    origin = .constant(constant)
    self.grid = grid
  }

  private init(
    _ series: SyntheticWorld.Series, _ part: ValuePart, _ name: String,
    _ labels: [(name: String, value: String)], _ grid: ScrapeGrid
  ) {
    self.labels = Labels([("__name__", name)] + labels)
    origin = .world(series, part)
    self.grid = grid
  }

  /// The series of a metric as they are scraped: one, or those of a histogram.
  static func all(
    of series: SyntheticWorld.Series, name: String, place: [(name: String, value: String)],
    _ grid: ScrapeGrid
  ) -> [WorldSeries] {
    let labels = series.labels.pairs + place
    guard let bounds = series.bounds else {
      return [WorldSeries(series, .number, name, labels, grid)]
    }
    let buckets =
      bounds.indices.map { (ValuePart.bucket($0), boundText(bounds[$0])) } + [(.count, "+Inf")]
    return buckets.map { part, bound in
      WorldSeries(series, part, name + "_bucket", labels + [("le", bound)], grid)
    } + [
      WorldSeries(series, .sum, name + "_sum", labels, grid),
      WorldSeries(series, .count, name + "_count", labels, grid),
    ]
  }

  func read(from: Int64, to: Int64, into run: inout SampleRun) {
    let (from, to) = (max(from, first), min(to, last))
    guard from <= to else { return }
    var number = ScrapeGrid.number(notBefore: from)
    let end = ScrapeGrid.number(notAfter: to) + 1
    var values: [Double] = []
    while number < end {
      let block = ScrapeGrid.block(of: number)
      let first = block * Int64(ScrapeGrid.blockSize)
      let next = min(end, first + Int64(ScrapeGrid.blockSize))
      values.removeAll(keepingCapacity: true)
      append(number..<next, ofBlock: block, to: &values)
      for value in values {
        run.append(ScrapeGrid.time(of: number), value)
        number += 1
      }
      number = next
    }
  }

  func latest(from: Int64, to: Int64) -> Sample? {
    let (from, to) = (max(from, first), min(to, last))
    guard from <= to else { return nil }
    let number = ScrapeGrid.number(notAfter: to)
    let time = ScrapeGrid.time(of: number)
    guard time >= from else { return nil }
    var values: [Double] = []
    append(number..<number + 1, ofBlock: ScrapeGrid.block(of: number), to: &values)
    return values.first.map { Sample(time: time, value: $0) }
  }

  var neverFalls: Bool {
    if case .world(let series, _) = origin { series.neverFalls } else { false }
  }

  func ends(from: Int64, to: Int64) -> SampleEnds? {
    let (from, to) = (max(from, first), min(to, last))
    guard from <= to else { return nil }
    let (low, high) = (ScrapeGrid.number(notBefore: from), ScrapeGrid.number(notAfter: to))
    guard low <= high else { return nil }
    var values: [Double] = []
    append(low..<low + 1, ofBlock: ScrapeGrid.block(of: low), to: &values)
    append(high..<high + 1, ofBlock: ScrapeGrid.block(of: high), to: &values)
    guard values.count == 2 else { return nil }
    return SampleEnds(
      first: Sample(time: ScrapeGrid.time(of: low), value: values[0]),
      last: Sample(time: ScrapeGrid.time(of: high), value: values[1]), count: Int(high - low) + 1)
  }

  private func append(_ numbers: Range<Int64>, ofBlock block: Int64, to values: inout [Double]) {
    switch origin {
    case .constant(let value):
      values.append(contentsOf: repeatElement(value, count: numbers.count))
    case .world(let series, let part):
      if let moments = grid.moments(ofBlock: block, forAtLeast: numbers.count) {
        let first = block * Int64(ScrapeGrid.blockSize)
        let range = Int(numbers.lowerBound - first)..<Int(numbers.upperBound - first)
        series.appendNumbers(of: part, at: moments, range, to: &values)
      } else {
        series.appendNumbers(
          of: part, at: ScrapeGrid.moments(numbers), 0..<numbers.count, to: &values)
      }
    }
  }
}
