import Lexemes

extension Parser {
  /// A literal, a selector, a call, an aggregation or parentheses.
  mutating func parseOperand() throws(PromQLSyntaxError) -> Node {
    switch token.kind {
    case .number:
      let range = token.range
      return Node(
        expression: .number(NumberLiteral(try parseNumber(), range: range)), depth: 1)
    case .string(let value):
      return Node(
        expression: .string(StringLiteral(value, range: advance().range)), depth: 1)
    case .leftParen: return try parseParen()
    case .identifier where next.kind == .leftParen: return try parseCall()
    case .aggregation(let op) where startsAggregation: return try parseAggregation(op)
    case .leftBrace: return Node(expression: .vector(try parseSelector()), depth: 1)
    case _ where token.canNameMetric:
      return Node(expression: .vector(try parseSelector()), depth: 1)
    default: throw unexpected()
    }
  }

  private var startsAggregation: Bool {
    switch next.kind {
    case .leftParen, .keyword(.by), .keyword(.without): true
    default: false
    }
  }

  /// A number that the lexer only found to look like one.
  mutating func parseNumber() throws(PromQLSyntaxError) -> Double {
    let token = advance()
    let written = source(token.range)
    guard let value = NumberText.value(written) else {
      throw failure(
        token.range,
        "error parsing number: strconv.ParseFloat: parsing \(QuotedString.quoted(written)): "
          + (NumberText.isTooLarge(written) ? "value out of range" : "invalid syntax"))
    }
    return value
  }

  private mutating func parseParen() throws(PromQLSyntaxError) -> Node {
    let open = advance()
    let inner = try parseExpression()
    let close = try take(.rightParen)
    let range = open.range.through(close.range)
    return try node(.paren(Paren(inner.expression, range: range)), over: inner)
  }

  private mutating func parseCall() throws(PromQLSyntaxError) -> Node {
    let name = advance()
    let written = source(name.range)
    let arguments = try parseArguments()
    guard let function = Function.named(written) else {
      throw failure(name.range, "unknown function with name \(QuotedString.quoted(written))")
    }
    let call = Call(
      function, arguments.map(\.expression), range: SourceRange(name.range.start, end))
    return try node(.call(call), over: arguments)
  }

  /// Also true for what can't be read, which has an error of its own.
  private var startsExpression: Bool {
    switch token.kind {
    case .number, .string, .leftParen, .leftBrace, .op(.add), .op(.subtract), .error: true
    default: token.canNameMetric
    }
  }

  private mutating func parseArguments() throws(PromQLSyntaxError) -> [Node] {
    _ = try take(.leftParen)
    var arguments: [Node] = []
    if token.kind == .rightParen {
      advance()
      return arguments
    }
    while true {
      arguments.append(try parseExpression())
      guard token.kind == .comma else { break }
      let comma = advance()
      if !startsExpression {
        throw failure(comma.range, "trailing commas not allowed in function call args")
      }
    }
    _ = try take(.rightParen)
    return arguments
  }

  private mutating func parseAggregation(
    _ op: AggregationOperator
  ) throws(PromQLSyntaxError) -> Node {
    let start = advance().range.start
    var grouping = try parseGrouping()
    guard token.kind == .leftParen else { throw unexpected("aggregation") }
    openAggregations += 1
    let arguments = try parseArguments()
    openAggregations -= 1
    if grouping == nil { grouping = try parseGrouping() }
    let range = SourceRange(start, end)
    guard let last = arguments.last else {
      throw failure(range, "no arguments for aggregate expression provided")
    }
    let wanted = op.parameterType == .none ? 1 : 2
    guard arguments.count == wanted else {
      throw failure(
        range,
        "wrong number of arguments for aggregate expression provided, "
          + "expected \(wanted), got \(arguments.count)")
    }
    let aggregation = Aggregation(
      op, last.expression, parameter: wanted == 2 ? arguments[0].expression : nil,
      grouping: grouping?.labels ?? [], isWithout: grouping?.isWithout ?? false, range: range)
    return try node(.aggregation(aggregation), over: arguments)
  }

  private mutating func parseGrouping() throws(PromQLSyntaxError) -> (
    labels: [String], isWithout: Bool
  )? {
    guard token.kind == .keyword(.by) || token.kind == .keyword(.without) else { return nil }
    let isWithout = advance().kind == .keyword(.without)
    return (try parseLabelNames(), isWithout)
  }
}
