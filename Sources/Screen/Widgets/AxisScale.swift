/// What counts as a round number on a linear scale.
package enum AxisSteps: Hashable, Sendable {
  case decimal
  /// Values are times, one of them so many seconds long: a minute is rounder than 50 seconds.
  case times(seconds: Double)
  /// Values are bytes, one of them so many: steps are round in KiB, MiB, and so on.
  case bytes(Double)

  /// The least round number at or above a positive one.
  func round(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    switch self {
    case .decimal: return AxisScale.round(value)
    case .times(let seconds):
      let wanted = value * seconds * (1 - 1e-9)
      guard seconds > 0, wanted > 1 else { return AxisScale.round(value) }
      let day = 86_400.0
      guard wanted <= day else { return AxisScale.round(wanted / day) * day / seconds }
      return (Self.clock.first { $0 >= wanted } ?? day) / seconds
    case .bytes(let bytes):
      let wanted = value * bytes * (1 - 1e-9)
      guard bytes > 0, wanted > 1, wanted < 1e24 else { return AxisScale.round(value) }
      var power = 1.0
      while power * 1024 <= wanted { power *= 1024 }
      return (Self.parts.first { $0 >= wanted / power } ?? 1024) * power / bytes
    }
  }

  /// Of a power of 1024: five of any of them are still short of the next.
  private static let parts: [Double] = [1, 2, 5, 10, 20, 50, 100, 128, 256, 512]

  /// Whether steps over so much are those of plain numbers: less than a second, than a byte.
  func isDecimal(upTo value: Double) -> Bool {
    switch self {
    case .decimal: true
    case .times(let unit), .bytes(let unit): value * unit <= 1
    }
  }

  private static let clock: [Double] = [
    1, 2, 2.5, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200,
    86_400,
  ]
}

/// A vertical scale whose ticks are round numbers on whole rows.
package struct AxisScale: Hashable, Sendable {
  package let rows: Int
  package let rowsPerTick: Int
  package let distribution: ScaleDistribution
  /// The place of the lowest row's middle, and what a row takes: in values on a linear scale, in
  /// powers of the base on a logarithmic one.
  let start: Double
  let perRow: Double
  private let tickStep: Double

  /// A scale over the values from `low` to `high` for a plot of so many rows; it includes zero
  /// unless told otherwise, where a layout fixes an end.
  ///
  /// Steps are 1, 2, 2.5 or 5 times a power of ten (whole powers on a logarithmic scale) and take
  /// at least two rows each; of those that fit, the one that wastes least is taken.
  package init(
    low: Double, high: Double, rows: Int, distribution: ScaleDistribution = .linear,
    steps: AxisSteps = .decimal, includesZero: Bool = true
  ) {
    self.rows = max(1, rows)
    self.distribution = distribution
    let ends = Self.ends(low: low, high: high, distribution, includesZero: includesZero)
    let fit = Self.fit(low: ends.low, high: ends.high, rows: self.rows, distribution, steps)
    (start, tickStep, rowsPerTick) = (fit.start, fit.step, fit.rowsPerTick)
    perRow = fit.step / Double(fit.rowsPerTick)
  }

  /// The ends in places, the higher above the lower.
  private static func ends(
    low: Double, high: Double, _ distribution: ScaleDistribution, includesZero: Bool
  ) -> (low: Double, high: Double) {
    var (low, high) = (low.isFinite ? low : 0, high.isFinite ? high : 0)
    // Wider than any double would overflow when it is divided.
    (low, high) = (max(low, -1e300), min(high, 1e300))
    if case .logarithmic(let base) = distribution {
      // An end that has no logarithm is four powers away from the other.
      if high <= 0 { high = max(1, low) * base }
      if low <= 0 { low = high / base / base / base / base }
      let first = (distribution.transformed(min(low, high)) ?? 0).rounded(.down)
      let last = (distribution.transformed(max(low, high)) ?? 0).rounded(.up)
      return (first, max(first + 1, last))
    }
    if includesZero { (low, high) = (min(0, low), max(0, high)) }
    low = distribution.transformed(min(low, high)) ?? 0
    high = max(low, distribution.transformed(high) ?? 0)
    // Values that are all equal, or nearly so for a double, need room for a tick of their own.
    if high - low <= max(abs(low), abs(high)) * 1e-12 { high = low + max(1, abs(low) * 0.1) }
    return (low, high)
  }

  private static func fit(
    low: Double, high: Double, rows: Int, _ distribution: ScaleDistribution, _ rounding: AxisSteps
  ) -> (start: Double, step: Double, rowsPerTick: Int) {
    let steps = max(1, rows - 1)
    var best: (cost: Double, start: Double, step: Double, rowsPerTick: Int)?
    for rowsPerTick in 2...max(2, min(steps, 12)) {
      let intervals = max(1, steps / rowsPerTick)
      let room = Double(steps) / Double(rowsPerTick)
      // Steps of times are far apart: what a part of an interval would take in counts there.
      let parts = rounding.isDecimal(upTo: high - low) ? Double(intervals) : max(1, room)
      var step = roundStep((high - low) / parts, distribution, rounding)
      var start = (low / step).rounded(.down) * step
      // Rounding the start down may push the end out of the plot. A step below zero needs room for
      // itself, and one more where there are values above: else no step is ever wide enough.
      guard start >= 0 || room >= (high > 0 ? 2 : 1) else { continue }
      var tries = 0
      while start + room * step < high - abs(high) * 1e-9, tries < 400 {
        step = roundStep(step * 1.1, distribution, rounding)
        start = (low / step).rounded(.down) * step
        tries += 1
      }
      let whole = step * Double(steps) / Double(rowsPerTick)
      // About four ticks above the lowest are best; one alone says little.
      let count = 0.04 * abs(Double(intervals) - 4) + (intervals < 2 && steps >= 4 ? 0.3 : 0)
      let cost = whole / (high - low) + count
      if tries < 400, best.map({ cost < $0.cost }) ?? true {
        best = (cost, start, step, rowsPerTick)
      }
    }
    if let best { return (best.start, best.step, best.rowsPerTick) }
    // A plot too low for round ticks is divided evenly.
    let rowsPerTick = max(2, steps)
    return (low, (high - low) / Double(steps) * Double(rowsPerTick), rowsPerTick)
  }

  private static func roundStep(
    _ step: Double, _ distribution: ScaleDistribution, _ rounding: AxisSteps
  ) -> Double {
    if case .linear = distribution { return rounding.round(step) }
    return max(1, step.rounded(.up))
  }

  /// The least round number at or above a positive one.
  static func round(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    var power = 1.0
    while power * 10 <= value, power < 1e300 { power *= 10 }
    while power > value, power > 1e-300 { power /= 10 }
    for factor in [1, 2, 2.5, 5, 10] where value <= factor * power * (1 + 1e-9) {
      return factor * power
    }
    return value
  }
}

