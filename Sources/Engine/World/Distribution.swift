import Glibc

/// How the values of a histogram lie: their logarithms are normal around the median's.
struct Distribution: Hashable, Sendable {
  var median: Double
  /// The standard deviation of the logarithm.
  var spread: Double

  /// The share of values not above a bound. One in thousands is none: its whole numbers would come
  /// at another moment than those of all values, and for as long be far above all others.
  func share(upTo bound: Double) -> Double {
    guard bound > 0 else { return 0 }
    let share = 0.5 * erfc((log(median) - log(bound)) / (spread * 2.0.squareRoot()))
    return share > 0.9995 ? 1 : share
  }

  var mean: Double { median * exp(spread * spread / 2) }

  func slowed(by factor: Double) -> Distribution {
    Distribution(median: median * factor, spread: spread)
  }
}
