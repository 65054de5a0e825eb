import Glibc
import Lexemes

/// Go's `fmt.Sprintf` for what templates hold: texts, numbers, truths.
enum GoFormat {
  /// `%.4g` and its kin: trailing zeros go, exponents have two digits at least.
  static func general(_ value: Double, precision: Int) -> String {
    c("%.*g", [Int32(clamping: precision), value], value)
  }

  static func print(_ format: String, _ arguments: [TemplateValue]) -> String {
    var result = ""
    var rest = format[...]
    var next = 0
    while let percent = rest.firstIndex(of: "%") {
      result += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      let directive = Directive(&rest)
      guard let verb = directive.verb else {
        result += "%!(NOVERB)"
        break
      }
      if verb == "%" {
        result += "%"
        continue
      }
      guard next < arguments.count else {
        result += "%!\(verb)(MISSING)"
        continue
      }
      result += directive.text(arguments[next])
      next += 1
    }
    result += rest
    if next < arguments.count {
      let extra = arguments[next...].map { "\($0.typeName)=\($0.text)" }.joined(separator: ", ")
      result += "%!(EXTRA \(extra))"
    }
    return result
  }

  private struct Directive {
    var flags = ""
    var width: Int?
    var precision: Int?
    var verb: Character?

    init(_ rest: inout Substring) {
      let flags = rest.prefix { "+-# 0".contains($0) }
      self.flags = String(flags)
      rest = rest[flags.endIndex...]
      width = Self.number(&rest)
      if rest.first == "." {
        rest = rest.dropFirst()
        precision = Self.number(&rest) ?? 0
      }
      verb = rest.popFirst()
    }

    private static func number(_ rest: inout Substring) -> Int? {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      return Int(digits).map { min($0, 1000) }
    }

    func text(_ value: TemplateValue) -> String {
      guard let verb, let body = body(verb, value) else {
        return "%!\(verb ?? " ")(\(value.typeName)=\(value.text))"
      }
      let missing = (width ?? 0) - body.count
      guard missing > 0 else { return body }
      if flags.contains("-") { return body + String(repeating: " ", count: missing) }
      guard flags.contains("0"), case .number(let number) = value, number.isFinite else {
        return String(repeating: " ", count: missing) + body
      }
      let sign = body.prefix { $0 == "-" || $0 == "+" }
      return sign + String(repeating: "0", count: missing) + body.dropFirst(sign.count)
    }

    private func body(_ verb: Character, _ value: TemplateValue) -> String? {
      switch (verb, value) {
      case ("v", .number), ("s", .text), ("v", _): break
      case ("q", .text(let text)): return QuotedString.quoted(text)
      case ("t", .bool): return value.text
      case ("x", .text(let text)): return text.utf8.map { GoFormat.hexadecimal($0) }.joined()
      case ("f", .number(let number)), ("F", .number(let number)):
        return signed(c("%.*f", [Int32(clamping: precision ?? 6), number], number), number)
      case ("e", .number(let number)):
        return signed(c("%.*e", [Int32(clamping: precision ?? 6), number], number), number)
      case ("g", .number(let number)):
        guard let precision else { return signed(ShortestNumber.text(number), number) }
        return signed(GoFormat.general(number, precision: precision), number)
      default: return nil
      }
      if verb == "v", case .number(let number) = value {
        guard let precision else { return signed(value.text, number) }
        return signed(GoFormat.general(number, precision: precision), number)
      }
      guard let precision, case .text(let text) = value else { return value.text }
      return String(text.prefix(precision))
    }

    private func signed(_ text: String, _ value: Double) -> String {
      flags.contains("+") && value >= 0 && !text.hasPrefix("+") ? "+" + text : text
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// What C makes of one number; what is no number is written as Go does.
  private static func c(_ format: String, _ arguments: [any CVarArg], _ value: Double) -> String {
    guard value.isFinite else { return ShortestNumber.text(value) }
    var buffer = [CChar](repeating: 0, count: 2048)
    let count = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(
      decoding: buffer.prefix(max(0, min(Int(count), buffer.count - 1))).map(
        UInt8.init(bitPattern:)),
      as: UTF8.self)
  }
}

extension TemplateValue {
  /// As Go's `%T` names it.
  fileprivate var typeName: String {
    switch self {
    case .text: "string"
    case .number: "float64"
    case .bool: "bool"
    case .map: "map[string]string"
    case .list: "[]interface {}"
    case .nothing, .root: "<nil>"
    }
  }
}
