import Lexemes

extension Lexer {
  mutating func readWord() {
    let start = index
    var hasColon = false
    while let byte = peek(), byte.isWordPart || byte == UInt8(ascii: ":") {
      hasColon = hasColon || byte == UInt8(ascii: ":")
      index += 1
    }
    let word = String(decoding: text[start..<index], as: UTF8.self).lowercased()
    emit(Token.words[word] ?? (hasColon ? .metricIdentifier : .identifier), from: start)
  }

  mutating func readOperator(_ byte: UInt8, from start: Int) {
    let isFollowedByEqual = peek() == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "+"): emit(.op(.add), from: start)
    case UInt8(ascii: "-"): emit(.op(.subtract), from: start)
    case UInt8(ascii: "*"): emit(.op(.multiply), from: start)
    case UInt8(ascii: "/"): emit(.op(.divide), from: start)
    case UInt8(ascii: "%"): emit(.op(.modulo), from: start)
    case UInt8(ascii: "^"): emit(.op(.power), from: start)
    case UInt8(ascii: "="):
      if peek() == UInt8(ascii: "~") {
        fail("unexpected character after '=': '~'", from: start)
      } else if isFollowedByEqual {
        index += 1
        emit(.op(.equal), from: start)
      } else {
        emit(.assign, from: start)
      }
    case UInt8(ascii: "!"):
      guard isFollowedByEqual else {
        return fail("unexpected character after '!': \(quotedCharacter())", from: start)
      }
      index += 1
      emit(.op(.notEqual), from: start)
    case UInt8(ascii: "<"), UInt8(ascii: ">"):
      if isFollowedByEqual { index += 1 }
      let isLess = byte == UInt8(ascii: "<")
      let wide: BinaryOperator = isLess ? .lessOrEqual : .greaterOrEqual
      emit(.op(isFollowedByEqual ? wide : isLess ? .less : .greater), from: start)
    default:
      index = start
      fail("unexpected character: \(quotedCharacter())", from: start)
    }
  }

  /// What stands right after `[`, which is always a duration.
  mutating func readSpan() {
    while peek()?.isBlank == true { index += 1 }
    let start = index
    if scanNumber() { return fail("missing unit character in duration", from: start) }
    guard scanUnits() else {
      return fail("bad duration syntax: \(quoted(from: start))", from: start)
    }
    emit(.duration, from: start)
  }

  mutating func readNumberOrDuration() {
    let start = index
    if scanNumber() { return emit(.number, from: start) }
    guard scanUnits() else {
      return fail("bad number or duration syntax: \(quoted(from: start))", from: start)
    }
    emit(.duration, from: start)
  }

  private func quoted(from start: Int) -> String {
    QuotedString.quoted(String(decoding: text[start..<index], as: UTF8.self))
  }

  /// Passes over what looks like a number; whether it is one, the parser finds out.
  /// - Returns: false where it runs on into a word, as a duration does.
  private mutating func scanNumber() -> Bool {
    var isHexadecimal = false
    if peek() == UInt8(ascii: "0") {
      index += 1
      if let next = peek(), next | 0x20 == UInt8(ascii: "x") {
        index += 1
        isHexadecimal = true
      }
    }
    skipDigits(hexadecimal: isHexadecimal)
    if peek() == UInt8(ascii: ".") {
      index += 1
      skipDigits(hexadecimal: isHexadecimal)
    }
    if let next = peek(), next | 0x20 == UInt8(ascii: "e") {
      index += 1
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { index += 1 }
      skipDigits(hexadecimal: false)
    }
    return peek()?.isWordPart != true
  }

  private mutating func skipDigits(hexadecimal: Bool) {
    while let byte = peek(), byte.isDigit || hexadecimal && byte.isHexadecimalLetter { index += 1 }
  }

  /// Passes over the unit and the further parts of a duration whose first number is read.
  private mutating func scanUnits() -> Bool {
    guard skipUnit(years: true) else { return false }
    while peek()?.isDigit == true {
      skipDigits(hexadecimal: false)
      // A year stands first or nowhere.
      guard skipUnit(years: false) else { return false }
    }
    guard peek()?.isWordPart == true else { return true }
    // Prometheus shows the character that is too many.
    index += 1
    return false
  }

  /// Whether the unit is a known one (`hs` is not), the parser finds out.
  private mutating func skipUnit(years: Bool) -> Bool {
    guard let byte = peek(), Self.units.contains(byte), years || byte != UInt8(ascii: "y") else {
      return false
    }
    index += 1
    if peek() == UInt8(ascii: "s") { index += 1 }
    return true
  }

  private static let units = Array("smhdwy".utf8)
}
