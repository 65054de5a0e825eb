import PromQLSyntax

extension AggregationOperator {
  /// What the columns of a group give at each moment, row by row.
  func values(of columns: [[Double]], _ count: Int) -> [Double] {
    switch self {
    case .sum: return folded(columns, count) { $0 + $1 }
    case .min: return folded(columns, count) { $1 < $0 || $0.isNaN ? $1 : $0 }
    case .max: return folded(columns, count) { $1 > $0 || $0.isNaN ? $1 : $0 }
    case .group: return counts(columns, count).map { $0.isMissing ? $0 : 1 }
    case .count: return counts(columns, count)
    case .avg: return means(columns, count)
    case .stdvar: return variances(columns, count)
    case .stddev: return variances(columns, count).map { $0.isMissing ? $0 : $0.squareRoot() }
    case .topk, .bottomk, .quantile, .countValues: return .missing(count)
    }
  }

  /// The first value of each moment, and every other put to it.
  @inline(__always)
  private func folded(
    _ columns: [[Double]], _ count: Int, _ next: (Double, Double) -> Double
  ) -> [Double] {
    guard var result = columns.first else { return .missing(count) }
    for column in columns.dropFirst() {
      for step in 0..<count where !column[step].isMissing {
        result[step] = result[step].isMissing ? column[step] : next(result[step], column[step])
      }
    }
    return result
  }

  private func counts(_ columns: [[Double]], _ count: Int) -> [Double] {
    var result = [Double].missing(count)
    for column in columns {
      for step in 0..<count where !column[step].isMissing {
        result[step] = result[step].isMissing ? 1 : result[step] + 1
      }
    }
    return result
  }

  /// Means that do not overflow where the sum would.
  private func means(_ columns: [[Double]], _ count: Int) -> [Double] {
    guard var means = columns.first else { return .missing(count) }
    var counts = means.map { $0.isMissing ? 0.0 : 1 }
    for column in columns.dropFirst() {
      for step in 0..<count where !column[step].isMissing {
        let value = column[step]
        counts[step] += 1
        guard !means[step].isMissing else {
          means[step] = value
          continue
        }
        let mean = means[step]
        if mean.isInfinite {
          // Infinities of one sign, or an infinity and numbers: it stays what it is.
          if value.isInfinite, (mean > 0) == (value > 0) { continue }
          if value.isFinite { continue }
        }
        means[step] = mean + (value / counts[step] - mean / counts[step])
      }
    }
    return means
  }

  private func variances(_ columns: [[Double]], _ count: Int) -> [Double] {
    guard var means = columns.first else { return .missing(count) }
    var counts = means.map { $0.isMissing ? 0.0 : 1 }
    var squares = [Double](repeating: 0, count: count)
    for column in columns.dropFirst() {
      for step in 0..<count where !column[step].isMissing {
        counts[step] += 1
        guard !means[step].isMissing else {
          means[step] = column[step]
          continue
        }
        let difference = column[step] - means[step]
        means[step] += difference / counts[step]
        squares[step] += difference * (column[step] - means[step])
      }
    }
    return (0..<count).map { counts[$0] == 0 ? .missing : squares[$0] / counts[$0] }
  }
}
