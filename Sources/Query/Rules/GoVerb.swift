import Glibc
import Lexemes

/// A directive of a format with its flags: `%-8.3f`. It writes values as Go's `fmt` does.
struct GoVerb {
  var isSharp = false
  var isZero = false
  var isPlus = false
  var isMinus = false
  var isSpaced = false
  var width: Int?
  var precision: Int?
  var letter: Unicode.Scalar = "v"

  /// `depth` is how many maps and lists it stands in.
  func text(_ value: TemplateValue, depth: Int = 0) -> String {
    if letter == "T" { return padded(value.typeName) }
    switch value {
    case .nothing: return letter == "v" ? padded("<nil>") : "%!\(letter)(<nil>)"
    case .bool(let bool):
      return letter == "t" || letter == "v" ? padded(bool ? "true" : "false") : wrong(value)
    case .integer(let integer, _): return text(integer: integer) ?? wrong(value)
    case .number(let number): return text(float: number) ?? wrong(value)
    case .text(let text), .time(_, let text): return self.text(string: text) ?? wrong(value)
    case .map, .arguments, .list, .record:
      return letter == "p" ? wrong(value) : text(compound: value, depth: depth)
    }
  }

  private func text(compound value: TemplateValue, depth: Int) -> String {
    func of(_ value: TemplateValue) -> String { text(value, depth: depth + 1) }
    switch value {
    case .map(let map):
      let pairs = map.sorted { $0.key < $1.key }
      return "map[" + GoFormat.spaced(pairs) { of(.text($0.key)) + ":" + of(.text($0.value)) } + "]"
    case .arguments(let map):
      let pairs = map.sorted { $0.key < $1.key }
      return "map[" + GoFormat.spaced(pairs) { of(.text($0.key)) + ":" + of($0.value) } + "]"
    case .list(let values): return "[" + GoFormat.spaced(values, of) + "]"
    case .record(let record):
      let fields = GoFormat.spaced(record.fields) { name, value in
        (isPlus && letter == "v" ? "\(name):" : "") + of(value)
      }
      return (record.isPointer && depth == 0 ? "&{" : "{") + fields + "}"
    default: return of(value)
    }
  }

  /// `%!d(string=x)`: the verb does not fit the value.
  private func wrong(_ value: TemplateValue) -> String {
    var plain = self
    plain.letter = "v"
    return "%!\(letter)(\(value.typeName)=\(plain.text(value)))"
  }

  func padded(_ text: String, withZeros: Bool? = nil) -> String {
    let missing = (width ?? 0) - text.unicodeScalars.count
    guard missing > 0 else { return text }
    if isMinus { return text + String(repeating: " ", count: missing) }
    return String(repeating: withZeros ?? isZero ? "0" : " ", count: missing) + text
  }

  // MARK: texts

  private func text(string: String) -> String? {
    let scalars = string.unicodeScalars
    let cut = precision.map { String(String.UnicodeScalarView(scalars.prefix($0))) } ?? string
    switch letter {
    case "v" where isSharp, "q": return padded(quoted(cut))
    case "v", "s": return padded(cut)
    case "x", "X":
      let bytes = string.utf8.prefix(precision ?? .max).map(Self.hexadecimal)
      let prefix = isSharp && !bytes.isEmpty ? "0x" : ""
      let digits =
        isSpaced
        ? bytes.map { prefix + $0 }.joined(separator: " ") : prefix + bytes.joined()
      return padded(letter == "X" ? digits.uppercased() : digits)
    default: return nil
    }
  }

  private func quoted(_ text: String) -> String {
    let canStandRaw = text.unicodeScalars.allSatisfy {
      $0 == "\t" || $0 != "`" && $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0xFEFF
    }
    if isSharp, letter == "q", canStandRaw { return "`\(text)`" }
    return isPlus ? Self.ascii(QuotedString.quoted(text)) : QuotedString.quoted(text)
  }

