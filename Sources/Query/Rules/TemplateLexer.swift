import Lexemes

/// Cuts a template into texts and the words between its braces, as the scanner of Go's
/// `text/template` does.
struct TemplateLexer {
  enum Token: Hashable, Sendable {
    case text(String)
    case open, close
    case space
    case word(String)
    case variable(String)
    /// `.name`.
    case field(String)
    case dot
    case string(String)
    case number(TemplateNumber)
    case pipe, leftParen, rightParen
    /// `:=` and `=`.
    case declare, assign
    /// A character that has no meaning but in its place: `,`.
    case other(Unicode.Scalar)
  }

  private var rest: Substring.UnicodeScalarView
  private var tokens: [Token] = []
  private var parens = 0

  static func tokens(of text: String) throws(TemplateError) -> [Token] {
    guard text.utf8.count <= 64 << 10 else { throw TemplateError("longer than 64 KiB") }
    var lexer = TemplateLexer(rest: text.unicodeScalars[...])
    try lexer.run()
    return lexer.tokens
  }

  private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

  static func isInName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      true
    default: scalar == "_"
    }
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n"
  }

  private func hasPrefix(_ prefix: String, after count: Int = 0) -> Bool {
    rest.dropFirst(count).starts(with: prefix.unicodeScalars)
  }

  private mutating func run() throws(TemplateError) {
    while let open = opening {
      var before = rest[..<open]
      rest = rest[rest.index(open, offsetBy: 2)...]
      let trims = rest.first == "-" && rest.dropFirst().first.map(Self.isSpace) == true
      if trims { while before.last.map(Self.isSpace) == true { before.removeLast() } }
      if !before.isEmpty { tokens.append(.text(String(before))) }
      if hasPrefix("/*", after: trims ? 2 : 0) {
        try comment()
        continue
      }
      if trims { rest = rest.dropFirst(2) }
      tokens.append(.open)
      parens = 0
      try action()
      tokens.append(.close)
    }
    if !rest.isEmpty { tokens.append(.text(String(rest))) }
  }

  /// Where the next braces open.
  private var opening: Substring.UnicodeScalarView.Index? {
    var at = rest.startIndex
    while let brace = rest[at...].firstIndex(of: "{") {
      at = rest.index(after: brace)
      if at < rest.endIndex, rest[at] == "{" { return brace }
    }
    return nil
  }

  private mutating func comment() throws(TemplateError) {
    rest = rest.dropFirst(rest.first == "-" ? 4 : 2)
    while !rest.isEmpty, !hasPrefix("*/") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { throw TemplateError("unclosed comment") }
    rest = rest.dropFirst(2)
    guard closes() else { throw TemplateError("comment ends before closing delimiter") }
  }

  /// Takes the closing braces, and the space behind them when they trim it.
  private mutating func closes() -> Bool {
    if hasPrefix("}}") {
      rest = rest.dropFirst(2)
      return true
    }
    guard rest.first.map(Self.isSpace) == true, hasPrefix("-}}", after: 1) else { return false }
    rest = rest.dropFirst(4).drop(while: Self.isSpace)
    return true
  }

  /// Reads up to the closing braces, and takes them.
  private mutating func action() throws(TemplateError) {
    while true {
      let here = rest
      if closes() {
        guard parens == 0 else { throw TemplateError("unclosed left paren") }
        return
      }
      rest = here
      guard let first = rest.first else { throw TemplateError("unclosed action") }
      if Self.isSpace(first) {
        let spaces = rest.prefix(while: Self.isSpace).count
        // The last space may belong to the braces.
        let belongs = hasPrefix("-}}", after: spaces)
        rest = rest.dropFirst(belongs ? spaces - 1 : spaces)
        if !belongs || spaces > 1 { tokens.append(.space) }
      } else {
        tokens.append(try token(first))
      }
    }
  }

  private mutating func token(_ first: Unicode.Scalar) throws(TemplateError) -> Token {
    switch first {
    case "\"", "`": return .string(try string())
    case "'": return .number(.integer(try character()))
    case "$":
      rest.removeFirst()
      return .variable(try name())
    case ".":
      guard let next = rest.dropFirst().first, !("0"..."9").contains(next) else { break }
      rest.removeFirst()
      let name = try name()
      return name.isEmpty ? .dot : .field(name)
    case "|", "(", ")", "=", ":": return try sign(first)
    default: break
    }
    if first == "." || first == "+" || first == "-" || ("0"..."9").contains(first) {
      return .number(try TemplateNumber.read(&rest))
    }
    if Self.isInName(first) { return .word(try name()) }
    guard first.value > 0x20, first.value < 0x7F else {
      throw TemplateError("unrecognized character in action: \"\(first)\"")
    }
    rest.removeFirst()
    return .other(first)
  }

  private mutating func sign(_ first: Unicode.Scalar) throws(TemplateError) -> Token {
    rest.removeFirst()
    switch first {
    case "|": return .pipe
    case "=": return .assign
    case "(":
      parens += 1
      return .leftParen
    case ")":
      parens -= 1
      guard parens >= 0 else { throw TemplateError("unexpected right paren") }
      return .rightParen
    default:
      guard rest.first == "=" else { throw TemplateError("expected :=") }
      rest.removeFirst()
      return .declare
    }
  }

  /// A name, which may be empty, and what may stand behind it.
  private mutating func name() throws(TemplateError) -> String {
    let name = rest.prefix(while: Self.isInName)
    rest = rest[name.endIndex...]
    if let next = rest.first, !Self.isSpace(next), !".,|:)(}".unicodeScalars.contains(next) {
      throw TemplateError("bad character \"\(next)\"")
    }
    return String(name)
  }

  private mutating func string() throws(TemplateError) -> String {
    guard let quote = rest.first else { return "" }
    var end = rest.index(after: rest.startIndex)
    while end < rest.endIndex, rest[end] != quote {
      if rest[end] == "\\", quote != "`" {
        end = rest.index(after: end)
        guard end < rest.endIndex else { break }
      }
      end = rest.index(after: end)
    }
    let quoted = rest[..<(end < rest.endIndex ? rest.index(after: end) : end)]
    rest = rest[quoted.endIndex...]
    do {
      return try QuotedString.read(Array(String(quoted).utf8), at: 0).value
    } catch {
      throw TemplateError(error.words)
    }
  }

  /// `'a'`: the number of a character.
  private mutating func character() throws(TemplateError) -> Int {
    let text = try string()
    guard let first = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      throw TemplateError("malformed character constant: '\(text)'")
    }
    return Int(first.value)
  }
}
