package import Exposition
package import Times

/// How the value of a series comes about, with the family's base and the series' weight put in.
enum SeriesModel: Sendable {
  case rate(Double, isWhole: Bool)
  case level(Double, isWhole: Bool, most: Double)
  /// Seconds since the last restart, of which there is one in so many seconds.
  case uptime(Double)
  case clock
  /// The shares of all bounds, and the mean, when nothing is wrong.
  case histogram(rate: Double, bounds: [Double], shares: [Double], mean: Double)
  /// What series have grown over so many seconds, as a share of a limit.
  case share(of: [SyntheticWorld.Series], limit: Double, seconds: Double)
}

/// A change that comes over a series time and again.
struct SeriesEffect: Sendable {
  var change: Change
  var timeline: Timeline
  /// Of a histogram: how much the change adds to each share and to the mean.
  var shares: [Double]
  var mean: Double
}

extension SyntheticWorld.Series {
  package func value(at time: Instant) -> MetricValue {
    let seconds = SyntheticWorld.seconds(time)
    switch model {
    case .rate(_, let isWhole):
      let grown = growth(to: seconds)
      return .number(isWhole ? grown.rounded(.down) : grown)
    case .level(let base, let isWhole, let most):
      let value = min(most, changed(base * shape.value(at: seconds), at: seconds))
      return .number(max(0, isWhole ? value.rounded() : value))
    case .uptime(let period):
      return .number((seconds - (seconds / period).rounded(.down) * period).rounded())
    case .clock: return .number(time.seconds)
    case .histogram(let rate, let bounds, let shares, let mean):
      return .histogram(histogram(rate, bounds, shares, mean, to: seconds))
    case .share(let sources, let limit, let window):
      let grown = sources.reduce(0) {
        $0 + $1.growth(to: seconds) - $1.growth(to: seconds - window)
      }
      return .number(max(0, changed(limit > 0 ? grown / limit : 0, at: seconds)))
    }
  }

  /// The integral of the rate of a counter from the epoch on.
  func growth(to seconds: Double) -> Double {
    guard case .rate(let rate, _) = model, seconds > 0 else { return 0 }
    var sum = shape.integral(to: seconds)
    for effect in effects {
      sum += (effect.change.factor - 1) * effect.timeline.integral(of: shape, to: seconds)
    }
    return rate * sum
  }

  private func changed(_ value: Double, at seconds: Double) -> Double {
    var (factor, summand) = (1.0, 0.0)
    for effect in effects {
      let level = effect.timeline.level(at: seconds)
      factor += (effect.change.factor - 1) * level
      summand += effect.change.summand * level
    }
    return value * factor + summand
  }

  /// Values come at the shape's rate; an effect moves them, by its level, from the calm
  /// distribution to the slow one. Effects never overlap, so each count is the integral of a rate
  /// that is not below zero and rises with the bound.
  private func histogram(
    _ rate: Double, _ bounds: [Double], _ shares: [Double], _ mean: Double, to seconds: Double
  ) -> Histogram {
    guard seconds > 0 else {
      return Histogram(bounds: bounds, counts: bounds.map { _ in 0 }, sum: 0, count: 0)
    }
    let total = rate * shape.integral(to: seconds)
    var counts = shares.map { $0 * total }
    var sum = mean * total
    for effect in effects {
      let moved = rate * effect.timeline.integral(of: shape, to: seconds)
      guard moved > 0 else { continue }
      for index in counts.indices { counts[index] += effect.shares[index] * moved }
      sum += effect.mean * moved
    }
    return Histogram(
      bounds: bounds, counts: counts.map { $0.rounded(.down) }, sum: (sum * 1000).rounded() / 1000,
      count: total.rounded(.down))
  }
}
