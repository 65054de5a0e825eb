import Lexemes

extension Parser {
  mutating func parseRangeAggregation(
    _ op: RangeAggregation.Operator
  ) throws(LogQLError) -> RangeAggregation {
    let start = advance().range.start
    try take(.leftParen, "(")
    var parameter: Double?
    if case .number(let value) = token.kind {
      parameter = value
      advance()
      try take(.comma, ",")
    }
    var part = LogRange()
    try parseLogRange(into: &part)
    guard let span = part.span else { throw unexpected("RANGE") }
    try take(.rightParen, ")")
    let grouping = try parseGrouping()
    let aggregation = RangeAggregation(
      op, part.log, span: span, offset: part.offset, parameter: parameter, grouping: grouping,
      range: SourceRange(start, end))
    try check(aggregation)
    return aggregation
  }

  /// A log query and its range, which may come in several orders.
  private struct LogRange {
    var log = LogQuery(matchers: [])
    var span: Int64?
    var offset: Int64 = 0
  }

  private mutating func parseLogRange(into part: inout LogRange) throws(LogQLError) {
    try enter()
    defer { leave() }
    if token.kind == .leftParen {
      advance()
      try parseLogRange(into: &part)
      try take(.rightParen, ")")
    } else {
      part.log = try parseLogQuery(isRange: true)
    }
    guard part.span == nil, case .span(let span) = token.kind else { return }
    advance()
    part.span = span
    if token.kind == .word("offset") {
      advance()
      guard case .duration(let offset) = token.kind else { throw unexpected("DURATION") }
      advance()
      part.offset = offset
    }
    // The pipeline may also follow the range.
    guard part.log.stages.isEmpty else { return }
    part.log.stages = try parsePipeline(isRange: true)
    part.log.range.end = end
  }

  private func check(_ aggregation: RangeAggregation) throws(LogQLError) {
    let op = aggregation.op
    let isUnwrapped = aggregation.log.stages.contains {
      if case .unwrap = $0.kind { true } else { false }
    }
    if op == .quantileOverTime, aggregation.parameter == nil {
      throw failure(aggregation.range, "parameter required for operation \(op.rawValue)")
    }
    if op != .quantileOverTime, let parameter = aggregation.parameter {
      throw failure(
        aggregation.range,
        "parameter \(ShortestNumber.text(parameter)) not supported for operation \(op.rawValue)")
    }
    if isUnwrapped, !op.allowsUnwrap {
      throw failure(aggregation.range, "invalid aggregation \(op.rawValue) with unwrap")
    }
    if !isUnwrapped, op.needsUnwrap {
      throw failure(aggregation.range, "invalid aggregation \(op.rawValue) without unwrap")
    }
    if aggregation.grouping != nil, !op.allowsGrouping {
      throw failure(aggregation.range, "grouping not allowed for \(op.rawValue) aggregation")
    }
  }
}

extension RangeAggregation.Operator {
  package var needsUnwrap: Bool {
    switch self {
    case .countOverTime, .bytesOverTime, .bytesRate, .rate, .absentOverTime: false
    default: true
    }
  }

  package var allowsUnwrap: Bool { needsUnwrap || self == .rate || self == .absentOverTime }

  package var allowsGrouping: Bool {
    switch self {
    case .avgOverTime, .minOverTime, .maxOverTime, .stdvarOverTime, .stddevOverTime,
      .quantileOverTime, .firstOverTime, .lastOverTime:
      true
    default: false
    }
  }
}