extension AxisScale {
  /// The value at the middle of the lowest row.
  package var low: Double { distribution.value(at: start) }
  /// The value at the middle of the highest row.
  package var top: Double { distribution.value(at: start + Double(rows - 1) * perRow) }
  /// Between two ticks of a linear scale; 0 on others, where it differs.
  package var step: Double { distribution == .linear ? tickStep : 0 }

  /// Ticks from the lowest up: the row counted from the top, and the value.
  package var ticks: [(row: Int, value: Double)] {
    stride(from: 0, to: rows, by: rowsPerTick).map { up in
      let place = start + Double(up / rowsPerTick) * tickStep
      let value = distribution.value(at: abs(place) < tickStep * 1e-9 ? 0 : place)
      return (rows - 1 - up, value)
    }
  }

  /// Where a value stands, wherever that is: rows down from the top edge, the middle of the top row
  /// being 0.5. At most two heights away from the plot.
  func reach(of value: Double) -> Double {
    // What has no place, as zero has none on a logarithmic scale, is far below.
    guard let place = distribution.transformed(value) else { return Double(rows) * 3 }
    let position = Double(rows) - 0.5 - (place - start) / perRow
    return min(Double(rows) * 3, max(-Double(rows) * 2, position.isNaN ? 0 : position))
  }

  /// Where a value stands: rows down from the top edge, the middle of the top row being 0.5.
  /// Clamped to the plot.
  package func position(of value: Double) -> Double {
    min(Double(rows) - 0.01, max(0, reach(of: value)))
  }

  /// The row that a value lies in.
  package func row(of value: Double) -> Int { min(rows - 1, Int(position(of: value))) }

  /// The row of a value; nil where it lies outside the plot.
  func visibleRow(of value: Double) -> Int? {
    let place = reach(of: value)
    return place >= 0 && place < Double(rows) ? Int(place) : nil
  }
}
