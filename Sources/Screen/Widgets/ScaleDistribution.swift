/// How values are spread along an axis.
package enum ScaleDistribution: Hashable, Sendable {
  case linear
  /// Each power of the base, 2 or 10, takes as many rows; what is not above zero lies below the plot.
  case logarithmic(base: Double)
  /// Linear up to a threshold on both sides of zero, then a step for each power of ten.
  case symmetric(threshold: Double)

  /// The place of a value on an even scale; nil for NaN, and for a logarithm that there is none of.
  func transformed(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    switch self {
    case .linear: return value
    case .logarithmic(let base):
      guard value > 0 else { return nil }
      let powers = Self.binaryLogarithm(value) / Self.binaryLogarithm(Self.usable(base))
      // Whole powers are whole, so that their ticks stand on their rows.
      return abs(powers - powers.rounded()) < 1e-9 ? powers.rounded() : powers
    case .symmetric(let threshold):
      let limit = threshold > 0 && threshold.isFinite ? threshold : 1
      let size = abs(value) / limit
      let powers = size <= 1 ? size : 1 + Self.binaryLogarithm(size) / Self.binaryLogarithm(10)
      return value < 0 ? -powers : powers
    }
  }

  /// The value at a place.
  func value(at place: Double) -> Double {
    switch self {
    case .linear: return place
    case .logarithmic(let base): return Self.power(Self.usable(base), place)
    case .symmetric(let threshold):
      let limit = threshold > 0 && threshold.isFinite ? threshold : 1
      let size = abs(place) <= 1 ? abs(place) : Self.power(10, abs(place) - 1)
      return place < 0 ? -size * limit : size * limit
    }
  }

  private static func usable(_ base: Double) -> Double { base > 1 && base.isFinite ? base : 10 }

  /// log2 of a number above zero, without libm: its exponent, and the series of its significand.
  private static func binaryLogarithm(_ number: Double) -> Double {
    guard number.isFinite else { return 1024 }
    let ratio = (number.significand - 1) / (number.significand + 1)
    var (power, sum) = (ratio, 0.0)
    for divisor in stride(from: 1.0, to: 40, by: 2) {
      sum += power / divisor
      power *= ratio * ratio
    }
    return Double(number.exponent) + 2 * sum * 1.442_695_040_888_963_4
  }

  /// A power of a base, whole powers exactly where doubles have them.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    guard exponent.isFinite, abs(exponent) < 1100 else {
      return exponent > 0 ? .greatestFiniteMagnitude : 0
    }
    var whole = 1.0
    for _ in 0..<Int(abs(exponent.rounded(.down))) { whole *= base }
    if exponent.rounded(.down) < 0 { whole = 1 / whole }
    // What is left is below one: e to the power of x by its series.
    let rest =
      (exponent - exponent.rounded(.down)) * binaryLogarithm(base) * 0.693_147_180_559_945_3
    var (term, sum) = (1.0, 1.0)
    for divisor in 1...24 {
      term *= rest / Double(divisor)
      sum += term
    }
    return min(whole * sum, .greatestFiniteMagnitude)
  }
}
