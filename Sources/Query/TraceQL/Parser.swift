import Lexemes

/// Makes trees of tokens.
struct Parser {
  let text: [UInt8]
  private let tokens: [Token]
  private var index = 0
  private var level = 0

  init(_ source: String) throws(TraceQLError) {
    text = Array(source.utf8)
    guard text.count <= Limits.length else {
      throw TraceQLError(
        .tooLarge, SourceRange(0, text.count), in: text,
        "the query has \(text.count) bytes, more than \(Limits.length)")
    }
    tokens = Lexer.tokens(of: text)
  }

  // The last token is `end` or `error` and is never passed.
  var token: Token { tokens[index] }
  var next: Token { tokens[min(index + 1, tokens.count - 1)] }
  /// The end of what is already read.
  var end: Int { index > 0 ? tokens[index - 1].range.end : 0 }

  @discardableResult
  mutating func advance() -> Token {
    let passed = token
    if index < tokens.count - 1 { index += 1 }
    return passed
  }

  func isAt(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

  func failure(_ range: SourceRange, _ detail: String) -> TraceQLError {
    TraceQLError(.meaning, range, in: text, detail)
  }

  /// The error of a token that can't stand where it does.
  func unexpected(_ expected: String...) -> TraceQLError {
    if case .error(let words) = token.kind {
      return TraceQLError(.syntax, token.range, in: text, words)
    }
    let wish = expected.isEmpty ? "" : ", expecting \(expected.joined(separator: " or "))"
    return TraceQLError(
      .syntax, token.range, in: text,
      "syntax error: unexpected \(token.described(in: text))\(wish)")
  }

  mutating func take(_ symbol: String) throws(TraceQLError) {
    guard isAt(symbol) else { throw unexpected(symbol) }
    advance()
  }

  mutating func takeInteger() throws(TraceQLError) -> Int {
    guard case .literal(.integer(let value)) = token.kind else { throw unexpected("INTEGER") }
    advance()
    return value
  }

  mutating func takeAttribute() throws(TraceQLError) -> Attribute {
    guard case .attribute(let attribute) = token.kind else { throw unexpected("an attribute") }
    advance()
    return attribute
  }

  /// Attributes in parentheses.
  mutating func takeAttributes() throws(TraceQLError) -> [Attribute] {
    try take("(")
    var attributes = [try takeAttribute()]
    while isAt(",") {
      advance()
      attributes.append(try takeAttribute())
    }
    try take(")")
    return attributes
  }

  /// Counts a level up; the caller counts it down again.
  mutating func enter() throws(TraceQLError) {
    level += 1
    guard level <= Limits.depth else { throw tooDeep(token.range) }
  }

  mutating func leave() { level -= 1 }

  /// The depth of a node over others.
  func depth(over depths: Int...) throws(TraceQLError) -> Int {
    let depth = 1 + (depths.max() ?? 0)
    guard depth <= Limits.depth else { throw tooDeep(token.range) }
    return depth
  }

  private func tooDeep(_ range: SourceRange) -> TraceQLError {
    TraceQLError(
      .tooLarge, range, in: text, "the query nests more than \(Limits.depth) levels deep")
  }
}
