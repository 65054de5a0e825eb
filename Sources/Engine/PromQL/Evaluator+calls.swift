import Frames
import Samples

extension Evaluator {
  func call(_ call: PlannedCall, over grid: Grid) throws(PromQLError) -> [StepSeries] {
    if let function = WindowFunction(rawValue: call.name) {
      return try overWindows(function, call, over: grid)
    }
    if let function = ElementFunctions.named[call.name] {
      return try mapped(call, over: grid, function)
    }
    if let part = CivilTime.parts[call.name] { return try dates(call, over: grid, part) }
    switch call.name {
    case "time":
      return [constant(over: grid) { Double(grid[$0]) / 1000 }]
    case "pi": return [constant(over: grid) { _ in .pi }]
    case "vector", "scalar":
      guard let argument = call.arguments.first else { return [] }
      return call.name == "vector"
        ? [StepSeries(labels: Labels(), values: try scalar(argument, over: grid))]
        : [onlyOne(of: try evaluate(argument, over: grid), grid)]
    case "timestamp": return try timestamp(call, over: grid)
    case "absent":
      return absent(
        try evaluateFirst(call, over: grid), absentLabels(call.arguments.first), grid)
    case "clamp", "clamp_min", "clamp_max", "round": return try bounded(call, over: grid)
    case "sort", "sort_desc":
      let series = try evaluateFirst(call, over: grid)
      // Only at one moment is there an order.
      return grid.count > 1 ? series : series.ordered(descending: call.name == "sort_desc")
    case "histogram_quantile": return try histogramQuantile(call, over: grid)
    case "label_replace": return try labelReplace(call, over: grid)
    case "label_join": return try labelJoin(call, over: grid)
    default: throw PromQLError(.execution, "\(call.name): this function is not supported")
    }
  }

  private func overWindows(
    _ function: WindowFunction, _ call: PlannedCall, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    var range: RangeVector?
    var parameters: [[Double]] = []
    var labels = Labels()
    // The range first, then the others, as Prometheus has them for its errors.
    for argument in call.arguments {
      guard let runs = try runs(of: argument, over: grid) else { continue }
      range = runs
      labels = absentLabels(argument)
    }
    for argument in call.arguments where !argument.isRange {
      parameters.append(try scalar(argument, over: grid))
    }
    guard let range else { return [] }
    let series = try over(function, range, parameters, grid)
    return function == .absent ? absent(series, labels, grid) : series
  }

  /// The labels that a selector, and nothing else, says there must be.
  private func absentLabels(_ plan: Plan?) -> Labels {
    switch plan {
    case .selector(let selector), .matrix(let selector, _): selector.absentLabels
    default: Labels()
    }
  }

  func evaluateFirst(_ call: PlannedCall, over grid: Grid) throws(PromQLError) -> [StepSeries] {
    guard let argument = call.arguments.first else { return [] }
    return try evaluate(argument, over: grid)
  }

  func constant(over grid: Grid, _ value: (Int) -> Double) -> StepSeries {
    StepSeries(labels: Labels(), values: (0..<grid.count).map(value))
  }

  /// The values of series changed one by one; names are dropped.
  func mapped(
    _ series: [StepSeries], _ function: (Double, _ step: Int) -> Double
  ) throws(PromQLError) -> [StepSeries] {
    let differ = series.haveOneName
    var result = series
    for index in result.indices {
      result[index].labels = result[index].labels.withoutName
      for step in result[index].values.indices where !result[index].values[step].isMissing {
        result[index].values[step] = function(result[index].values[step], step)
      }
    }
    return differ ? result : try result.merged()
  }

  private func mapped(
    _ call: PlannedCall, over grid: Grid, _ function: (Double) -> Double
  ) throws(PromQLError) -> [StepSeries] {
    try mapped(evaluateFirst(call, over: grid)) { value, _ in function(value) }
  }

  private func dates(
    _ call: PlannedCall, over grid: Grid, _ part: (CivilTime) -> Int64
  ) throws(PromQLError) -> [StepSeries] {
    guard !call.arguments.isEmpty else {
      return [constant(over: grid) { Double(part(CivilTime(seconds: Double(grid[$0] / 1000)))) }]
    }
    return try mapped(call, over: grid) { Double(part(CivilTime(seconds: $0))) }
  }

  /// The value where just one series has one, else NaN.
  private func onlyOne(of series: [StepSeries], _ grid: Grid) -> StepSeries {
    constant(over: grid) { step in
      var found: Double?
      for one in series where !one.values[step].isMissing {
        guard found == nil else { return .nan }
        found = one.values[step]
      }
      return found ?? .nan
    }
  }

  private func timestamp(
    _ call: PlannedCall, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    var argument = call.arguments.first
    if case .invariant(let inner) = argument { argument = inner }
    if case .selector(let selector) = argument {
      var series = try times(of: selector, over: grid)
      let differ = series.haveOneName
      for index in series.indices { series[index].labels = series[index].labels.withoutName }
      return differ ? series : try series.merged()
    }
    return try mapped(evaluateFirst(call, over: grid)) { _, step in Double(grid[step]) / 1000 }
  }

  private func bounded(
    _ call: PlannedCall, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    let series = try evaluateFirst(call, over: grid)
    var bounds: [[Double]] = []
    for argument in call.arguments.dropFirst() { bounds.append(try scalar(argument, over: grid)) }
    let a = bounds.first
    let b = bounds.dropFirst().first
    switch call.name {
    case "clamp_min": return try mapped(series) { $0.orGreater(a?[$1] ?? .nan) }
    case "clamp_max": return try mapped(series) { $0.orLess(a?[$1] ?? .nan) }
    case "clamp":
      return try mapped(series) { value, step in
        let (low, high) = (a?[step] ?? .nan, b?[step] ?? .nan)
        return high < low ? .missing : value.orLess(high).orGreater(low)
      }.filter { !$0.isEmpty }
    default:
      return try mapped(series) { value, step in
        let inverse = 1 / (a?[step] ?? 1)
        return (value * inverse + 0.5).rounded(.down) / inverse
      }
    }
  }
}

extension Plan {
  /// True for what gives samples over a span.
  var isRange: Bool {
    switch self {
    case .matrix, .subquery: true
    case .invariant(let inner): inner.isRange
    default: false
    }
  }
}

extension Double {
  /// The greater of two; NaN when one is.
  func orGreater(_ other: Double) -> Double {
    if isNaN || other.isNaN { return .nan }
    if self == 0, other == 0 { return sign == .minus ? other : self }
    return self > other ? self : other
  }

  func orLess(_ other: Double) -> Double {
    if isNaN || other.isNaN { return .nan }
    if self == 0, other == 0 { return sign == .minus ? self : other }
    return self < other ? self : other
  }
}

extension [StepSeries] {
  /// By their first values; NaN last either way.
  func ordered(descending: Bool) -> [StepSeries] {
    enumerated().sorted { left, right in
      let (a, b) = (left.element.values.first ?? .nan, right.element.values.first ?? .nan)
      if a.isNaN || b.isNaN {
        return a.isNaN == b.isNaN ? left.offset < right.offset : b.isNaN
      }
      if a == b { return left.offset < right.offset }
      return descending ? a > b : a < b
    }.map(\.element)
  }
}
