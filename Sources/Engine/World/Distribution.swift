import Glibc

/// How the values of a histogram lie: their logarithms are normal around the median's.
struct Distribution: Hashable, Sendable {
  var median: Double
  /// The standard deviation of the logarithm.
  var spread: Double

  /// The share of values not above a bound.
  func share(upTo bound: Double) -> Double {
    bound > 0 ? 0.5 * erfc((log(median) - log(bound)) / (spread * 2.0.squareRoot())) : 0
  }

  var mean: Double { median * exp(spread * spread / 2) }

  func slowed(by factor: Double) -> Distribution {
    Distribution(median: median * factor, spread: spread)
  }
}
