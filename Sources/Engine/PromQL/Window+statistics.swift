extension Window {
  var sum: Double {
    var sum = CompensatedSum()
    for value in samples { sum.add(value) }
    return sum.total
  }

  /// The mean, taken so that it does not overflow where the sum would.
  var mean: Double {
    var mean = CompensatedSum()
    var count = 0.0
    for value in samples {
      count += 1
      if mean.sum.isInfinite {
        // Infinities of one sign, or an infinity and numbers: it stays what it is.
        if value.isInfinite, (mean.sum > 0) == (value > 0) { continue }
        if value.isFinite { continue }
      }
      mean.add(value / count - mean.sum / count)
    }
    return mean.total
  }

  var variance: Double {
    var mean = CompensatedSum()
    var squares = CompensatedSum()
    var count = 0.0
    for value in samples {
      count += 1
      let difference = value - mean.compensated
      mean.add(difference / count)
      squares.add(difference * (value - mean.compensated))
    }
    return squares.compensated / count
  }

  /// The greatest number; NaN when there is none else.
  var maximum: Double {
    var result = first
    for value in samples where value > result || result.isNaN { result = value }
    return result
  }

  var minimum: Double {
    var result = first
    for value in samples where value < result || result.isNaN { result = value }
    return result
  }

  /// How often the value differs from the one before.
  var changes: Int {
    var changes = 0
    var previous = first
    for value in samples.dropFirst() {
      if value != previous, !(value.isNaN && previous.isNaN) { changes += 1 }
      previous = value
    }
    return changes
  }
}

extension Collection<Double> {
  /// The value below which a share of the numbers lies, between two of them in proportion.
  func quantile(_ share: Double) -> Double {
    guard !isEmpty, !share.isNaN else { return .nan }
    guard share >= 0 else { return -.infinity }
    guard share <= 1 else { return .infinity }
    let ordered = sorted { $0.isNaN ? !$1.isNaN : $0 < $1 }
    let rank = share * Double(ordered.count - 1)
    let lower = Swift.max(0, Int(rank.rounded(.down)))
    let upper = Swift.min(ordered.count - 1, lower + 1)
    let weight = rank - rank.rounded(.down)
    return ordered[lower] * (1 - weight) + ordered[upper] * weight
  }
}
