import Lexemes
import PromQLSyntax

extension Parser {
  /// An expression whose operators bind at least so tightly.
  mutating func parseExpression(minimum: Int = 1) throws(LogQLError) -> Node<LogQLQuery> {
    try enter()
    defer { leave() }
    var left = try parseOperand()
    while case .op(let op) = token.kind, op.precedence >= minimum {
      let place = advance().range
      let leg = try metric(left, "left", of: op, at: place)
      let (matching, returnBool) = try parseModifiers(of: op)
      let rightQuery = try parseExpression(
        minimum: op == .power ? op.precedence : op.precedence + 1)
      let right = try metric(rightQuery, "right", of: op, at: place)
      let range = leg.value.range.through(right.value.range)
      let binary = LogBinary(
        op, leg.value, right.value, matching: matching, returnBool: returnBool, range: range)
      try check(binary)
      left = try node(.metric(.binary(binary)), at: range, over: leg.depth, right.depth)
    }
    return left
  }

  private func metric(
    _ query: Node<LogQLQuery>, _ side: String, of op: BinaryOperator, at place: SourceRange
  ) throws(LogQLError) -> Node<MetricQuery> {
    guard case .metric(let metric) = query.value else {
      throw failure(
        place, "unexpected log query for \(side) leg of binary operation (\(op.rawValue))")
    }
    return Node(value: metric, depth: query.depth)
  }

  private func check(_ binary: LogBinary) throws(LogQLError) {
    guard binary.op.isSetOperator else { return }
    for (leg, side) in [(binary.left, "left"), (binary.right, "right")] {
      guard case .number(let number) = leg else { continue }
      throw failure(
        leg.range,
        "unexpected literal for \(side) leg of logical/set binary operation "
          + "(\(binary.op.rawValue)): \(ShortestNumber.text(number.value))")
    }
  }

  private mutating func parseModifiers(
    of op: BinaryOperator
  ) throws(LogQLError) -> (VectorMatching, Bool) {
    let returnBool = token.kind == .word("bool")
    if returnBool { advance() }
    var matching = VectorMatching(op.isSetOperator ? .manyToMany : .oneToOne)
    guard token.kind == .word("on") || token.kind == .word("ignoring") else {
      return (matching, returnBool)
    }
    matching.isOn = advance().kind == .word("on")
    matching.labels = try parseLabels()
    if token.kind == .word("group_left") || token.kind == .word("group_right") {
      guard !op.isSetOperator else { throw unexpected() }
      matching.cardinality = advance().kind == .word("group_left") ? .manyToOne : .oneToMany
      if token.kind == .leftParen { matching.include = try parseLabels() }
    }
    return (matching, returnBool)
  }

  private mutating func parseLabels() throws(LogQLError) -> [String] {
    try take(.leftParen, "(")
    var labels: [String] = []
    while token.kind != .rightParen {
      labels.append(try takeIdentifier())
      guard token.kind == .comma else { break }
      advance()
      guard case .identifier = token.kind else { throw unexpected("IDENTIFIER") }
    }
    try take(.rightParen, ", or )")
    return labels
  }

  private mutating func parseOperand() throws(LogQLError) -> Node<LogQLQuery> {
    switch token.kind {
    case .leftBrace: return Node(value: .log(try parseLogQuery()), depth: 1)
    case .leftParen: return try parseParen()
    case .number, .op(.add), .op(.subtract):
      return Node(value: .metric(.number(try parseNumber())), depth: 1)
    case .identifier(let name) where startsFunction: return try parseFunction(name.lowercased())
    default: throw unexpected()
    }
  }

  /// A number with its sign.
  private mutating func parseNumber() throws(LogQLError) -> NumberLiteral {
    let start = token.range
    let sign = token.kind == .op(.subtract) ? -1.0 : 1
    if case .op = token.kind { advance() }
    guard case .number(let value) = token.kind else { throw unexpected("NUMBER") }
    return NumberLiteral(sign * value, range: start.through(advance().range))
  }

