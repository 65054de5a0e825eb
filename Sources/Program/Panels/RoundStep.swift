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

  /// The power of ten at or below a number.
  private static func power(of size: Double) -> Double {
    var power = 1.0
    while power * 10 <= size, power < 1e300 { power *= 10 }
    while power > size, power > 1e-300 { power /= 10 }
    return power
  }
}
