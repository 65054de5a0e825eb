package import Formats
package import Text

/// A display value in the style of the screen: thousands apart, the unit after a space, a dash for
/// what is missing.
package struct ValueText: Hashable, Sendable {
  /// Digits, or a mapping's text; a currency's sign goes before them.
  package var digits: String
  package var unit: String

  package init(_ value: DisplayValue) {
    if value.text.isEmpty {
      (digits, unit) = ("", "")
      return
    }
    let sign = value.prefix.hasPrefix("-") ? "-" : ""
    let currency = value.prefix.dropFirst(sign.count)
    let isDigits = value.text.drop { $0 == "-" }.utf8.allSatisfy { byte in
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: ".")
    }
    let number = value.number != nil && isDigits ? Decimals.grouped(value.text) : value.text
    digits = (currency.isEmpty ? "" : currency + " ") + sign + number
    unit = value.suffix
    while unit.hasPrefix(" ") { unit.removeFirst() }
  }

  package var isMissing: Bool { digits.isEmpty }

  /// Digits and unit, or the dash.
  package func text(missing: DisplayText) -> DisplayText {
    isMissing ? missing : DisplayText(unit.isEmpty ? digits : digits + " " + unit)
  }
}

extension FieldConfig {
  /// The text of a tick: as few digits as tell it from its neighbours; zero has no unit.
  ///
  /// `fixed` are the decimals that a layout asks for.
  func tickText(_ value: Double, step: Double, fixed: Int? = nil) -> DisplayText {
    guard value != 0, value.isFinite else { return "0" }
    var format = ValueFormat(value, unit: unit, decimals: fixed)
    // Decimals that make a tick zero, one of its neighbours, or what it is not, are too few.
    var exact = ValueFormat(value, unit: unit, decimals: nil)
    if exact.text.contains("."), !exact.text.contains("e") {
      while exact.text.hasSuffix("0") { exact.text.removeLast() }
      if exact.text.hasSuffix(".") { exact.text.removeLast() }
    }
    let decimals = exact.text.split(separator: ".").dropFirst().first?.count ?? 0
    let isTold =
      fixed.map { $0 >= decimals } ?? false
      && ValueFormat(value - step, unit: unit, decimals: fixed) != format
    if !isTold { format = exact }
    let value = DisplayValue(
      number: value, prefix: format.prefix, text: format.text, suffix: format.suffix,
      spaced: format.spaced)
    let text = ValueText(value)
    // A unit that never changes is not said on every tick; the legend has it.
    let isOwn = unit?.hasPrefix("suffix:") ?? false
    return isOwn ? DisplayText(text.digits) : text.text(missing: "0")
  }
}
