// Times from outside may be anything: arithmetic on them clamps, it never traps.
extension Int64 {
  package func multipliedClamped(by factor: Int64) -> Int64 {
    let (value, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? ((self < 0) == (factor < 0) ? .max : .min) : value
  }

  func addingClamped(_ other: Int64) -> Int64 {
    let (value, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : value
  }

  func subtractingClamped(_ other: Int64) -> Int64 {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (other < 0 ? .max : .min) : value
  }

  /// The quotient rounded towards minus infinity; the divisor is above zero.
  package func flooredDivision(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The nearest value that fits; NaN is zero.
  init(clamping value: Double) {
    if value.isNaN {
      self = 0
    } else if value >= 9.223372036854775e18 {
      self = .max
    } else if value <= -9.223372036854775e18 {
      self = .min
    } else {
      self = Int64(value)
    }
  }
}
