import Lexemes

extension Parser {
  mutating func parseMetrics() throws(TraceQLError) -> TraceMetrics {
    guard case .word(let word) = token.kind,
      let function = TraceMetrics.Function(rawValue: word)
    else { throw unexpected() }
    advance()
    var metrics = TraceMetrics(function)
    try take("(")
    if function.takesAttribute { metrics.attribute = try takeAttribute() }
    if function == .quantileOverTime { metrics.quantiles = try parseQuantiles() }
    if function == .compare {
      metrics.selection = try parseFilter().0 ?? .literal(.bool(true))
      while isAt(",") {
        advance()
        metrics.numbers.append(try takeInteger())
      }
      guard [0, 1, 3].contains(metrics.numbers.count) else { throw unexpected(",") }
    }
    try take(")")
    if token.kind == .word("by"), function != .compare {
      advance()
      metrics.grouping = try takeAttributes()
    }
    metrics.secondStages = try parseSecondStages()
    return metrics
  }

  private mutating func parseQuantiles() throws(TraceQLError) -> [Double] {
    var quantiles: [Double] = []
    repeat {
      try take(",")
      switch token.kind {
      case .literal(.integer(let value)): quantiles.append(Double(value))
      case .literal(.float(let value)): quantiles.append(value)
      default: throw unexpected("FLOAT", "INTEGER")
      }
      advance()
    } while isAt(",")
    return quantiles
  }

  private mutating func parseSecondStages() throws(TraceQLError) -> [TraceMetrics.SecondStage] {
    var stages: [TraceMetrics.SecondStage] = []
    while case .symbol(let symbol) = token.kind {
      if let comparison = TraceStage.Comparison(rawValue: symbol) {
        advance()
        stages.append(.filter(comparison, try parseNumber()))
        continue
      }
      guard symbol == "|" else { break }
      advance()
      guard case .word(let word) = token.kind, word == "topk" || word == "bottomk" else {
        throw unexpected("topk", "bottomk")
      }
      advance()
      try take("(")
      let place = token.range
      let count = try takeInteger()
      guard count > 0 else { throw failure(place, "\(word) limit must be greater than 0") }
      try take(")")
      stages.append(word == "topk" ? .top(count) : .bottom(count))
    }
    return stages
  }

  private mutating func parseNumber() throws(TraceQLError) -> TraceLiteral {
    let isNegative = isAt("-")
    if isNegative { advance() }
    guard case .literal(let literal) = token.kind, let negated = literal.negated else {
      throw unexpected("a number")
    }
    advance()
    return isNegative ? negated : literal
  }

  mutating func parseHints() throws(TraceQLError) -> [TraceHint] {
    advance()
    try take("(")
    var hints = [try parseHint()]
    while isAt(",") {
      advance()
      hints.append(try parseHint())
    }
    try take(")")
    return hints
  }

  private mutating func parseHint() throws(TraceQLError) -> TraceHint {
    guard case .word(let name) = token.kind else { throw unexpected("IDENTIFIER") }
    advance()
    try take("=")
    if isAt("-") { return TraceHint(name, try parseNumber()) }
    guard case .literal(let value) = token.kind else { throw unexpected("a literal") }
    advance()
    return TraceHint(name, value)
  }
}
