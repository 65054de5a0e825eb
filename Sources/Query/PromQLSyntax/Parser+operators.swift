import Lexemes

extension Parser {
  /// What stands between an operator and its right side, in a node whose right side is yet to come.
  mutating func parseModifiers(
    of op: BinaryOperator, left: Expression
  ) throws(PromQLSyntaxError) -> Binary {
    var binary = Binary(op, left, left)
    if token.kind == .keyword(.bool) {
      advance()
      binary.returnBool = true
    }
    var matching = VectorMatching()
    if token.kind == .keyword(.on) || token.kind == .keyword(.ignoring) {
      matching.isOn = advance().kind == .keyword(.on)
      matching.labels = try parseLabelNames()
      if token.kind == .keyword(.groupLeft) || token.kind == .keyword(.groupRight) {
        let isLeft = advance().kind == .keyword(.groupLeft)
        matching.cardinality = isLeft ? .manyToOne : .oneToMany
        if token.kind == .leftParen { matching.include = try parseLabelNames() }
      }
    }
    binary.matching = matching
    return binary
  }

  /// `(a, b)`, an empty list and a comma at its end allowed.
  mutating func parseLabelNames() throws(PromQLSyntaxError) -> [String] {
    _ = try take(.leftParen, "grouping opts", expected: #""(""#)
    var names: [String] = []
    while token.kind != .rightParen {
      guard token.canNameLabel else { throw unexpected("grouping opts", expected: "label") }
      names.append(source(advance().range))
      if token.kind == .rightParen { break }
      _ = try take(.comma, "grouping opts", expected: #""," or ")""#)
    }
    advance()
    return names
  }

  /// `[…]`, `offset` and `@` behind an operand.
  mutating func parsePostfix() throws(PromQLSyntaxError) -> Node {
    var node = try parseOperand()
    while true {
      switch token.kind {
      case .leftBracket: node = try parseBrackets(after: node)
      case .keyword(.offset): node.expression = try parseOffset(of: node.expression)
      case .at: node.expression = try parsePin(of: node.expression)
      default: return node
      }
    }
  }

  private mutating func parseBrackets(after inner: Node) throws(PromQLSyntaxError) -> Node {
    let bracket = advance()
    guard token.kind == .duration else {
      throw unexpected("subquery selector", expected: "duration")
    }
    let span = try parseDuration()
    if token.kind == .rightBracket {
      advance()
      return try matrix(of: inner, span: span, brackets: SourceRange(bracket.range.start, end))
    }
    _ = try take(.colon, "subquery or range", expected: #"":" or "]""#)
    var step: Int64?
    if token.kind == .duration { step = try parseDuration() }
    _ = try take(
      .rightBracket, "subquery selector", expected: step == nil ? #"duration or "]""# : #""]""#)
    let subquery = Subquery(
      inner.expression, span: span, step: step,
      range: SourceRange(inner.expression.range.start, end))
    return try node(.subquery(subquery), over: inner)
  }

  private func matrix(
    of inner: Node, span: Int64, brackets: SourceRange
  ) throws(PromQLSyntaxError) -> Node {
    guard case .vector(let selector) = inner.expression else {
      throw failure(brackets, "ranges only allowed for vector selectors")
    }
    if selector.offset != 0 {
      throw failure(brackets, "no offset modifiers allowed before range")
    }
    if selector.pin != nil { throw failure(brackets, "no @ modifiers allowed before range") }
    let range = SourceRange(selector.range.start, brackets.end)
    return try node(.matrix(MatrixSelector(selector, span: span, range: range)), over: inner)
  }

  mutating func parseDuration() throws(PromQLSyntaxError) -> Int64 {
    let token = advance()
    let milliseconds: Int64
    do {
      milliseconds = try DurationText.milliseconds(source(token.range))
    } catch {
      throw failure(token.range, error.words)
    }
    guard milliseconds > 0 else {
      throw failure(token.range, "duration must be greater than 0")
    }
    return milliseconds
  }

  private mutating func parseOffset(
    of expression: Expression
  ) throws(PromQLSyntaxError) -> Expression {
    advance()
    let isNegative = token.kind == .op(.subtract)
    if isNegative { advance() }
    guard token.kind == .duration else { throw unexpected("offset", expected: "duration") }
    let duration = try parseDuration()
    return try expression.modified(
      by: { modifiers throws(ModifierProblem) in
        guard modifiers.offset == 0 else {
          throw ModifierProblem(words: "offset may not be set multiple times")
        }
        modifiers.offset = isNegative ? -duration : duration
      }, named: "offset", in: self)
  }

  private mutating func parsePin(of expression: Expression) throws(PromQLSyntaxError) -> Expression
  {
    advance()
    let pin: Pin
    switch token.kind {
    case .keyword(.start), .keyword(.end):
      pin = advance().kind == .keyword(.start) ? .start : .end
      _ = try take(.leftParen, "@", expected: "timestamp")
      _ = try take(.rightParen, "@", expected: "timestamp")
    default:
      var sign = 1.0
      if token.kind == .op(.add) || token.kind == .op(.subtract) {
        sign = advance().kind == .op(.subtract) ? -1 : 1
      }
      guard token.kind == .number else { throw unexpected("@", expected: "timestamp") }
      pin = .time(try milliseconds(of: sign * parseNumber(), of: expression))
    }
    return try expression.modified(
      by: { modifiers throws(ModifierProblem) in
        guard modifiers.pin == nil else {
          throw ModifierProblem(words: "@ <timestamp> may not be set multiple times")
        }
        modifiers.pin = pin
      }, named: "@", in: self)
  }

  private func milliseconds(
    of seconds: Double, of expression: Expression
  ) throws(PromQLSyntaxError) -> Int64 {
    guard seconds.isFinite, seconds.magnitude < 0x1p63 else {
      throw failure(
        expression.range,
        "timestamp out of bounds for @ modifier: \(ShortestNumber.text(seconds))")
    }
    let rounded = (seconds * 1000).rounded(.toNearestOrAwayFromZero)
    // Seconds may be in bounds and milliseconds not.
    return Int64(exactly: rounded) ?? (seconds < 0 ? .min : .max)
  }
}

/// What `offset` and `@` can't do to an expression.
struct ModifierProblem: Error {
  var words: String
}

/// The modifiers of a selector or a subquery.
struct Modifiers {
  var offset: Int64
  var pin: Pin?
}

extension Expression {
  /// The selector or subquery with other modifiers, its range up to what the parser has read.
  fileprivate func modified(
    by change: (inout Modifiers) throws(ModifierProblem) -> Void, named name: String,
    in parser: Parser
  ) throws(PromQLSyntaxError) -> Expression {
    do throws(ModifierProblem) {
      switch self {
      case .vector(var node):
        var modifiers = Modifiers(offset: node.offset, pin: node.pin)
        try change(&modifiers)
        (node.offset, node.pin) = (modifiers.offset, modifiers.pin)
        node.range.end = parser.end
        return .vector(node)
      case .matrix(var node):
        var modifiers = Modifiers(offset: node.selector.offset, pin: node.selector.pin)
        try change(&modifiers)
        (node.selector.offset, node.selector.pin) = (modifiers.offset, modifiers.pin)
        node.range.end = parser.end
        return .matrix(node)
      case .subquery(var node):
        var modifiers = Modifiers(offset: node.offset, pin: node.pin)
        try change(&modifiers)
        (node.offset, node.pin) = (modifiers.offset, modifiers.pin)
        node.range.end = parser.end
        return .subquery(node)
      default:
        throw ModifierProblem(
          words: "\(name) modifier must be preceded by an instant vector selector or range vector "
            + "selector or a subquery")
      }
    } catch {
      throw parser.failure(range, error.words)
    }
  }
}
