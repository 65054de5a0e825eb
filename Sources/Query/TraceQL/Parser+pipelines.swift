import Lexemes

extension Parser {
  mutating func parseAll() throws(TraceQLError) -> TraceQuery {
    var pipeline = Pipeline()
    try parsePipeline(into: &pipeline)
    if let scalar = pipeline.scalar { throw notCompared(scalar) }
    var query = TraceQuery(pipeline.stages)
    if isAt("|") {
      advance()
      query.metrics = try parseMetrics()
    }
    while token.kind == .word("with") { query.hints += try parseHints() }
    guard token.kind == .end else { throw unexpected() }
    return query
  }

  /// Stages, and behind them a number that nothing is compared with: good in parentheses only.
  private struct Pipeline {
    var stages: [TraceStage] = []
    var scalar: ScalarExpression?
    var depth = 0
  }

  /// One thing in a pipeline, or a part of it.
  private enum Item {
    case stage(TraceStage)
    case spanset(Spanset)
    case scalar(ScalarExpression)
  }

  private typealias Node = (item: Item, depth: Int)

  private func notCompared(_ scalar: ScalarExpression) -> TraceQLError {
    unexpected("=", "!=", "<", "<=", ">", ">=")
  }

  /// Reads up to what is no stage: the end, `)`, or the pipe before a metrics function.
  private mutating func parsePipeline(into pipeline: inout Pipeline) throws(TraceQLError) {
    while true {
      let node = try parseItem(minimum: 1)
      pipeline.depth = max(pipeline.depth, node.depth)
      switch node.item {
      case .stage(let stage): pipeline.stages.append(stage)
      case .spanset(let spanset): pipeline.stages.append(.spanset(spanset))
      case .scalar(let scalar):
        pipeline.scalar = scalar
        return
      }
      guard isAt("|"), !isBeforeMetrics else { return }
      advance()
    }
  }

  private var isBeforeMetrics: Bool {
    guard case .word(let word) = next.kind else { return false }
    return TraceMetrics.Function(rawValue: word) != nil
  }

  /// Operands joined by operators that bind at least so tightly.
  private mutating func parseItem(minimum: Int) throws(TraceQLError) -> Node {
    try enter()
    defer { leave() }
    var left = try parseOperand()
    while case .symbol(let symbol) = token.kind {
      let place = token.range
      switch left.item {
      case .stage: return left
      case .spanset(let spanset):
        guard let op = Spanset.Operator(rawValue: symbol), op.precedence >= minimum else {
          return left
        }
        advance()
        let right = try parseItem(minimum: op.precedence + 1)
        guard case .spanset(let other) = right.item else {
          throw failure(place, "\(symbol) has no set of spans at its right")
        }
        left = (
          .spanset(.operation(op, spanset, other)), try depth(over: left.depth, right.depth)
        )
      case .scalar(let scalar):
        if let op = FieldExpression.Arithmetic(rawValue: symbol) {
          guard op.precedence >= minimum else { return left }
          advance()
          let right = try parseItem(
            minimum: op == .power ? op.precedence : op.precedence + 1)
          guard case .scalar(let other) = right.item else {
            throw failure(place, "\(symbol) has no number at its right")
          }
          left = (
            .scalar(.operation(op, scalar, other)), try depth(over: left.depth, right.depth)
          )
        } else if let comparison = TraceStage.Comparison(rawValue: symbol) {
          guard minimum <= 2 else { return left }
          advance()
          let right = try parseItem(minimum: 3)
          guard case .scalar(let other) = right.item else {
            throw failure(place, "\(symbol) has no number at its right")
          }
          let filter = TraceStage.filter(scalar, comparison, other)
          left = (.stage(filter), try depth(over: left.depth, right.depth))
        } else {
          return left
        }
      }
    }
    return left
  }

  private mutating func parseOperand() throws(TraceQLError) -> Node {
    switch token.kind {
    case .symbol("{"):
      let (condition, range) = try parseFilter()
      return (.spanset(.filter(condition, range)), 1)
    case .symbol("("): return try parseParen()
    case .symbol("-"):
      advance()
      guard case .literal(let literal) = token.kind, let negated = literal.negated else {
        throw unexpected("a number")
      }
      advance()
      return (.scalar(.literal(negated)), 1)
    case .literal(let literal) where literal.negated != nil:
      advance()
      return (.scalar(.literal(literal)), 1)
    case .word(let word): return try parseFunction(word)
    default: throw unexpected()
    }
  }

  private mutating func parseFunction(_ word: String) throws(TraceQLError) -> Node {
    let start = token.range.start
    if let aggregate = ScalarExpression.Aggregate(rawValue: word) {
      advance()
      try take("(")
      let field = aggregate == .count ? nil : try parseField()
      try take(")")
      if let field, field.type != .any, field.type != .number {
        throw failure(
          SourceRange(start, end),
          "aggregate field expressions must resolve to a number type: "
            + "\(word)(\(field.value))")
      }
      return (.scalar(.aggregate(aggregate, field?.value)), 1 + (field?.depth ?? 0))
    }
    switch word {
    case "by":
      advance()
      try take("(")
      let field = try parseField()
      try take(")")
      return (.stage(.group(field.value)), 1 + field.depth)
    case "coalesce":
      advance()
      try take("(")
      try take(")")
      return (.stage(.coalesce), 1)
    case "select":
      advance()
      return (.stage(.select(try takeAttributes())), 1)
    default: throw unexpected()
    }
  }

  /// What is in parentheses shows only behind them: spans, a number, or a pipeline of either.
  private mutating func parseParen() throws(TraceQLError) -> Node {
    advance()
    var pipeline = Pipeline()
    try parsePipeline(into: &pipeline)
    try take(")")
    let depth = try depth(over: pipeline.depth)
    if let scalar = pipeline.scalar {
      if pipeline.stages.isEmpty { return (.scalar(scalar), depth) }
      return (.scalar(.pipeline(pipeline.stages, scalar)), depth)
    }
    if pipeline.stages.count == 1, case .spanset(let spanset) = pipeline.stages[0] {
      return (.spanset(spanset), depth)
    }
    return (.spanset(.pipeline(pipeline.stages)), depth)
  }
}
