package import Times

/// Some moments in order, and what all series have in common at them, so that many values at many
/// moments cost little.
package struct Moments: Sendable {
  package let times: [Instant]
  /// Since the epoch.
  let seconds: [Double]
  let phases: [Shape.Phases]

  package init(_ times: [Instant]) {
    self.times = times
    seconds = times.map(SyntheticWorld.seconds)
    phases = seconds.map(Shape.Phases.init(at:))
  }

  package var count: Int { times.count }
}

/// One of the numbers that a series has: its value, or a part of its histogram.
package enum ValuePart: Hashable, Sendable {
  case number
  /// The count of a bound, by its index.
  case bucket(Int)
  case sum, count
}

extension SyntheticWorld.Series {
  /// The upper bounds of its buckets without `+Inf`; nil when it has no histogram.
  package var bounds: [Double]? {
    if case .histogram(_, let bounds, _, _) = model { bounds } else { nil }
  }

  /// Whether it is a counter, or made of such.
  package var neverFalls: Bool {
    switch model {
    case .rate, .histogram: true
    case .level, .clock, .uptime, .share: false
    }
  }

  /// Appends what a part of `value(at:)` is at some of the moments, to the last bit.
  package func appendNumbers(
    of part: ValuePart, at moments: Moments, _ range: Range<Int>, to numbers: inout [Double]
  ) {
    guard !range.isEmpty else { return }
    switch model {
    case .rate(_, let isWhole):
      let settled = settledIntegrals(moments, range)
      for index in range {
        let grown = growth(to: moments.seconds[index], moments.phases[index], settled)
        numbers.append(isWhole ? grown.rounded(.down) : grown)
      }
    case .histogram(let rate, _, let shares, let mean):
      let settled = settledIntegrals(moments, range)
      for index in range {
        numbers.append(
          count(
            of: part, rate, shares, mean, moments.seconds[index], moments.phases[index], settled))
      }
    case .level, .clock, .uptime, .share:
      for index in range {
        guard case .number(let number) = value(at: moments.times[index]) else { continue }
        numbers.append(number)
      }
    }
  }

  /// For each effect, its integral where that is the same throughout, as it is between two windows.
  private func settledIntegrals(_ moments: Moments, _ range: Range<Int>) -> [Double?] {
    let (first, last) = (moments.seconds[range.lowerBound], moments.seconds[range.upperBound - 1])
    return effects.map { $0.timeline.integral(settledFrom: first, to: last) }
  }

  private func growth(
    to seconds: Double, _ phases: Shape.Phases, _ settled: [Double?]
  ) -> Double {
    guard case .rate(let rate, _) = model, seconds > 0 else { return 0 }
    var sum = shape.integral(to: seconds, phases)
    for (effect, integral) in zip(effects, settled) {
      sum +=
        (effect.change.factor - 1) * (integral ?? effect.timeline.integral(of: shape, to: seconds))
    }
    return rate * sum
  }

  private func count(
    of part: ValuePart, _ rate: Double, _ shares: [Double], _ mean: Double, _ seconds: Double,
    _ phases: Shape.Phases, _ settled: [Double?]
  ) -> Double {
    guard seconds > 0 else { return 0 }
    let total = rate * shape.integral(to: seconds, phases)
    var number: Double
    switch part {
    case .bucket(let index) where shares.indices.contains(index): number = shares[index] * total
    case .sum: number = mean * total
    default: return total.rounded(.down)
    }
    for (effect, integral) in zip(effects, settled) {
      let moved = rate * (integral ?? effect.timeline.integral(of: shape, to: seconds))
      guard moved > 0 else { continue }
      if case .bucket(let index) = part {
        number += effect.shares[index] * moved
      } else {
        number += effect.mean * moved
      }
    }
    return part == .sum ? (number * 1000).rounded() / 1000 : number.rounded(.down)
  }
}
