import Lexemes

extension Parser {
  /// A name, braces, or both.
  mutating func parseSelector() throws(PromQLSyntaxError) -> VectorSelector {
    var selector = VectorSelector()
    let start = token.range.start
    if token.canNameMetric { selector.name = source(advance().range) }
    if token.kind == .leftBrace {
      advance()
      selector.matchers = try parseMatchers()
    }
    selector.range = SourceRange(start, end)
    if let name = selector.name {
      selector.matchers.append(LabelMatcher(LabelMatcher.metricName, .equal, name))
    }
    return selector
  }

  private mutating func parseMatchers() throws(PromQLSyntaxError) -> [LabelMatcher] {
    var matchers: [LabelMatcher] = []
    while token.kind != .rightBrace {
      guard token.kind == .identifier else {
        throw unexpected("label matching", expected: #"identifier or "}""#)
      }
      let name = advance()
      let op: LabelMatcher.Operator
      switch token.kind {
      case .assign: op = .equal
      case .op(.notEqual): op = .notEqual
      case .regexMatch: op = .matches
      case .regexNotMatch: op = .notMatches
      default: throw unexpected("label matching", expected: "label matching operator")
      }
      advance()
      guard case .string(let value) = token.kind else {
        throw unexpected("label matching", expected: "string")
      }
      let range = name.range.through(advance().range)
      matchers.append(LabelMatcher(source(name.range), op, value, range: range))
      if token.kind == .rightBrace { break }
      _ = try take(.comma, "label matching", expected: #""," or "}""#)
    }
    advance()
    return matchers
  }

  /// The name and labels of one series: `metric{a="b"}`.
  mutating func parseSeries() throws(PromQLSyntaxError) -> SeriesDescription {
    var series = SeriesDescription()
    if token.canNameMetric { series.name = source(advance().range) }
    guard token.kind == .leftBrace else {
      if series.name == nil { throw unexpected() }
      series.range = SourceRange(0, end)
      return series
    }
    let brace = advance()
    while token.kind != .rightBrace {
      guard token.kind == .identifier else {
        throw unexpected("label set", expected: #"identifier or "}""#)
      }
      let name = source(advance().range)
      _ = try take(.assign)
      guard case .string(let value) = token.kind else {
        throw unexpected("label set", expected: "string")
      }
      advance()
      series.labels.append(SeriesDescription.Label(name: name, value: value))
      if token.kind == .rightBrace { break }
      _ = try take(.comma, "label set", expected: #""," or "}""#)
    }
    advance()
    series.range = SourceRange(series.name == nil ? brace.range.start : 0, end)
    return series
  }
}
