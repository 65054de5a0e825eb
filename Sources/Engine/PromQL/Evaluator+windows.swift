import Frames
import Samples

/// A function of the samples in a window.
enum WindowFunction: String {
  case rate, increase, delta, irate, idelta, resets, changes, deriv
  case predictLinear = "predict_linear"
  case holtWinters = "holt_winters"
  case sum = "sum_over_time"
  case average = "avg_over_time"
  case minimum = "min_over_time"
  case maximum = "max_over_time"
  case count = "count_over_time"
  case deviation = "stddev_over_time"
  case variance = "stdvar_over_time"
  case quantile = "quantile_over_time"
  case last = "last_over_time"
  case present = "present_over_time"
  case absent = "absent_over_time"

  /// Whether it asks where a counter began again.
  var findsResets: Bool { self == .rate || self == .increase || self == .resets }

  /// The value for a window that has samples, if it has enough; with the other arguments.
  func value(of window: inout Window, _ a: Double, _ b: Double) throws(PromQLError) -> Double? {
    switch self {
    case .rate: return window.extrapolated(isCounter: true, isRate: true)
    case .increase: return window.extrapolated(isCounter: true, isRate: false)
    case .delta: return window.extrapolated(isCounter: false, isRate: false)
    case .irate: return window.instantaneous(isRate: true)
    case .idelta: return window.instantaneous(isRate: false)
    case .resets: return Double(window.countResets())
    case .changes: return Double(window.changes)
    case .deriv: return window.regression(at: window.times[window.low])?.slope
    case .predictLinear:
      guard let line = window.regression(at: window.moment) else { return nil }
      return line.slope * a + line.value
    case .holtWinters: return try smoothed(window, a, b)
    case .sum: return window.sum
    case .average: return window.mean
    case .minimum: return window.minimum
    case .maximum: return window.maximum
    case .count: return Double(window.count)
    case .deviation: return window.variance.squareRoot()
    case .variance: return window.variance
    case .quantile: return window.samples.quantile(a)
    case .last: return window.last
    case .present, .absent: return 1
    }
  }

  private func smoothed(
    _ window: Window, _ level: Double, _ trend: Double
  ) throws(PromQLError) -> Double? {
    guard !(level <= 0 || level >= 1) else {
      throw PromQLError(
        .execution, "invalid smoothing factor. Expected: 0 < sf < 1, got: \(level.sixPlaces)")
    }
    guard !(trend <= 0 || trend >= 1) else {
      throw PromQLError(
        .execution, "invalid trend factor. Expected: 0 < tf < 1, got: \(trend.sixPlaces)")
    }
    return window.smoothed(level, trend)
  }
}

extension Evaluator {
  /// Evaluates a function over ranges: all windows of one series after the other.
  func over(
    _ function: WindowFunction, _ range: RangeVector, _ parameters: [[Double]], _ grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    var result: [StepSeries] = []
    var window = Window(span: range.span)
    // Windows with gaps between them are read one by one.
    let isSparse = grid.step > range.span && grid.count > 1
    let first = parameters.first
    let second = parameters.dropFirst().first
    for index in 0..<range.count {
      var values: [Double]?
      if let grown = try growth(function, range, index, &window, grid) {
        if let grown {
          result.append(StepSeries(labels: range.labels[index].withoutName, values: grown))
        }
        continue
      }
      if !isSparse {
        window.run.removeAll()
        range.read(index, range.windowFrom(grid.start), range.windowTo(grid.end), &window.run)
        try admit(window.run.count)
        if window.run.isEmpty { continue }
        window.begin(findingResets: function.findsResets)
      }
      for step in 0..<grid.count {
        let moment = grid[step]
        let (from, to) = (range.windowFrom(moment), range.windowTo(moment))
        if isSparse {
          window.run.removeAll()
          range.read(index, from, to, &window.run)
          if window.run.isEmpty { continue }
          window.begin(findingResets: function.findsResets)
        }
        guard window.move(from: from, to: to, at: moment) else { continue }
        if window.count > 4096 { try checkInterruption() }
        guard let value = try function.value(of: &window, first?[step] ?? 0, second?[step] ?? 0)
        else { continue }
        if values == nil {
          try hold(grid.count)
          values = .missing(grid.count)
        }
        values?[step] = value
      }
      guard let values else { continue }
      let labels = function == .last ? range.labels[index] : range.labels[index].withoutName
      result.append(StepSeries(labels: labels, values: values))
    }
    return function == .absent ? result : try result.distinct()
  }

  /// How much a series grew in each window, told by the ends of the windows alone, where that is
  /// less work than to read all samples; nil where it is not, nil within where no window has two.
  private func growth(
    _ function: WindowFunction, _ range: RangeVector, _ index: Int, _ window: inout Window,
    _ grid: Grid
  ) throws(PromQLError) -> [Double]?? {
    guard function == .rate || function == .increase,
      let all = range.ends(index, range.windowFrom(grid.start), range.windowTo(grid.end)),
      all.count / Self.samplesForAnEnd >= grid.count
    else { return .none }
    var values: [Double]?
    for step in 0..<grid.count {
      let (from, to) = (range.windowFrom(grid[step]), range.windowTo(grid[step]))
      guard let ends = range.ends(index, from, to),
        let value = window.extrapolated(ends, from: from, to: to, isRate: function == .rate)
      else { continue }
      if values == nil {
        try hold(grid.count)
        values = .missing(grid.count)
      }
      values?[step] = value
    }
    return .some(values)
  }

  /// To find the ends of a window costs about as much as to read so many samples in order.
  private static let samplesForAnEnd = 16

  /// One where no series has a sample in the window.
  func absent(_ series: [StepSeries], _ labels: Labels, _ grid: Grid) -> [StepSeries] {
    var values = [Double](repeating: 1, count: grid.count)
    for one in series {
      for (step, value) in one.values.enumerated() where !value.isMissing {
        values[step] = .missing
      }
    }
    let result = StepSeries(labels: labels, values: values)
    return result.isEmpty ? [] : [result]
  }
}
