import Dashboards
import Frames
import Times
import Widgets

/// Buckets of time and value with the count of samples in each, of raw series.
struct ComputedBuckets {
  /// The lower bounds, ascending.
  var bounds: [Double]
  /// For each bound the counts by step.
  var values: [[Double]]
  var start: Instant
  var step: Span

  private static let mostRows = 300
  private static let mostColumns = 500
  /// Seconds that buckets of time may take.
  private static let steps: [Double] = [
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 14_400, 21_600,
    28_800, 43_200, 86_400, 172_800, 345_600, 604_800, 1_209_600, 2_592_000,
  ]

  /// `nil` without any sample that has a place.
  init?(_ fields: [ShownField], _ options: HeatmapOptions) {
    var (low, high) = (Double.infinity, -Double.infinity)
    var (first, last) = (Instant(nanoseconds: .max), Instant(nanoseconds: .min))
    let least = max(options.yMin ?? -.infinity, options.yLogBase == nil ? -1e300 : 1e-300)
    let most = min(options.yMax ?? .infinity, 1e300)
    func each(_ body: (Instant, Double) -> Void) {
      for field in fields {
        guard let times = field.times, let numbers = field.numbers else { continue }
        for (time, number) in zip(times, numbers) {
          guard let number, number >= least, number <= most else { continue }
          body(time, number)
        }
      }
    }
    each { time, number in
      (low, high) = (min(low, number), max(high, number))
      (first, last) = (min(first, time), max(last, time))
    }
    guard low <= high, first <= last else { return nil }
    bounds =
      options.yLogBase.map { Self.powers($0, splits: options.yBuckets, from: low, to: high) }
      ?? Self.multiples(of: Self.size(options.yBuckets, low, high), from: low, to: high)
    step = Self.step(options.xBuckets, over: last - first)
    let width = max(step.seconds, 1e-9)
    start = Instant(seconds: (first.seconds / width).rounded(.down) * width)
    let columns = Int(min(Double(Self.mostColumns), (last - start).seconds / width)) + 1
    var counts = [[Double]](
      repeating: [Double](repeating: 0, count: columns), count: bounds.count)
    let (begin, bounds) = (start, bounds)
    each { time, number in
      let column = min(columns - 1, max(0, Int(min(1e9, (time - begin).seconds / width))))
      counts[Self.place(of: number, in: bounds)][column] += 1
    }
    values = counts
  }

  /// The last bound at or below a number.
  private static func place(of number: Double, in bounds: [Double]) -> Int {
    var (low, high) = (0, bounds.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if bounds[middle] <= number { low = middle } else { high = middle }
    }
    return low
  }

  /// The greatest round size that makes no fewer buckets than asked for.
  private static func size(
    _ buckets: HeatmapOptions.Buckets, _ low: Double, _ high: Double
  ) -> Double {
    switch buckets {
    case .size(let size): return size
    case .count(let count):
      let wanted = (high / 2 - low / 2) / max(1, count - 1) * 2
      return RoundStep.below(wanted)
    }
  }

  private static func multiples(of size: Double, from low: Double, to high: Double) -> [Double] {
    var size = size
    let wanted = high / size - low / size
    if !(wanted < Double(mostRows - 2)) {
      size = RoundStep.above((high / 2 - low / 2) / Double(mostRows - 2) * 2)
    }
    let first = (low / size).rounded(.down)
    let count = Int(min(Double(mostRows), max(0, (high / size).rounded(.down) - first))) + 1
    return (0..<count).map { (first + Double($0)) * size }
  }

  /// Powers of a base, each interval divided into so many.
  private static func powers(
    _ base: Double, splits: HeatmapOptions.Buckets, from low: Double, to high: Double
  ) -> [Double] {
    let parts: Double =
      switch splits {
      case .count(let count), .size(let count): min(100, max(1, count.rounded()))
      }
    let base = max(1.0001, base)
    var bound = 1.0
    while bound > low, bound > 1e-300 { bound /= base }
    while bound * base <= low, bound < 1e300 { bound *= base }
    var bounds: [Double] = []
    while bound <= high, bounds.count < mostRows {
      for part in 0..<Int(parts) {
        bounds.append(bound * HeatScale.power(base, Double(part) / parts))
      }
      bound *= base
    }
    // Those that no sample reaches are left out.
    let end = bounds.lastIndex { $0 <= high } ?? 0
    let begin = bounds.lastIndex { $0 <= low } ?? 0
    return bounds.isEmpty ? [low] : Array(bounds[begin...max(begin, end)])
  }

  private static func step(_ buckets: HeatmapOptions.Buckets, over span: Span) -> Span {
    var seconds: Double
    switch buckets {
    case .size(let size): seconds = size
    case .count(let count):
      let wanted = span.seconds / max(1, count - 1)
      seconds = steps.last { $0 <= wanted } ?? 1
    }
    seconds = max(seconds, span.seconds / Double(mostColumns - 1))
    return .seconds(max(seconds, 1e-3))
  }
}
