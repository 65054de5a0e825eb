/// A number in a template: Go's integer and float literals.
enum TemplateNumber: Hashable, Sendable {
  case integer(Int)
  case number(Double)
  /// What Go reads and nothing here can use: `1i`, and what only an unsigned integer holds.
  case unevaluated(String)

  private static let imaginary = Self.unevaluated("imaginary numbers")

  /// Takes a number from the front of a text, as Go's scanner cuts it.
  static func read(
    _ rest: inout Substring.UnicodeScalarView
  ) throws(TemplateError) -> TemplateNumber {
    let start = rest
    var isWhole = scan(&rest)
    let first = start[..<rest.startIndex]
    if isWhole, rest.first == "+" || rest.first == "-" {
      isWhole = scan(&rest)
      guard isWhole, start[..<rest.startIndex].last == "i" else { throw bad(start, rest) }
      return imaginary
    }
    guard isWhole else {
      rest = rest.dropFirst()
      throw bad(start, rest)
    }
    return try value(of: String(first))
  }

  private static func bad(
    _ start: Substring.UnicodeScalarView, _ rest: Substring.UnicodeScalarView
  ) -> TemplateError {
    TemplateError("bad number syntax: \"\(String(start[..<rest.startIndex]))\"")
  }

  /// Whether what follows is no part of a word.
  private static func scan(_ rest: inout Substring.UnicodeScalarView) -> Bool {
    func accept(_ scalars: String) -> Bool {
      guard let first = rest.first, scalars.unicodeScalars.contains(first) else { return false }
      rest.removeFirst()
      return true
    }
    func acceptAll(_ scalars: String) { while accept(scalars) {} }
    _ = accept("+-")
    var digits = "0123456789_"
    if accept("0") {
      if accept("xX") {
        digits = "0123456789abcdefABCDEF_"
      } else if accept("oO") {
        digits = "01234567_"
      } else if accept("bB") {
        digits = "01_"
      }
    }
    acceptAll(digits)
    if accept(".") { acceptAll(digits) }
    if digits.utf8.count == 11 && accept("eE") || digits.utf8.count == 23 && accept("pP") {
      _ = accept("+-")
      acceptAll("0123456789_")
    }
    _ = accept("i")
    return rest.first.map(TemplateLexer.isInName) != true
  }

  private static func value(of text: String) throws(TemplateError) -> TemplateNumber {
    let isNegative = text.hasPrefix("-")
    let unsigned = text.drop { $0 == "+" || $0 == "-" }
    if text.hasSuffix("i") { return imaginary }
    let illegal = TemplateError("illegal number syntax: \"\(text)\"")
    guard separates(unsigned) else { throw illegal }
    let plain = unsigned.filter { $0 != "_" }.lowercased()
    if let magnitude = magnitude(plain) {
      let whole = isNegative ? 0 - Int128(magnitude) : Int128(magnitude)
      guard let integer = Int(exactly: whole) else {
        if !isNegative { return .unevaluated("unsigned integers") }
        throw TemplateError("integer overflow: \"\(text)\"")
      }
      return .integer(integer)
    }
    let isFloat =
      plain.contains { ".ep".contains($0) } && (!plain.hasPrefix("0x") || plain.contains("p"))
    guard isFloat, let number = Double(padded(plain)), number.isFinite else {
      let isLong =
        !plain.isEmpty && plain.allSatisfy { ("0"..."9").contains($0) } && !plain.hasPrefix("0")
      throw isLong ? TemplateError("integer overflow: \"\(text)\"") : illegal
    }
    return .number(isNegative ? -number : number)
  }

  private static func magnitude(_ text: String) -> UInt64? {
    guard text.hasPrefix("0"), text.utf8.count > 1 else { return UInt64(text, radix: 10) }
    let digits = text.dropFirst(2)
    switch text.dropFirst().first {
    case "x": return UInt64(digits, radix: 16)
    case "o": return UInt64(digits, radix: 8)
    case "b": return UInt64(digits, radix: 2)
    default: return UInt64(text.dropFirst(), radix: 8)
    }
  }

  /// Whether every underscore stands between digits, the prefix counted as one.
  private static func separates(_ text: Substring) -> Bool {
    guard text.contains("_") else { return true }
    var last: Character = "."
    for (place, character) in text.enumerated() {
      let isDigit = character.isHexDigit || place == 1 && "xXoO".contains(character)
      if character == "_" ? last != "0" : last == "_" && !isDigit { return false }
      last = isDigit ? "0" : character
    }
    return last != "_"
  }

  /// With a digit on both sides of the point, as Swift wants it.
  private static func padded(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let whole = text[..<point]
    let rest = text[text.index(after: point)...]
    let isBare = whole.isEmpty || whole == "0x"
    return whole + (isBare ? "0." : ".")
      + (rest.first?.isHexDigit == true && rest.first != "e" ? "" : "0") + rest
  }
}
