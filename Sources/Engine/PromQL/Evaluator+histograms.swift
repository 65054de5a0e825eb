import Frames

/// A bucket of a classic histogram: how many were observed up to a bound.
struct Bucket {
  var bound: Double
  var count: Double
}

extension [Bucket] {
  /// The value below which a share of the observations lies, in proportion inside of a bucket.
  func quantile(_ share: Double) -> Double {
    guard !share.isNaN else { return .nan }
    guard share >= 0 else { return -.infinity }
    guard share <= 1 else { return .infinity }
    let buckets = joined
    guard let all = buckets.last, all.bound == .infinity, buckets.count >= 2, all.count != 0
    else { return .nan }
    var rank = share * all.count
    let place = buckets.firstPlace(reaching: rank)
    // Beyond the last finite bound nothing is known.
    if place == buckets.count - 1 { return buckets[place - 1].bound }
    if place == 0, buckets[0].bound <= 0 { return buckets[0].bound }
    var start = 0.0
    var count = buckets[place].count
    if place > 0 {
      start = buckets[place - 1].bound
      count -= buckets[place - 1].count
      rank -= buckets[place - 1].count
    }
    return start + (buckets[place].bound - start) * (rank / count)
  }

  /// In order of their bounds; equal bounds made one, and counts that fall lifted.
  private var joined: [Bucket] {
    var result: [Bucket] = []
    for bucket in sorted(by: { $0.bound < $1.bound }) {
      if let last = result.last, last.bound == bucket.bound {
        result[result.count - 1].count += bucket.count
      } else {
        result.append(bucket)
      }
    }
    guard var most = result.first?.count else { return [] }
    for place in result.indices.dropFirst() {
      if result[place].count > most {
        most = result[place].count
      } else if result[place].count < most {
        result[place].count = most
      }
    }
    return result
  }

  private func firstPlace(reaching rank: Double) -> Int {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high) / 2
      if self[middle].count >= rank { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Evaluator {
  func histogramQuantile(
    _ call: PlannedCall, over grid: Grid
  ) throws(PromQLError) -> [StepSeries] {
    guard call.arguments.count == 2 else { return [] }
    let shares = try scalar(call.arguments[0], over: grid)
    let series = try evaluate(call.arguments[1], over: grid)
    var places: [Labels: Int] = [:]
    var histograms: [(labels: Labels, buckets: [(bound: Double, index: Int)])] = []
    for (index, one) in series.enumerated() {
      guard let bound = Double(bound: one.labels["le"] ?? "") else { continue }
      // Histograms of two names are two, and refused where both have samples.
      let key = one.labels.setting("le", "")
      if let place = places[key] {
        histograms[place].buckets.append((bound, index))
      } else {
        places[key] = histograms.count
        histograms.append((key.withoutName, [(bound, index)]))
      }
    }
    var result: [StepSeries] = []
    for histogram in histograms {
      try hold(grid.count)
      var values = [Double].missing(grid.count)
      var buckets: [Bucket] = []
      for step in 0..<grid.count {
        buckets.removeAll(keepingCapacity: true)
        for (bound, index) in histogram.buckets where !series[index].values[step].isMissing {
          buckets.append(Bucket(bound: bound, count: series[index].values[step]))
        }
        if !buckets.isEmpty { values[step] = buckets.quantile(shares[step]) }
      }
      result.append(StepSeries(labels: histogram.labels, values: values))
    }
    return try result.merged()
  }
}

extension Double {
  /// A bound as `le` has it, in any form that Go reads.
  init?(bound text: String) {
    switch text.lowercased() {
    case "inf", "+inf", "infinity", "+infinity": self = .infinity
    case "-inf", "-infinity": self = -.infinity
    default:
      // Swift reads `nan(1)` and the like too, and Go does not.
      guard !text.contains("("), let value = Double(text) else { return nil }
      self = value
    }
  }
}
