import Dashboards
import Formats
import Frames

/// A histogram: how many values of each series lie in each bucket.
struct HistogramModel {
  struct Series {
    var name: String
    var counts: [Double]
  }

  /// The bounds of the buckets: one more than there are buckets.
  var bounds: [Double]
  var series: [Series]
  var config: FieldConfig

  private static let mostBuckets = 2_000

  init?(_ content: PanelContent, _ options: HistogramOptions) {
    let fields = ShownField.all(of: content)
    config = content.panel.fieldConfig
    (bounds, series) = ([], [])
    defer { keepLargest() }
    if readRanges(fields) || readUpperBounds(fields, content.panel.targets) { return }
    var samples = fields.compactMap { field in
      field.numbers.map { column in
        (name: field.name, values: column.compactMap(\.self).filter(Self.isPlaced))
      }
    }
    if options.combines, !samples.isEmpty {
      samples = [(name: "Combined", values: samples.flatMap(\.values))]
    }
    let all = samples.lazy.flatMap(\.values)
    guard let low = all.min(), let high = all.max() else { return nil }
    var size = options.bucketSize ?? Self.size(of: samples.map(\.values), low, high, options)
    let offset = options.bucketOffset
    if !((high - low) / size < Double(Self.mostBuckets)) {
      size = RoundStep.above((high - low) / Double(Self.mostBuckets))
    }
    let first = ((low - offset) / size).rounded(.down)
    let count = Int(min(Double(Self.mostBuckets), ((high - offset) / size).rounded(.down) - first))
    bounds = (0...max(0, count) + 1).map { (first + Double($0)) * size + offset }
    let last = max(0, count)
    series = samples.map { name, values in
      var counts = [Double](repeating: 0, count: last + 1)
      for value in values {
        let place = ((value - offset) / size).rounded(.down) - first
        counts[Int(min(Double(last), max(0, place)))] += 1
      }
      return Series(name: name, counts: counts)
    }
  }

  /// The largest series by themselves, the rest as one: more can't be told apart.
  private mutating func keepLargest() {
    let most = 8
    guard series.count > most else { return }
    let sums = series.map { $0.counts.reduce(0, +) }
    let order = series.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
    let kept = order.prefix(most - 1).sorted()
    let rest = order.dropFirst(most - 1)
    var counts = [Double](repeating: 0, count: max(0, bounds.count - 1))
    for index in rest {
      for (place, count) in series[index].counts.enumerated() where counts.indices.contains(place) {
        counts[place] += count
      }
    }
    series = kept.map { series[$0] } + [Series(name: "\(rest.count) more", counts: counts)]
  }

  /// What can be counted: the distance of two such values is finite.
  private static func isPlaced(_ value: Double) -> Bool { abs(value) < 1e300 }

  /// The size for about so many buckets, no less than the least distance of two values.
  private static func size(
    of samples: [[Double]], _ low: Double, _ high: Double, _ options: HistogramOptions
  ) -> Double {
    let sorted = samples.joined().sorted()
    var least = Double.infinity
    for (a, b) in zip(sorted, sorted.dropFirst()) where b > a { least = min(least, b - a) }
    if !least.isFinite { least = 1 }
    return RoundStep.bucket(
      above: (high - low) / Double(max(1, options.bucketCount)), atLeast: least)
  }

  /// Frames that are histograms already: `xMin` and `xMax`, or `BucketMin` and `BucketMax`.
  private mutating func readRanges(_ fields: [ShownField]) -> Bool {
    func column(_ names: Set<String>) -> [Double]? {
      fields.first { names.contains($0.name) }?.numbers?.map { $0 ?? .nan }
    }
    guard let low = column(["xMin", "BucketMin"]), let high = column(["xMax", "BucketMax"]),
      let end = high.last, low.allSatisfy(Self.isPlaced), Self.isPlaced(end)
    else { return false }
    let names: Set = ["xMin", "xMax", "BucketMin", "BucketMax"]
    for field in fields where !names.contains(field.name) {
      guard let numbers = field.numbers, numbers.count == low.count else { continue }
      series.append(Series(name: field.name, counts: numbers.map { $0 ?? 0 }))
    }
    bounds = low + [end]
    return !series.isEmpty
  }

  /// Prometheus's cumulative buckets: the last sample of each. The bucket without an end is drawn
  /// as wide as the one below it.
  private mutating func readUpperBounds(_ fields: [ShownField], _ targets: [Target]) -> Bool {
    guard !fields.isEmpty, fields.allSatisfy({ $0.labels["le"] != nil }),
      let buckets = SeriesBuckets(fields.filter { $0.numbers != nil }, targets)
    else { return false }
    let pairs = zip(buckets.bounds, buckets.values).compactMap { bound, values in
      bound.map { ($0, values.last { !$0.isNaN } ?? 0) }
    }
    guard pairs.count == buckets.values.count, let first = pairs.first else { return false }
    let finite = pairs.map(\.0).filter(Self.isPlaced)
    let width = zip(finite, finite.dropFirst()).map { $1 - $0 }.last ?? max(1, abs(first.0))
    bounds = [min(0, finite.first ?? 0)] + pairs.map { $0.0 }
    if let end = finite.last, !Self.isPlaced(bounds[bounds.count - 1]) {
      bounds[bounds.count - 1] = end + width
    }
    guard bounds.allSatisfy(Self.isPlaced) else { return false }
    series = [Series(name: "Count", counts: pairs.map(\.1))]
    return true
  }
}
