/// A decimal number as it was written: ±mantissa × 10^exponent.
struct Decimal {
  var isNegative = false
  var mantissa: UInt64 = 0
  var exponent = 0
  /// Whether digits other than zero were left out because the mantissa was full.
  var isTruncated = false

  private static let largestMantissaBeforeDigit: UInt64 = 1_000_000_000_000_000_000

  /// Takes in one digit (0 to 9) before the decimal point.
  @inline(__always)
  mutating func appendWhole(_ digit: UInt8) {
    if mantissa < Self.largestMantissaBeforeDigit {
      mantissa = mantissa &* 10 &+ UInt64(digit)
    } else {
      exponent &+= 1
      if digit != 0 { isTruncated = true }
    }
  }

  /// Takes in one digit (0 to 9) behind the decimal point.
  @inline(__always)
  mutating func appendFraction(_ digit: UInt8) {
    if mantissa < Self.largestMantissaBeforeDigit {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      exponent &-= 1
    } else if digit != 0 {
      isTruncated = true
    }
  }

  /// The nearest double, ties to even; `nil` where 128 bits do not suffice to know it.
  ///
  /// 5^27 is the last power of five that fits 64 bits, so that product and quotient below are
  /// exact, with one bit that stands for all that follow.
  @inline(__always)
  var value: Double? {
    guard !isTruncated else { return nil }
    if mantissa < 1 << 53, -22 <= exponent, exponent <= 22 {
      let power = powersOfTen[abs(exponent)]
      let magnitude = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
      return isNegative ? -magnitude : magnitude
    }
    return wideValue
  }

  @inline(never)
  private var wideValue: Double? {
    guard mantissa != 0 else { return isNegative ? -0.0 : 0 }
    guard -27 <= exponent, exponent <= 27 else { return nil }
    let power = powersOfFive[abs(exponent)]
    let bits: UInt64
    let scale: Int
    if exponent >= 0 {
      let product = mantissa.multipliedFullWidth(by: power)
      let shift = product.high.leadingZeroBitCount
      if shift == 64 {
        bits = product.low
        scale = exponent
      } else {
        let high = shift == 0 ? product.high : product.high << shift | product.low >> (64 - shift)
        bits = high | (product.low << shift == 0 ? 0 : 1)
        scale = exponent + 64 - shift
      }
    } else {
      let shift = mantissa.leadingZeroBitCount
      let divisorShift = power.leadingZeroBitCount
      let numerator = mantissa << shift
      // Halved, so that the quotient surely fits 64 bits.
      let (quotient, remainder) = (power << divisorShift)
        .dividingFullWidth((numerator >> 1, numerator << 63))
      bits = quotient | (remainder == 0 ? 0 : 1)
      scale = divisorShift - shift - 63 + exponent
    }
    let magnitude = Double(sign: .plus, exponent: scale, significand: Double(bits))
    return isNegative ? -magnitude : magnitude
  }
}

/// The powers of ten that a double holds exactly.
private let powersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

private let powersOfFive: [UInt64] = sequence(first: 1) { $0 * 5 }.prefix(28).map(\.self)
