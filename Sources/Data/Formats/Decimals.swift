/// Numbers as decimal digits, without Foundation.
package enum Decimals {
  /// The decimals that give three significant digits; none for whole numbers.
  package static func significant(for number: Double) -> Int {
    guard number.isFinite, number != 0, number != number.rounded() else { return 0 }
    let magnitude = exponent10(of: number)
    return max(0, min(308, 2 - magnitude))
  }

  /// floor(log10 |x|) for a finite number other than 0.
  static func exponent10(of number: Double) -> Int {
    var power = 0
    var value = abs(number)
    while value >= 10 && power < 400 {
      value /= 10
      power += 1
    }
    while value < 1 && power > -400 {
      value *= 10
      power -= 1
    }
    return power
  }

  /// The digits with so many decimals, halves rounded away from zero. What is less than a millionth,
  /// and whole numbers from 10^21 on, have an exponent, as JavaScript writes them: `2.5e-8`.
  package static func text(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : (number < 0 ? "-∞" : "∞") }
    if number != 0, abs(number) < 1e-6, let small = small(number, decimals: decimals) {
      return small
    }
    let decimals = max(0, min(decimals, 15))
    var power: UInt64 = 1
    for _ in 0..<decimals { power *= 10 }
    let scaled = (abs(number) * Double(power)).rounded()
    guard scaled < 1.8e19 else { return plain(number) }
    let digits = UInt64(scaled)
    let sign = number < 0 && digits > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(digits) }
    let fraction = String(digits % power)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return sign + String(digits / power) + "." + zeros + fraction
  }

  /// A number near zero with the digits that it has after so many decimals; `nil` for none.
  private static func small(_ number: Double, decimals: Int) -> String? {
    let power = power10(min(max(0, decimals), 308))
    let rounded = (number * power).rounded() / power
    return rounded == 0 || abs(rounded) >= 1e-6 ? nil : plain(rounded)
  }

  private static func power10(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// The shortest digits that tell a number; an exponent has neither zeros before it nor a point
  /// behind whole digits.
  private static func plain(_ number: Double) -> String {
    let parts = "\(number)".split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]) else {
      let text = "\(number)"
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let mantissa = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    guard 0..<21 ~= exponent else {
      return mantissa + "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
    }
    let sign = mantissa.hasPrefix("-") ? "-" : ""
    let digits = mantissa.filter(\.isNumber)
    return sign + digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
  }

  /// The digits of the whole part in groups of three: `1 040`.
  package static func grouped(_ text: String, by gap: String = " ") -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let rest = text.dropFirst(sign.count)
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    guard whole.count > 3 else { return text }
    var groups: [Substring] = []
    var left = whole[...]
    while !left.isEmpty {
      groups.insert(left.suffix(3), at: 0)
      left = left.dropLast(min(3, left.count))
    }
    return sign + groups.joined(separator: gap) + rest.dropFirst(whole.count)
  }
}
