import Lexemes
import PromQLSyntax

/// Makes trees of tokens.
struct Parser {
  /// A piece of a tree with the levels below it, itself included.
  struct Node<Value> {
    var value: Value
    var depth: Int
  }

  let text: [UInt8]
  private let tokens: [Token]
  private var index = 0
  private var level = 0

  init(_ source: String) throws(LogQLError) {
    text = Array(source.utf8)
    guard text.count <= Limits.length else {
      throw LogQLError(
        .tooLarge, SourceRange(0, text.count), in: text,
        "the query has \(text.count) bytes, more than \(Limits.length)")
    }
    tokens = Lexer.tokens(of: text)
  }

  // The last token is `end` or `error` and is never passed.
  var token: Token { tokens[index] }
  func next(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }
  /// The end of what is already read.
  var end: Int { index > 0 ? tokens[index - 1].range.end : 0 }

  @discardableResult
  mutating func advance() -> Token {
    let passed = token
    if index < tokens.count - 1 { index += 1 }
    return passed
  }

  func failure(_ range: SourceRange, _ detail: String) -> LogQLError {
    LogQLError(.meaning, range, in: text, detail)
  }

  /// The error of a token that can't stand where it does.
  func unexpected(_ expected: String...) -> LogQLError {
    if case .error(let words) = token.kind {
      return LogQLError(.syntax, token.range, in: text, words)
    }
    let wish = expected.isEmpty ? "" : ", expecting \(expected.joined(separator: " or "))"
    return LogQLError(
      .syntax, token.range, in: text,
      "syntax error: unexpected \(token.described(in: text))\(wish)")
  }

  @discardableResult
  mutating func take(_ kind: Token.Kind, _ expected: String) throws(LogQLError) -> Token {
    guard token.kind == kind else { throw unexpected(expected) }
    return advance()
  }

  mutating func takeIdentifier() throws(LogQLError) -> String {
    guard case .identifier(let name) = token.kind else { throw unexpected("IDENTIFIER") }
    advance()
    return name
  }

  mutating func takeString() throws(LogQLError) -> String {
    guard case .string(let value) = token.kind else { throw unexpected("STRING") }
    advance()
    return value
  }

  mutating func parseAll() throws(LogQLError) -> LogQLQuery {
    let query = try parseExpression()
    guard token.kind == .end else { throw unexpected() }
    return query.value
  }

  /// Counts a level up; the caller counts it down again.
  mutating func enter() throws(LogQLError) {
    level += 1
    guard level <= Limits.depth else { throw tooDeep(token.range) }
  }

  mutating func leave() { level -= 1 }

  /// A node over others.
  func node<Value>(
    _ value: Value, at range: SourceRange, over depths: Int...
  ) throws(LogQLError) -> Node<Value> {
    let depth = 1 + (depths.max() ?? 0)
    guard depth <= Limits.depth else { throw tooDeep(range) }
    return Node(value: value, depth: depth)
  }

  private func tooDeep(_ range: SourceRange) -> LogQLError {
    LogQLError(
      .tooLarge, range, in: text, "the query nests more than \(Limits.depth) levels deep")
  }
}
