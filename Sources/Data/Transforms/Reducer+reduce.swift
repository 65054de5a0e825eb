package import Frames

extension Reducer {
  /// The number that stands for a column; NaN counts as missing, as in Grafana. An empty column
  /// has none, but 0 as sum and count.
  package func reduce(_ column: NumberColumn) -> Double? {
    switch self {
    case .last: return column.last ?? nil
    case .first: return column.first ?? nil
    case .count: return Double(column.count)
    // Asked for each series at each draw: a long column is not copied for its end.
    case .lastNotNull: return column.last { $0.map { !$0.isNaN } ?? false } ?? nil
    case .delta: return delta(column)
    default: break
    }
    let values = column.compactMap { value in value.flatMap { $0.isNaN ? nil : $0 } }
    switch self {
    case .firstNotNull: return values.first
    case .min: return values.min()
    case .max: return values.max()
    case .sum: return values.reduce(0, +)
    case .mean: return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    case .allIsNull: return values.isEmpty ? 1 : 0
    case .allIsZero: return !values.isEmpty && values.allSatisfy { $0 == 0 } ? 1 : 0
    // Here what is missing is a value like others.
    case .distinctCount: return Double(Set(column).count)
    case .changeCount: return Double(zip(column, column.dropFirst()).count { $0 != $1 })
    case .logmin: return values.filter { $0 > 0 }.min()
    default: return Self.spread(self, values)
    }
  }

  private static func spread(_ reducer: Reducer, _ values: [Double]) -> Double? {
    guard let first = values.first, let last = values.last else { return nil }
    let pairs = zip(values, values.dropFirst())
    switch reducer {
    case .range: return (values.max() ?? first) - (values.min() ?? first)
    case .diff: return last - first
    case .diffperc: return first == 0 ? nil : (last - first) / first
    case .step: return pairs.map { $1 - $0 }.min()
    case .median: return quantile(0.5, values)
    case .percentile(let percent): return quantile(Double(percent) / 100, values)
    case .variance, .stdDev:
      let mean = values.reduce(0, +) / Double(values.count)
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      return reducer == .variance ? variance : variance.squareRoot()
    default: return nil
    }
  }

  /// What a counter grew by, by Grafana's rule: a fall is a counter that began anew, and all that
  /// it has when it next doesn't fall was added; so is what it falls to in the last row.
  private func delta(_ column: NumberColumn) -> Double? {
    var sum = 0.0
    var last: Double?
    var hasFallen = false
    for (row, value) in column.enumerated() {
      guard let value, !value.isNaN else { continue }
      if let last {
        if value < last {
          hasFallen = true
          if row == column.count - 1 { sum += value }
        } else {
          sum += hasFallen ? value : value - last
          hasFallen = false
        }
      }
      last = value
    }
    return last == nil ? nil : sum
  }

  private static func quantile(_ share: Double, _ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let place = share * Double(sorted.count - 1)
    let low = Swift.max(0, Swift.min(sorted.count - 1, Int(place)))
    let high = Swift.min(sorted.count - 1, low + 1)
    return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
  }
}
