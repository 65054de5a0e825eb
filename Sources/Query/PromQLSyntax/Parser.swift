import Lexemes

/// Makes trees of tokens, by operator precedence.
struct Parser {
  /// An expression with the levels below it, itself included.
  struct Node {
    var expression: Expression
    var depth: Int
  }

  let text: [UInt8]
  private let tokens: [Token]
  private var index = 0
  /// The parentheses, calls and operands that are open.
  private var level = 0
  /// The aggregations whose arguments are being read, which messages name.
  var openAggregations = 0

  init(_ source: String) throws(PromQLSyntaxError) {
    text = Array(source.utf8)
    guard text.count <= Limits.length else {
      throw PromQLSyntaxError(
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

  func source(_ range: SourceRange) -> String {
    String(decoding: text[range.start..<range.end], as: UTF8.self)
  }

  func failure(_ range: SourceRange, _ detail: String) -> PromQLSyntaxError {
    PromQLSyntaxError(.syntax, range, in: text, detail)
  }

  /// The error of a token that can't stand where it does.
  func unexpected(_ context: String = "", expected: String = "") -> PromQLSyntaxError {
    if case .error(let words) = token.kind { return failure(token.range, words) }
    let context = context.isEmpty && openAggregations > 0 ? "aggregation" : context
    let place = context.isEmpty ? "" : " in \(context)"
    let wish = expected.isEmpty ? "" : ", expected \(expected)"
    return failure(token.range, "unexpected \(token.described(in: text))\(place)\(wish)")
  }

  /// Passes a token that must come.
  mutating func take(
    _ kind: Token.Kind, _ context: String = "", expected: String = ""
  ) throws(PromQLSyntaxError) -> Token {
    guard token.kind == kind else { throw unexpected(context, expected: expected) }
    return advance()
  }

  mutating func parseAll() throws(PromQLSyntaxError) -> Expression {
    if token.kind == .end { throw failure(.none, "no expression found in input") }
    let node = try parseExpression()
    guard token.kind == .end else { throw unexpected() }
    return node.expression
  }

  /// An expression whose operators bind at least so tightly.
  mutating func parseExpression(minimum: Int = 1) throws(PromQLSyntaxError) -> Node {
    level += 1
    defer { level -= 1 }
    guard level <= Limits.depth else { throw tooDeep(token.range) }
    var left = try parseUnary()
    while case .op(let op) = token.kind, op.precedence >= minimum {
      advance()
      var binary = try parseModifiers(of: op, left: left.expression)
      let right = try parseExpression(minimum: op == .power ? op.precedence : op.precedence + 1)
      binary.right = right.expression
      binary.range = left.expression.range.through(right.expression.range)
      binary.settleMatching()
      left = try node(.binary(binary), over: left, right)
    }
    return left
  }

  private mutating func parseUnary() throws(PromQLSyntaxError) -> Node {
    guard case .op(let op) = token.kind, op == .add || op == .subtract else {
      return try parsePostfix()
    }
    let sign = advance()
    // Tighter than a product, looser than a power: -a ^ b is -(a ^ b).
    let operand = try parseExpression(minimum: BinaryOperator.power.precedence)
    let range = sign.range.through(operand.expression.range)
    if case .number(let number) = operand.expression {
      let value = op == .subtract ? -number.value : number.value
      return Node(expression: .number(NumberLiteral(value, range: range)), depth: 1)
    }
    let unary = Unary(isNegation: op == .subtract, operand.expression, range: range)
    return try node(.unary(unary), over: operand)
  }

  func node(_ expression: Expression, over nodes: Node...) throws(PromQLSyntaxError) -> Node {
    try node(expression, over: nodes)
  }

  func node(_ expression: Expression, over nodes: [Node]) throws(PromQLSyntaxError) -> Node {
    let depth = 1 + (nodes.map(\.depth).max() ?? 0)
    guard depth <= Limits.depth else { throw tooDeep(expression.range) }
    return Node(expression: expression, depth: depth)
  }

  private func tooDeep(_ range: SourceRange) -> PromQLSyntaxError {
    PromQLSyntaxError(
      .tooLarge, range, in: text, "the query nests more than \(Limits.depth) levels deep")
  }
}
