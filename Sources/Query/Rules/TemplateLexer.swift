import Lexemes

/// Cuts a template into texts and the words between its braces.
enum TemplateLexer {
  enum Token: Hashable, Sendable {
    case text(String)
    case open, close
    case word(String)
    case variable(String)
    /// `.name`, attached to what stands before it when `isAttached`.
    case field(String, isAttached: Bool)
    case dot
    case string(String)
    case number(Double)
    case pipe, leftParen, rightParen, comma
    /// `:=` or `=`.
    case assign
  }

  static func tokens(of text: String) throws(TemplateError) -> [Token] {
    guard text.utf8.count <= 64 << 10 else { throw TemplateError("longer than 64 KiB") }
    var tokens: [Token] = []
    var rest = text[...]
    var trims = false
    while let open = rest.firstRange(of: "{{") {
      var before = rest[..<open.lowerBound]
      rest = rest[open.upperBound...]
      if trims { before = before.drop { $0.isWhitespace } }
      if rest.hasPrefix("-"), rest.dropFirst().first?.isWhitespace == true {
        rest = rest.dropFirst()
        while before.last?.isWhitespace == true { before.removeLast() }
      }
      if !before.isEmpty { tokens.append(.text(String(before))) }
      if let end = try endOfComment(rest) {
        (rest, trims) = end
        continue
      }
      tokens.append(.open)
      trims = try action(&rest, &tokens)
      tokens.append(.close)
    }
    if trims { rest = rest.drop { $0.isWhitespace } }
    if !rest.isEmpty { tokens.append(.text(String(rest))) }
    return tokens
  }

  private static func endOfComment(_ text: Substring) throws(TemplateError) -> (Substring, Bool)? {
    let start = text.drop { $0.isWhitespace }
    guard start.hasPrefix("/*") else { return nil }
    guard let end = start.firstRange(of: "*/") else { throw TemplateError("unclosed comment") }
    var rest = start[end.upperBound...].drop { $0.isWhitespace }
    let trims = rest.hasPrefix("-")
    if trims { rest = rest.dropFirst() }
    guard rest.hasPrefix("}}") else { throw TemplateError("comment ends before closing delimiter") }
    return (rest.dropFirst(2), trims)
  }

  /// Reads up to the closing braces; says whether they trim what follows.
  private static func action(
    _ rest: inout Substring, _ tokens: inout [Token]
  ) throws(TemplateError) -> Bool {
    var isAttached = false
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.drop { $0.isWhitespace }
        isAttached = false
        if rest.hasPrefix("-}}") {
          rest = rest.dropFirst(3)
          return true
        }
        continue
      }
      if rest.hasPrefix("}}") {
        rest = rest.dropFirst(2)
        return false
      }
      tokens.append(try token(&rest, isAttached: isAttached))
      isAttached = true
    }
    throw TemplateError("unclosed action")
  }

  private static func token(
    _ rest: inout Substring, isAttached: Bool
  ) throws(TemplateError) -> Token {
    func isName(_ character: Character) -> Bool {
      character == "_" || character.isLetter || character.isNumber
    }
    guard let first = rest.first else { throw TemplateError("unclosed action") }
    switch first {
    case "|":
      rest = rest.dropFirst()
      return .pipe
    case "(":
      rest = rest.dropFirst()
      return .leftParen
    case ")":
      rest = rest.dropFirst()
      return .rightParen
    case ",":
      rest = rest.dropFirst()
      return .comma
    case "=":
      rest = rest.dropFirst()
      return .assign
    case ":" where rest.hasPrefix(":="):
      rest = rest.dropFirst(2)
      return .assign
    case "\"", "`", "'": return .string(try string(&rest))
    case "$":
      let name = rest.dropFirst().prefix(while: isName)
      rest = rest[name.endIndex...]
      return .variable(String(name))
    case "." where rest.dropFirst().first?.isNumber != true:
      let name = rest.dropFirst().prefix(while: isName)
      rest = rest[name.endIndex...]
      return name.isEmpty ? .dot : .field(String(name), isAttached: isAttached)
    default: break
    }
    if first.isNumber || "+-.".contains(first) {
      let digits = rest.prefix { isName($0) || "+-.".contains($0) }
      rest = rest[digits.endIndex...]
      let unsigned = digits.drop { "+-".contains($0) }
      guard digits.count - unsigned.count <= 1, let number = NumberText.value(String(unsigned))
      else { throw TemplateError("bad number syntax: \"\(digits)\"") }
      return .number(digits.first == "-" ? -number : number)
    }
    let word = rest.prefix(while: isName)
    guard !word.isEmpty else { throw TemplateError("unexpected \"\(first)\" in operand") }
    rest = rest[word.endIndex...]
    return .word(String(word))
  }

  private static func string(_ rest: inout Substring) throws(TemplateError) -> String {
    do {
      let (value, end) = try QuotedString.read(Array(rest.utf8), at: 0)
      let utf8 = rest.utf8
      rest = rest[utf8.index(utf8.startIndex, offsetBy: end)...]
      return value
    } catch {
      throw TemplateError(error.words)
    }
  }
}
