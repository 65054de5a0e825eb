/// A way to make one number of a field; the ids are Grafana's.
package enum Reducer: Hashable, Sendable {
  case lastNotNull, last, first, firstNotNull, min, max, mean, sum, count, range, delta, step, diff
  case diffperc, logmin, allIsZero, allIsNull, changeCount, distinctCount, median, variance, stdDev
  /// 1...99.
  case percentile(Int)

  /// All values as one text; all that differ.
  case allValues, uniqueValues

  private static let ids: [String: Reducer] = [
    "lastNotNull": .lastNotNull, "last": .last, "first": .first, "firstNotNull": .firstNotNull,
    "min": .min, "max": .max, "mean": .mean, "sum": .sum, "count": .count, "range": .range,
    "delta": .delta, "step": .step, "diff": .diff, "diffperc": .diffperc, "logmin": .logmin,
    "allIsZero": .allIsZero, "allIsNull": .allIsNull, "changeCount": .changeCount,
    "distinctCount": .distinctCount, "median": .median, "variance": .variance,
    "stdDev": .stdDev, "allValues": .allValues, "uniqueValues": .uniqueValues,
  ]

  /// The names of old files.
  private static let aliases: [String: Reducer] = [
    "current": .lastNotNull, "avg": .mean, "total": .sum, "minAboveZero": .logmin,
  ]

  /// By the id in a layout, or one of its old names.
  package init?(rawValue id: String) {
    if let known = Self.ids[id] ?? Self.aliases[id] {
      self = known
    } else if id.hasPrefix("p"), let percent = Int(id.dropFirst()), (1...99).contains(percent) {
      self = .percentile(percent)
    } else {
      return nil
    }
  }

  /// Grafana's own.
  package var id: String {
    if case .percentile(let percent) = self { return "p\(percent)" }
    return Self.ids.first { $0.value == self }?.key ?? ""
  }

  /// The name of a column that holds its results.
  package var displayName: String {
    switch self {
    case .lastNotNull: "Last *"
    case .last: "Last"
    case .first: "First"
    case .firstNotNull: "First *"
    case .min: "Min"
    case .max: "Max"
    case .mean: "Mean"
    case .sum: "Total"
    case .count: "Count"
    case .range: "Range"
    case .delta: "Delta"
    case .step: "Step"
    case .diff: "Difference"
    case .diffperc: "Difference percent"
    case .logmin: "Min (above zero)"
    case .allIsZero: "All zeros"
    case .allIsNull: "All nulls"
    case .changeCount: "Change count"
    case .distinctCount: "Distinct count"
    case .median: "Median"
    case .variance: "Variance"
    case .stdDev: "StdDev"
    case .allValues: "All values"
    case .uniqueValues: "All unique values"
    case .percentile(let percent): Self.ordinal(percent) + " %"
    }
  }

  /// `1st`, `95th`.
  private static func ordinal(_ number: Int) -> String {
    let isTeen = (11...13).contains(number % 100)
    let ending =
      switch number % 10 {
      case 1 where !isTeen: "st"
      case 2 where !isTeen: "nd"
      case 3 where !isTeen: "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  /// The head of a legend's column, lower case.
  package var title: String {
    switch self {
    case .lastNotNull, .last: "last"
    case .first, .firstNotNull: "first"
    case .sum: "total"
    case .diff: "difference"
    case .diffperc: "difference %"
    case .logmin: "min above 0"
    case .allIsZero: "all zero"
    case .allIsNull: "all null"
    case .changeCount: "changes"
    case .distinctCount: "distinct"
    case .stdDev: "std dev"
    case .allValues: "all"
    case .uniqueValues: "unique"
    default: id
    }
  }
}
