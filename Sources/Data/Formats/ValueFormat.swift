package import Times

/// The text of a number in a unit, in its parts, as Grafana writes it.
package struct ValueFormat: Hashable, Sendable {
  package var prefix = ""
  package var text: String
  package var suffix = ""
  /// A space stands between text and suffix.
  package var spaced = false

  /// A finite number in the unit of an id; `decimals` is `nil` for three significant digits.
  /// Dates are told by the calendar, and from `now`.
  package init(
    _ number: Double, unit id: String?, decimals: Int? = nil,
    calendar: Calendar = Calendar(.local), now: Instant? = nil
  ) {
    let unit = Unit(id: id ?? "")
    let clock = Unit.Clock(calendar: calendar, now: now)
    switch unit.family {
    case .date: self.init(unit.date(number, clock))
    case .ago: self.init(unit.ago(number, clock))
    default: self = unit.format(number, decimals: decimals)
    }
  }

  init(prefix: String = "", _ text: String, suffix: String = "", spaced: Bool = false) {
    self.prefix = prefix
    self.text = text
    self.suffix = suffix
    self.spaced = spaced
  }

  package var description: String {
    prefix + text + (spaced && !suffix.isEmpty ? " " : "") + suffix
  }
}

extension Unit {
  private static let words = ["", "K", "Mil", "Bil", "Tri", "Quadr", "Quint", "Sext", "Sept"]
  private static let binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]
  private static let letters = ["", "K", "M", "B", "T"]
  private static let metric = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"]
  private static let metricZero = 5

  func format(_ number: Double, decimals: Int?) -> ValueFormat {
    switch family {
    case .plain, .string:
      return ValueFormat(Self.digits(number, decimals))
    case .simple:
      return ValueFormat(Self.digits(number, decimals), suffix: sign, spaced: true)
    case .attached:
      return ValueFormat(Self.digits(number * max(1, scale), decimals), suffix: sign)
    case .prefix:
      return ValueFormat(prefix: sign, Self.digits(number, decimals))
    case .words:
      let (value, power) = Self.scaled(number, base: 1000, powers: 0...8)
      return ValueFormat(Self.digits(value, decimals), suffix: Self.words[power], spaced: true)
    case .iec:
      let (value, power) = Self.scaled(number, base: 1024, powers: 0...(8 - Int(scale)))
      return ValueFormat(
        Self.digits(value, decimals), suffix: Self.binary[power + Int(scale)] + sign, spaced: true)
    case .si:
      let zero = Self.metricZero + Int(scale)
      let (value, power) = Self.scaled(
        number, base: 1000, powers: (-zero)...(Self.metric.count - 1 - zero))
      let suffix = Self.metric[zero + power] + sign
      return ValueFormat(Self.digits(value, decimals), suffix: suffix, spaced: true)
    case .count:
      let (value, power) = Self.scaled(number, base: 1000, powers: 0...4)
      return ValueFormat(
        Self.digits(value, decimals), suffix: "\(Self.letters[power]) \(sign)")
    case .money, .moneyAfter: return money(number, decimals: decimals)
    case .duration: return duration(number, decimals: decimals)
    case .wordsDuration: return ValueFormat(wordsDuration(number, decimals: decimals))
    case .clock: return ValueFormat(clock(number, decimals: decimals))
    case .date, .ago: return ValueFormat(Self.digits(number, decimals))
    case .locale: return ValueFormat(locale(number, decimals: decimals))
    case .bool:
      let parts = sign.split(separator: "/", omittingEmptySubsequences: false)
      return ValueFormat(String(number != 0 ? parts.first ?? "True" : parts.last ?? "False"))
    case .hex:
      guard number.isFinite else { return ValueFormat(Self.digits(number, nil)) }
      let whole = UInt64(min(abs(number).rounded(), 9e18))
      return ValueFormat((number < 0 ? "-" : "") + sign + String(whole, radix: 16, uppercase: true))
    case .sci: return ValueFormat(scientific(number, decimals: decimals))
    }
  }

  /// The digits of a finite number; three significant ones where decimals are not fixed.
  static func digits(_ number: Double, _ decimals: Int?) -> String {
    Decimals.text(number, decimals: decimals ?? Decimals.significant(for: number))
  }

  /// The number over the power of the base that it reaches, within the powers there are signs for.
  static func scaled(
    _ number: Double, base: Double, powers: ClosedRange<Int>
  ) -> (value: Double, power: Int) {
    guard number != 0, number.isFinite else { return (number, 0) }
    var value = abs(number)
    var power = 0
    while value >= base, power < powers.upperBound {
      value /= base
      power += 1
    }
    while value < 1, power > powers.lowerBound {
      value *= base
      power -= 1
    }
    return (number < 0 ? -value : value, power)
  }

  private func money(_ number: Double, decimals: Int?) -> ValueFormat {
    let (value, power) = Self.scaled(number, base: 1000, powers: 0...4)
    let text = Self.digits(abs(value), decimals)
    let minus = value < 0 ? "-" : ""
    if family == .moneyAfter {
      return ValueFormat(minus + text, suffix: "\(Self.letters[power]) \(sign)")
    }
    return ValueFormat(prefix: minus + sign, text, suffix: Self.letters[power])
  }

  private func locale(_ number: Double, decimals: Int?) -> String {
    let text = Decimals.text(number, decimals: decimals ?? 3)
    guard decimals == nil, text.contains(".") else { return Decimals.grouped(text, by: ",") }
    var trimmed = text[...]
    while trimmed.hasSuffix("0") { trimmed = trimmed.dropLast() }
    if trimmed.hasSuffix(".") { trimmed = trimmed.dropLast() }
    return Decimals.grouped(String(trimmed), by: ",")
  }

  private func scientific(_ number: Double, decimals: Int?) -> String {
    guard number != 0, number.isFinite else { return Self.digits(number, decimals) }
    var power = Decimals.exponent10(of: number)
    var mantissa = number
    for _ in 0..<abs(power) { mantissa = power > 0 ? mantissa / 10 : mantissa * 10 }
    if abs(mantissa) >= 10 { (mantissa, power) = (mantissa / 10, power + 1) }
    return Self.digits(mantissa, decimals) + "e" + (power < 0 ? "" : "+") + String(power)
  }
}
