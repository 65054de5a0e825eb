import Dashboards
import Frames
import Times

/// Series that are buckets of a heat map, joined on their times: from Prometheus's cumulative
/// histograms (`le`, format heatmap), or each series as the bucket that its name says.
struct SeriesBuckets {
  var names: [String]
  /// The numbers that the names are, when all are numbers.
  var bounds: [Double?]
  var values: [[Double]]
  var grid: TimeGrid
  var hasUpperBounds: Bool

  /// `nil` without any series.
  init?(_ fields: [ShownField], _ targets: [Target]) {
    let texts = fields.map { $0.labels["le"] ?? $0.name }
    let numbers = texts.map(Self.bound)
    let isNumeric = numbers.allSatisfy { $0 != nil }
    hasUpperBounds = fields.allSatisfy { $0.labels["le"] != nil }
    let isCumulative = isNumeric && Self.isCumulative(fields, targets)
    var order = Array(fields.indices)
    if isNumeric { order.sort { (numbers[$0] ?? 0, $0) < (numbers[$1] ?? 0, $1) } }
    let room = 2_000_000 / max(1, fields.count)
    guard
      let grid = TimeGrid(fields.compactMap(\.times), limit: max(50, min(1_000, room)))
    else { return nil }
    (names, bounds, values, self.grid) = ([], [], [], grid)
    for index in order {
      let row = Self.row(of: fields[index], on: grid)
      // The same bucket of several series is one.
      if isNumeric, let last = bounds.last, last == numbers[index], !values.isEmpty {
        Self.add(row, to: &values[values.count - 1])
        continue
      }
      names.append(texts[index])
      bounds.append(isNumeric ? numbers[index] : nil)
      values.append(row)
    }
    if isCumulative { subtractLower() }
  }

  /// `0.5`, `+Inf`.
  static func bound(_ text: String) -> Double? {
    switch text {
    case "+Inf", "Inf", "inf": .infinity
    case "-Inf": -.infinity
    default: Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  private static func isCumulative(_ fields: [ShownField], _ targets: [Target]) -> Bool {
    let format = Dictionary(targets.map { ($0.refID, $0.format) }) { first, _ in first }
    return fields.allSatisfy { format[$0.refID] == .heatmap }
  }

  /// The values of a series by step; the mean where several fall into one.
  private static func row(of field: ShownField, on grid: TimeGrid) -> [Double] {
    var row = [Double](repeating: .nan, count: grid.count)
    var counts = [Double](repeating: 0, count: grid.count)
    guard let times = field.times, let numbers = field.numbers else { return row }
    for (time, number) in zip(times, numbers) {
      guard let number, number.isFinite, let place = grid.index(of: time) else { continue }
      counts[place] += 1
      row[place] = counts[place] == 1 ? number : row[place] + (number - row[place]) / counts[place]
    }
    return row
  }

  private static func add(_ row: [Double], to other: inout [Double]) {
    for (place, value) in row.enumerated() where !value.isNaN {
      other[place] = other[place].isNaN ? value : other[place] + value
    }
  }

  /// A cumulative bucket holds all below it too; one that holds less than the one below is an
  /// accident of sampling, and empty.
  private mutating func subtractLower() {
    for bucket in values.indices.dropFirst().reversed() {
      for place in values[bucket].indices {
        let lower = values[bucket - 1][place]
        guard !lower.isNaN, !values[bucket][place].isNaN else { continue }
        values[bucket][place] = max(0, values[bucket][place] - lower)
      }
    }
  }
}
