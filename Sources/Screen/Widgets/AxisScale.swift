/// A vertical scale whose ticks are round numbers on whole rows.
package struct AxisScale: Hashable, Sendable {
  /// The value at the middle of the lowest row.
  package let low: Double
  /// Value a row.
  package let perRow: Double
  package let rows: Int
  /// Between two ticks.
  package let step: Double
  package let rowsPerTick: Int

  /// A scale over the values from `low` to `high`, zero included, for a plot of so many rows.
  ///
  /// Steps are 1, 2, 2.5 or 5 times a power of ten and take at least two rows each; of those that
  /// fit, the one that wastes least is taken.
  package init(low: Double, high: Double, rows: Int) {
    var (low, high) = (min(0, low.isFinite ? low : 0), max(0, high.isFinite ? high : 0))
    // Wider than any double would overflow when it is divided.
    (low, high) = (max(low, -1e300), min(high, 1e300))
    if high == low { high = low + 1 }
    self.rows = max(1, rows)
    let steps = max(1, self.rows - 1)
    var best: (cost: Double, low: Double, step: Double, rowsPerTick: Int)?
    for rowsPerTick in 2...max(2, min(steps, 12)) {
      let intervals = max(1, steps / rowsPerTick)
      let room = Double(steps) / Double(rowsPerTick)
      var step = Self.round((high - low) / Double(intervals))
      var start = (low / step).rounded(.down) * step
      // Rounding the start down may push the end out of the plot. A step below zero needs room for
      // itself, and one more where there are values above: else no step is ever wide enough.
      guard start >= 0 || room >= (high > 0 ? 2 : 1) else { continue }
      while start + room * step < high * (1 - 1e-9) {
        step = Self.round(step * 1.1)
        start = (low / step).rounded(.down) * step
      }
      let whole = step * Double(steps) / Double(rowsPerTick)
      let cost = whole / (high - low) + 0.04 * abs(Double(intervals) - 4)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, start, step, rowsPerTick) }
    }
    // A plot too low for round ticks is divided evenly.
    self.low = best?.low ?? low
    rowsPerTick = best?.rowsPerTick ?? max(2, steps)
    step = best?.step ?? (high - low) / Double(steps) * Double(rowsPerTick)
    perRow = step / Double(rowsPerTick)
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

  /// Ticks from the lowest up: the row counted from the top, and the value.
  package var ticks: [(row: Int, value: Double)] {
    stride(from: 0, to: rows, by: rowsPerTick).map { up in
      let value = low + Double(up) * perRow
      return (rows - 1 - up, abs(value) < step * 1e-9 ? 0 : value)
    }
  }

  /// The value at the middle of the highest row.
  package var top: Double { low + Double(rows - 1) * perRow }

  /// Where a value stands: rows down from the top edge, the middle of the top row being 0.5.
  /// Clamped to the plot.
  package func position(of value: Double) -> Double {
    guard !value.isNaN else { return Double(rows) - 0.5 }
    let position = Double(rows) - 0.5 - (value - low) / perRow
    return min(Double(rows) - 0.01, max(0, position))
  }

  /// The row that a value lies in.
  package func row(of value: Double) -> Int { min(rows - 1, Int(position(of: value))) }
}
