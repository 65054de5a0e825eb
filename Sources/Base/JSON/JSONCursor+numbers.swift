extension JSONCursor {
  /// A number, the nearest double to what is written; too large a one is infinite.
  package mutating func number() throws(JSONError) -> Double {
    skipWhitespace()
    let start = offset
    return try magnitude(from: start, decimal: sign())
  }

  /// A number inside quotes as Go writes it, the form of Prometheus's values: also `NaN`, `+Inf`,
  /// `-Inf`.
  package mutating func quotedNumber() throws(JSONError) -> Double {
    skipWhitespace()
    guard byte == UInt8(ascii: "\"") else { throw unexpected("a number in quotes") }
    offset += 1
    let start = offset
    let hasPlus = byte == UInt8(ascii: "+")
    if hasPlus { offset += 1 }
    let decimal = hasPlus ? Decimal() : sign()
    let value: Double
    if isDigit(byte) {
      value = try magnitude(from: start, decimal: decimal)
    } else if take("Inf") {
      value = decimal.isNegative ? -.infinity : .infinity
    } else if take("NaN") {
      value = .nan
    } else {
      throw unexpected("a number")
    }
    guard byte == UInt8(ascii: "\"") else { throw unexpected("the end of a number in quotes") }
    offset += 1
    return value
  }

  /// A number of seconds as whole nanoseconds, exact to the ninth decimal; what 64 bits do not
  /// hold is clamped.
  package mutating func nanoseconds() throws(JSONError) -> Int64 {
    skipWhitespace()
    let start = offset
    var decimal = sign()
    try digits(of: &decimal)
    // The usual case, without a round through a double, which would lose the last digits.
    if !decimal.isTruncated, -9 <= decimal.exponent, decimal.exponent <= 0,
      byte | 0x20 != UInt8(ascii: "e")
    {
      let factor = powersOfTen[9 + decimal.exponent]
      let (product, overflow) = decimal.mantissa.multipliedReportingOverflow(by: factor)
      if !overflow, product <= UInt64(Int64.max) {
        return decimal.isNegative ? -Int64(product) : Int64(product)
      }
    }
    offset = start
    let seconds = try number() * 1e9
    if seconds >= 9.223372036854775e18 { return .max }
    if seconds <= -9.223372036854775e18 { return .min }
    return Int64(seconds.rounded())
  }

  @inline(__always)
  private mutating func sign() -> Decimal {
    var decimal = Decimal()
    if byte == UInt8(ascii: "-") {
      decimal.isNegative = true
      offset += 1
    }
    return decimal
  }

  /// Digits, point and digits, without leading zeros.
  @inline(__always)
  private mutating func digits(of decimal: inout Decimal) throws(JSONError) {
    guard isDigit(byte) else { throw unexpected("a digit") }
    if byte == UInt8(ascii: "0") {
      offset += 1
    } else {
      while isDigit(byte) {
        decimal.appendWhole(byte &- UInt8(ascii: "0"))
        offset += 1
      }
    }
    if byte == UInt8(ascii: ".") {
      offset += 1
      guard isDigit(byte) else { throw unexpected("a digit") }
      while isDigit(byte) {
        decimal.appendFraction(byte &- UInt8(ascii: "0"))
        offset += 1
      }
    }
  }

  @inline(__always)
  private mutating func magnitude(
    from start: Int, decimal sign: Decimal
  ) throws(JSONError) -> Double {
    var decimal = sign
    try digits(of: &decimal)
    if byte | 0x20 == UInt8(ascii: "e") { try exponent(of: &decimal) }
    return decimal.value ?? slowValue(of: start..<offset)
  }

  private mutating func exponent(of decimal: inout Decimal) throws(JSONError) {
    offset += 1
    let isNegative = byte == UInt8(ascii: "-")
    if isNegative || byte == UInt8(ascii: "+") { offset += 1 }
    guard isDigit(byte) else { throw unexpected("a digit") }
    var exponent = 0
    while isDigit(byte) {
      // Beyond this nothing changes, and it cannot overflow.
      if exponent < 1_000_000 { exponent = exponent * 10 + Int(byte &- UInt8(ascii: "0")) }
      offset += 1
    }
    decimal.exponent += isNegative ? -exponent : exponent
  }

  /// The value of a well-formed number that the fast way could not tell.
  @inline(never)
  private func slowValue(of place: Range<Int>) -> Double {
    Double(String(decoding: UnsafeBufferPointer(rebasing: bytes[place]), as: UTF8.self)) ?? .nan
  }
}

@inline(__always)
private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

private let powersOfTen: [UInt64] = sequence(first: 1) { $0 * 10 }.prefix(10).map(\.self)
