/// Numbers as Go and PromQL read them: `1`, `.5`, `1e3`, `0x1f`, octal `017`, `Inf`, `NaN`.
package enum NumberText {
  /// The number that the whole text, which has no sign, stands for; `nil` where it is none or
  /// beyond what a double holds.
  package static func value(_ text: String) -> Double? {
    if let integer = prefixed(text) { return integer }
    switch text.lowercased() {
    case "inf": return .infinity
    case "nan": return .nan
    default: break
    }
    guard isDecimal(text), let value = Double(padded(text)), value.isFinite else { return nil }
    return value
  }

  /// True for a well-formed number beyond what a double holds.
  package static func isTooLarge(_ text: String) -> Bool {
    isDecimal(text) && Double(padded(text))?.isInfinite ?? true
  }

  /// Hexadecimal and octal integers of 64 bits, sign included.
  private static func prefixed(_ text: String) -> Double? {
    guard text.utf8.count > 1, text.utf8.first == UInt8(ascii: "0") else { return nil }
    let rest = text.dropFirst()
    if rest.first == "x" || rest.first == "X" {
      let digits = rest.dropFirst()
      guard digits.first != "+", digits.first != "-" else { return nil }
      return Int64(digits, radix: 16).map(Double.init)
    }
    return rest.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") }
      ? Int64(rest, radix: 8).map(Double.init) : nil
  }

  /// Digits with at most one point, and an exponent that has digits.
  private static func isDecimal(_ text: String) -> Bool {
    var bytes = text.utf8[...]
    func digits() -> Int {
      let run = bytes.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      bytes = bytes.dropFirst(run.count)
      return run.count
    }
    var count = digits()
    if bytes.first == UInt8(ascii: ".") {
      bytes = bytes.dropFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    guard let byte = bytes.first else { return true }
    guard byte | 0x20 == UInt8(ascii: "e") else { return false }
    bytes = bytes.dropFirst()
    if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") {
      bytes = bytes.dropFirst()
    }
    return digits() > 0 && bytes.isEmpty
  }

  /// The text with a digit on both sides of its point, as Swift wants it.
  private static func padded(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let whole = text[..<point]
    let rest = text[text.index(after: point)...]
    let fraction = rest.first.map { $0.isNumber } == true ? "" : "0"
    return "\(whole.isEmpty ? "0" : whole).\(fraction)\(rest)"
  }
}
