/// A way to make one number of a field; the ids are Grafana's.
package enum Reducer: Hashable, Sendable {
  case lastNotNull, last, first, firstNotNull, min, max, mean, sum, count, range, delta, step, diff
  case diffperc, logmin, allIsZero, allIsNull, changeCount, distinctCount, median, variance, stdDev
  /// 1...99.
  case percentile(Int)

  private static let ids: [String: Reducer] = [
    "lastNotNull": .lastNotNull, "current": .lastNotNull, "last": .last, "first": .first,
    "firstNotNull": .firstNotNull, "min": .min, "max": .max, "mean": .mean, "avg": .mean,
    "sum": .sum, "total": .sum, "count": .count, "range": .range, "delta": .delta, "step": .step,
    "diff": .diff, "diffperc": .diffperc, "logmin": .logmin, "allIsZero": .allIsZero,
    "allIsNull": .allIsNull, "changeCount": .changeCount, "distinctCount": .distinctCount,
    "median": .median, "variance": .variance, "stdDev": .stdDev,
  ]

  package init?(rawValue id: String) {
    if let known = Self.ids[id] {
      self = known
    } else if id.hasPrefix("p"), let percent = Int(id.dropFirst()), (1...99).contains(percent) {
      self = .percentile(percent)
    } else {
      return nil
    }
  }

  /// The head of a legend's column, lower case.
  package var title: String {
    switch self {
    case .lastNotNull, .last: "last"
    case .first, .firstNotNull: "first"
    case .min: "min"
    case .max: "max"
    case .mean: "mean"
    case .sum: "total"
    case .count: "count"
    case .range: "range"
    case .delta: "delta"
    case .step: "step"
    case .diff: "difference"
    case .diffperc: "difference %"
    case .logmin: "min above 0"
    case .allIsZero: "all zero"
    case .allIsNull: "all null"
    case .changeCount: "changes"
    case .distinctCount: "distinct"
    case .median: "median"
    case .variance: "variance"
    case .stdDev: "std dev"
    case .percentile(let percent): "p\(percent)"
    }
  }
}
