/// Round sizes of buckets: 1, 2, 2.5 and 5 times the powers of ten.
enum RoundStep {
  private static let factors = [1, 2, 2.5, 5]

  /// The greatest round size up to a positive one; 1 for what is no size.
  static func below(_ size: Double) -> Double {
    guard size > 0, size.isFinite else { return 1 }
    let power = power(of: size)
    return (factors.last { $0 * power <= size * (1 + 1e-12) } ?? 1) * power
  }

  /// The least round size from a positive one on.
  static func above(_ size: Double) -> Double {
    guard size > 0, size.isFinite else { return 1 }
    let power = power(of: size)
    return (factors.first { $0 * power >= size * (1 - 1e-12) } ?? 10) * power
  }

  /// The size of a histogram's buckets as Grafana chooses it: the first of 1, 2, 2.5, 4, 5 times the
  /// powers of ten (there is no 2.5 itself) that is above one size and not below another.
  static func bucket(above size: Double, atLeast least: Double) -> Double {
    var power = max(1e-9, power(of: max(size, least, 1e-9)))
    while power < 1e300 {
      for factor in [1, 2, 2.5, 4, 5] where factor != 2.5 || power != 1 {
        let bucket = factor * power
        if bucket > size, bucket >= least { return bucket }
      }
      power *= 10
    }
    return 1
  }

  /// The power of ten at or below a number.
  private static func power(of size: Double) -> Double {
    var power = 1.0
    if size >= 1 {
      while power * 10 <= size, power < 1e300 { power *= 10 }
      return power
    }
    // Divided once, so that a thousandth is 0.001.
    while 1 / power > size, power < 1e300 { power *= 10 }
    return 1 / power
  }
}
