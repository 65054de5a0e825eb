import Lexemes

extension Parser {
  typealias Field = (value: FieldExpression, depth: Int, type: FieldType, range: SourceRange)

  /// `{…}`, the condition checked for types.
  mutating func parseFilter() throws(TraceQLError) -> (FieldExpression?, SourceRange) {
    let start = token.range.start
    try take("{")
    if isAt("}") {
      advance()
      return (nil, SourceRange(start, end))
    }
    let field = try parseField()
    try take("}")
    guard field.type == .bool || field.type == .any else {
      throw failure(
        field.range, "span filter field expressions must resolve to a boolean: \(field.value)")
    }
    return (field.value, SourceRange(start, end))
  }

  /// An expression whose operators bind at least so tightly.
  mutating func parseField(minimum: Int = 1) throws(TraceQLError) -> Field {
    try enter()
    defer { leave() }
    var left = try parseFieldOperand()
    while case .symbol(let symbol) = token.kind {
      let precedence: Int
      if symbol == "&&" || symbol == "||" {
        precedence = 1
      } else if FieldExpression.Comparison(rawValue: symbol) != nil {
        precedence = 2
      } else if let arithmetic = FieldExpression.Arithmetic(rawValue: symbol) {
        precedence = arithmetic.precedence
      } else {
        return left
      }
      guard precedence >= minimum else { return left }
      advance()
      // A power groups to the right, all others to the left.
      let right = try parseField(minimum: symbol == "^" ? precedence : precedence + 1)
      left = try joined(symbol, left, right)
    }
    return left
  }

  private func joined(
    _ symbol: String, _ left: Field, _ right: Field
  ) throws(TraceQLError) -> Field {
    let value: FieldExpression
    let result: FieldType
    let isRight: Bool
    if symbol == "&&" || symbol == "||" {
      value = symbol == "&&" ? .and(left.value, right.value) : .or(left.value, right.value)
      result = .bool
      isRight = left.type.canBe(.bool) && right.type.canBe(.bool)
    } else if let op = FieldExpression.Arithmetic(rawValue: symbol) {
      value = .arithmetic(op, left.value, right.value)
      result = .number
      isRight = left.type.canBe(.number) && right.type.canBe(.number)
    } else if let op = FieldExpression.Comparison(rawValue: symbol) {
      value = .comparison(op, left.value, right.value)
      result = .bool
      isRight = left.type.allows(op) && right.type.allows(op)
    } else {
      throw unexpected()
    }
    let range = left.range.through(right.range)
    guard left.type.matches(right.type) else {
      throw failure(range, "binary operations must operate on the same type: \(value)")
    }
    guard isRight else {
      throw failure(range, "illegal operation for the given types: \(value)")
    }
    return (value, try depth(over: left.depth, right.depth), result, range)
  }

  private mutating func parseFieldOperand() throws(TraceQLError) -> Field {
    let range = token.range
    switch token.kind {
    case .symbol("("):
      advance()
      let inner = try parseField()
      try take(")")
      return (inner.value, inner.depth, inner.type, SourceRange(range.start, end))
    case .symbol("-"):
      advance()
      // Looser than a product: -a * b is -(a * b).
      let operand = try parseField(minimum: 4)
      let whole = range.through(operand.range)
      guard operand.type.canBe(.number) else {
        throw failure(whole, "illegal operation for the given type: -\(operand.value)")
      }
      if case .literal(let literal) = operand.value, let negated = literal.negated {
        return (.literal(negated), 1, .number, whole)
      }
      return (.negative(operand.value), try depth(over: operand.depth), .number, whole)
    case .symbol("!"):
      advance()
      let operand = try parseField(minimum: 5)
      let whole = range.through(operand.range)
      guard operand.type.canBe(.bool) else {
        throw failure(whole, "illegal operation for the given type: !\(operand.value)")
      }
      return (.not(operand.value), try depth(over: operand.depth), .bool, whole)
    case .literal(let literal):
      advance()
      return (.literal(literal), 1, literal.type, range)
    case .attribute(let attribute):
      advance()
      return (.attribute(attribute), 1, attribute.type, range)
    default: throw unexpected()
    }
  }
}

extension TraceLiteral {
  /// The number with the other sign; `nil` for what is none.
  var negated: TraceLiteral? {
    switch self {
    case .integer(let value): .integer(0 &- value)
    case .float(let value): .float(-value)
    case .duration(let value): .duration(0 &- value)
    default: nil
    }
  }
}