  /// What is beyond ASCII as escapes.
  private static func ascii(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if scalar.value < 0x10000 {
        result += "\\u" + digits(scalar.value, 4)
      } else {
        result += "\\U" + digits(scalar.value, 8)
      }
    }
    return result
  }

  private static func hexadecimal(_ byte: UInt8) -> String { digits(UInt32(byte), 2) }

  private static func digits(_ value: UInt32, _ count: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  // MARK: integers

  private func text(integer: Int) -> String? {
    switch letter {
    case "v", "d": return whole(integer, radix: 10, prefix: "")
    case "b": return whole(integer, radix: 2, prefix: isSharp ? "0b" : "")
    case "o": return whole(integer, radix: 8, prefix: isSharp ? "0" : "")
    case "O": return whole(integer, radix: 8, prefix: "0o")
    case "x": return whole(integer, radix: 16, prefix: isSharp ? "0x" : "")
    case "X": return whole(integer, radix: 16, prefix: isSharp ? "0X" : "").uppercased()
    case "c": return padded(String(Self.scalar(integer)))
    case "q":
      let scalar = Self.scalar(integer)
      if scalar == "'" { return padded("'\\''") }
      let inside =
        scalar == "\"" ? "\"" : String(QuotedString.quoted(String(scalar)).dropFirst().dropLast())
      return padded("'\(isPlus ? Self.ascii(inside) : inside)'")
    case "U":
      let digits = String(UInt(bitPattern: integer), radix: 16, uppercase: true)
      let code =
        "U+" + String(repeating: "0", count: max(0, max(4, precision ?? 4) - digits.count)) + digits
      let named = isSharp && integer >= 0x20 && integer <= 0x10FFFF
      return padded(code + (named ? " '\(Self.scalar(integer))'" : ""), withZeros: false)
    default: return nil
    }
  }

  private static func scalar(_ code: Int) -> Unicode.Scalar {
    UInt32(exactly: code).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
  }

  private func whole(_ integer: Int, radix: Int, prefix: String) -> String {
    let sign = integer < 0 ? "-" : isPlus ? "+" : isSpaced ? " " : ""
    if precision == 0, integer == 0 { return padded("", withZeros: false) }
    var digits = String(integer.magnitude, radix: radix)
    var least = precision ?? 0
    if precision == nil, isZero, let width { least = width - sign.count }
    digits = String(repeating: "0", count: max(0, least - digits.count)) + digits
    // An octal number's zero is there already when the digits begin with one.
    let isDone = prefix == "0" && digits.hasPrefix("0")
    return padded(sign + (isDone ? "" : prefix) + digits, withZeros: false)
  }

  // MARK: floats

  private func text(float value: Double) -> String? {
    guard let unsigned = unsigned(value.magnitude) else { return nil }
    let isNegative = value.sign == .minus && !value.isNaN
    let sign = isNegative ? "-" : isPlus ? "+" : isSpaced ? " " : ""
    guard value.isFinite else {
      let sign = value.isNaN || isNegative || isSpaced ? sign : "+"
      return padded(sign + (value.isNaN ? "NaN" : "Inf"), withZeros: false)
    }
    let body = isSharp && letter != "b" ? withZeros(unsigned) : unsigned
    guard isZero, let width, width > body.count + sign.count else { return padded(sign + body) }
    return sign + String(repeating: "0", count: width - body.count - sign.count) + body
  }

  private func unsigned(_ value: Double) -> String? {
    let digits = Int32(clamping: precision ?? 6)
    switch letter {
    case "v", "g":
      guard let precision else { return ShortestNumber.text(value) }
      return GoFormat.general(value, precision: precision)
    case "G":
      guard let precision else { return ShortestNumber.text(value).uppercased() }
      return GoFormat.general(value, precision: precision).uppercased()
    case "f", "F": return Self.c("%.*f", [digits, value], value)
    case "e": return Self.c("%.*e", [digits, value], value)
    case "E": return Self.c("%.*E", [digits, value], value)
    case "x": return hexadecimal(value)
    case "X": return hexadecimal(value).uppercased()
    case "b":
      let field = Int(value.bitPattern >> 52 & 0x7FF)
      let fraction = value.bitPattern & (1 << 52 - 1)
      let exponent = max(field, 1) - 1075
      return "\(field == 0 ? fraction : fraction | 1 << 52)p\(exponent < 0 ? "" : "+")\(exponent)"
    default: return nil
    }
  }

  /// C's `%a` with an exponent of two digits at least.
  private func hexadecimal(_ value: Double) -> String {
    let text =
      precision.map { Self.c("%.*a", [Int32(clamping: $0), value], value) }
      ?? Self.c("%a", [value], value)
    guard let power = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return text }
    let exponent = text[text.index(after: power)...]
    return exponent.count > 1 ? text : text[...power] + "0" + exponent
  }

  /// The point and the zeros that `#` keeps.
  private func withZeros(_ text: String) -> String {
    let isHexadecimal = letter == "x" || letter == "X"
    let tail = text.firstIndex { "pP".contains($0) || !isHexadecimal && "eE".contains($0) }
    var number = String(text[..<(tail ?? text.endIndex)])
    let hasPoint = number.contains(".")
    var missing = 0
    if ["v", "g", "G", "x"].contains(letter) {
      let significant = number.drop { "0.x".contains($0) }.count { $0 != "." }
      missing = (precision ?? 6) - significant - (number == "0" ? 1 : 0)
    }
    if !hasPoint { number += "." }
    return number + String(repeating: "0", count: max(0, missing))
      + text[(tail ?? text.endIndex)...]
  }

  /// What C makes of one number; what is no number is written as Go does.
  static func c(_ format: String, _ arguments: [any CVarArg], _ value: Double) -> String {
    guard value.isFinite else { return ShortestNumber.text(value) }
    let count = withVaList(arguments) { vsnprintf(nil, 0, format, $0) }
    var buffer = [CChar](repeating: 0, count: Int(max(0, count)) + 1)
    _ = withVaList(arguments) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