  private mutating func parseParen() throws(LogQLError) -> Node<LogQLQuery> {
    let open = advance()
    let inner = try parseExpression()
    let close = try take(.rightParen, ")")
    // Around a log query parentheses say nothing.
    guard case .metric(let metric) = inner.value else { return inner }
    let range = open.range.through(close.range)
    return try node(.metric(.paren(LogParen(metric, range: range))), at: range, over: inner.depth)
  }

  private var startsFunction: Bool {
    switch next().kind {
    case .leftParen: true
    case .word("by"), .word("without"): next(2).kind == .leftParen
    default: false
    }
  }

  private mutating func parseFunction(_ name: String) throws(LogQLError) -> Node<LogQLQuery> {
    if let op = RangeAggregation.Operator(rawValue: name) {
      return Node(value: .metric(.range(try parseRangeAggregation(op))), depth: 1)
    }
    if let op = LogAggregation.Operator(rawValue: name) { return try parseAggregation(op) }
    let start = token.range.start
    switch name {
    case "vector":
      advance()
      try take(.leftParen, "(")
      guard case .number(let value) = token.kind else { throw unexpected("NUMBER") }
      advance()
      try take(.rightParen, ")")
      return Node(
        value: .metric(.vector(NumberLiteral(value, range: SourceRange(start, end)))), depth: 1)
    case "label_replace": return try parseLabelReplace()
    default: throw unexpected()
    }
  }

  private mutating func parseLabelReplace() throws(LogQLError) -> Node<LogQLQuery> {
    let start = advance().range.start
    try take(.leftParen, "(")
    let inner = try parseMetric()
    var strings: [String] = []
    for _ in 0..<4 {
      try take(.comma, ",")
      strings.append(try takeString())
    }
    try take(.rightParen, ")")
    let range = SourceRange(start, end)
    let call = LabelReplace(
      inner.value, destination: strings[0], replacement: strings[1], source: strings[2],
      pattern: strings[3], range: range)
    try checkPattern(call.pattern, at: range)
    return try node(.metric(.labelReplace(call)), at: range, over: inner.depth)
  }

  private mutating func parseMetric() throws(LogQLError) -> Node<MetricQuery> {
    let inner = try parseExpression()
    guard case .metric(let metric) = inner.value else { throw unexpected("RANGE") }
    return Node(value: metric, depth: inner.depth)
  }

  private mutating func parseAggregation(
    _ op: LogAggregation.Operator
  ) throws(LogQLError) -> Node<LogQLQuery> {
    let start = advance().range.start
    var grouping = try parseGrouping()
    try take(.leftParen, "(")
    var parameter: Int?
    if case .number(let value) = token.kind, next().kind == .comma {
      guard let whole = Int(exactly: value), whole > 0 else {
        throw failure(token.range, "invalid parameter (must be greater than 0) \(op.rawValue)")
      }
      parameter = whole
      advance()
      advance()
    }
    let inner = try parseMetric()
    try take(.rightParen, ")")
    if grouping == nil { grouping = try parseGrouping() }
    let range = SourceRange(start, end)
    if parameter == nil, op.takesParameter {
      throw failure(range, "parameter required for operation \(op.rawValue)")
    }
    if parameter != nil, !op.takesParameter {
      throw failure(range, "unsupported parameter for operation \(op.rawValue)")
    }
    if grouping != nil, op == .sort || op == .sortDescending {
      throw failure(range, "grouping not allowed for \(op.rawValue) aggregation")
    }
    let aggregation = LogAggregation(
      op, inner.value, parameter: parameter, grouping: grouping, range: range)
    return try node(.metric(.aggregation(aggregation)), at: range, over: inner.depth)
  }

  mutating func parseGrouping() throws(LogQLError) -> Grouping? {
    guard token.kind == .word("by") || token.kind == .word("without") else { return nil }
    let isWithout = advance().kind == .word("without")
    return Grouping(try parseLabels(), isWithout: isWithout)
  }
}
