/// A plain scalar that is a number, as Go's `yaml.v3` reads it: YAML 1.2's decimal, `0x` and `0o`
/// forms, and YAML 1.1's `0b`, leading zero and underscores.
package enum YAMLNumber: Hashable, Sendable {
  case integer(Int)
  case float(Double)

  package init?(_ text: String) {
    if let special = Self.specials[text] {
      self = .float(special)
      return
    }
    guard let first = text.utf8.first, "0123456789+-.".utf8.contains(first) else { return nil }
    // What begins with a point has no underscores.
    guard first != UInt8(ascii: ".") || !text.contains("_") else { return nil }
    let plain = text.filter { $0 != "_" }
    if let integer = Self.integer(plain) {
      self = .integer(integer)
    } else if Self.isFloat(plain), let number = Double(Self.padded(plain)), number.isFinite {
      self = .float(number)
    } else {
      return nil
    }
  }

  package var value: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .float(let number): number
    }
  }

  /// The whole number that Go makes of it: without its fraction; nil above 64 bits.
  package var whole: Int? {
    switch self {
    case .integer(let integer): integer
    case .float(let number):
      number < -0x1p63 ? .min : Int(exactly: number.rounded(.towardZero))
    }
  }

  private static let specials: [String: Double] = [
    ".inf": .infinity, ".Inf": .infinity, ".INF": .infinity, "+.inf": .infinity,
    "+.Inf": .infinity, "+.INF": .infinity, "-.inf": -.infinity, "-.Inf": -.infinity,
    "-.INF": -.infinity, ".nan": .nan, ".NaN": .nan, ".NAN": .nan,
  ]

  private static func integer(_ text: String) -> Int? {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard let first = digits.first, first != "+", first != "-" else { return nil }
    var (radix, rest) = (10, digits)
    if first == "0", digits.utf8.count > 1 {
      switch digits.dropFirst().first {
      case "x", "X": (radix, rest) = (16, digits.dropFirst(2))
      case "o", "O": (radix, rest) = (8, digits.dropFirst(2))
      case "b", "B": (radix, rest) = (2, digits.dropFirst(2))
      default: (radix, rest) = (8, digits.dropFirst())
      }
    }
    guard rest.first != "+", rest.first != "-" else { return nil }
    return Int((isNegative ? "-" : "") + rest, radix: radix)
  }

  /// Digits with at most one point among them, and an exponent that has digits.
  private static func isFloat(_ text: String) -> Bool {
    var bytes = text.utf8[...]
    func skipSign() {
      if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") {
        bytes = bytes.dropFirst()
      }
    }
    func digits() -> Int {
      let run = bytes.prefix { (0x30...0x39).contains($0) }
      bytes = bytes.dropFirst(run.count)
      return run.count
    }
    skipSign()
    var count = digits()
    if bytes.first == UInt8(ascii: ".") {
      bytes = bytes.dropFirst()
      count += digits()
    }
    guard count > 0 else { return false }
    guard let byte = bytes.first else { return true }
    guard byte | 0x20 == UInt8(ascii: "e") else { return false }
    bytes = bytes.dropFirst()
    skipSign()
    return digits() > 0 && bytes.isEmpty
  }

  /// With a digit on both sides of the point, as Swift wants it.
  private static func padded(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let (whole, rest) = (text[..<point], text[text.index(after: point)...])
    return whole + (whole.last?.isNumber == true ? "." : "0.")
      + (rest.first?.isNumber == true ? "" : "0") + rest
  }
}
