import Samples

extension Window {
  /// The increase over the window, taken as if the samples reached to its ends.
  ///
  /// `isCounter` says that a value never falls but to zero, `isRate` asks for it per second.
  mutating func extrapolated(isCounter: Bool, isRate: Bool) -> Double? {
    guard count >= 2 else { return nil }
    var result = last - first
    if isCounter { addResets(to: &result) }
    let ends = SampleEnds(first: run[low], last: run[high - 1], count: count)
    return extrapolated(result, ends, isCounter: isCounter, isRate: isRate)
  }

  /// The same of a series that never falls, of which nothing but the ends is known.
  mutating func extrapolated(
    _ ends: SampleEnds, from: Int64, to: Int64, isRate: Bool
  ) -> Double? {
    guard ends.count >= 2 else { return nil }
    (self.from, self.to) = (from, to)
    return extrapolated(
      ends.last.value - ends.first.value, ends, isCounter: true, isRate: isRate)
  }

  private func extrapolated(
    _ result: Double, _ ends: SampleEnds, isCounter: Bool, isRate: Bool
  ) -> Double {
    let first = ends.first.value
    var toStart = seconds(from, ends.first.time)
    let toEnd = seconds(ends.last.time, to)
    let sampled = seconds(ends.first.time, ends.last.time)
    let average = sampled / Double(ends.count - 1)
    if isCounter, result > 0, first >= 0 {
      // A counter can't have been below zero: it is not taken back beyond that.
      let toZero = sampled * (first / result)
      if toZero < toStart { toStart = toZero }
    }
    let threshold = average * 1.1
    var extended = sampled
    extended += toStart < threshold ? toStart : average / 2
    extended += toEnd < threshold ? toEnd : average / 2
    var factor = extended / sampled
    if isRate { factor /= Double(span) / 1000 }
    return result * factor
  }

  /// The difference of the last two samples, per second for a counter.
  func instantaneous(isRate: Bool) -> Double? {
    guard count >= 2 else { return nil }
    let previous = values[high - 2]
    let result = isRate && last < previous ? last : last - previous
    let milliseconds = times[high - 1] &- times[high - 2]
    guard milliseconds != 0 else { return nil }
    return isRate ? result / (Double(milliseconds) / 1000) : result
  }

  /// The line nearest to the samples: how it rises per second, and where it is at a moment.
  func regression(at moment: Int64) -> (slope: Double, value: Double)? {
    guard count >= 2 else { return nil }
    var x = CompensatedSum()
    var y = CompensatedSum()
    var xy = CompensatedSum()
    var xx = CompensatedSum()
    var isConstant = true
    for index in low..<high {
      let value = values[index]
      if value != first { isConstant = false }
      let time = seconds(moment, times[index])
      x.add(time)
      y.add(value)
      xy.add(time * value)
      xx.add(time * time)
    }
    if isConstant { return first.isInfinite ? (.nan, .nan) : (0, first) }
    let n = Double(count)
    let (sumX, sumY) = (x.compensated, y.compensated)
    let covariance = xy.compensated - sumX * sumY / n
    let variance = xx.compensated - sumX * sumX / n
    let slope = covariance / variance
    return (slope, sumY / n - slope * sumX / n)
  }

  /// The last value of a series smoothed doubly, in the factors for level and trend.
  func smoothed(_ level: Double, _ trend: Double) -> Double? {
    guard count >= 2 else { return nil }
    var before = 0.0
    var now = first
    var slope = values[low + 1] - first
    for index in 1..<count {
      let x = level * values[low + index]
      if index > 1 { slope = trend * (now - before) + (1 - trend) * slope }
      let y = (1 - level) * (now + slope)
      before = now
      now = x + y
    }
    return now
  }

  private func seconds(_ from: Int64, _ to: Int64) -> Double { Double(to.subtracting(from)) / 1000 }
}

/// A sum that keeps what rounding took, as Neumaier has it.
struct CompensatedSum {
  private(set) var sum = 0.0
  private(set) var rest = 0.0

  mutating func add(_ value: Double) {
    let total = sum + value
    rest += abs(sum) >= abs(value) ? (sum - total) + value : (value - total) + sum
    sum = total
  }

  var compensated: Double { sum + rest }
  /// An infinite sum has no rest that means anything.
  var total: Double { sum.isInfinite ? sum : sum + rest }
}
