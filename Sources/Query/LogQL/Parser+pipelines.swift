import Lexemes
import Patterns
import PromQLSyntax

extension Parser {
  /// A selector and its pipeline; `unwrap` may stand only in a range.
  mutating func parseLogQuery(isRange: Bool = false) throws(LogQLError) -> LogQuery {
    let start = token.range.start
    let matchers = try parseSelector()
    let stages = try parsePipeline(isRange: isRange)
    return LogQuery(matchers: matchers, stages: stages, range: SourceRange(start, end))
  }

  private mutating func parseSelector() throws(LogQLError) -> [LabelMatcher] {
    let open = try take(.leftBrace, "{")
    var matchers: [LabelMatcher] = []
    while token.kind != .rightBrace {
      guard case .identifier(let name) = token.kind else {
        throw matchers.isEmpty ? unexpected("IDENTIFIER", "}") : unexpected("IDENTIFIER")
      }
      let start = advance().range
      matchers.append(try parseMatcher(name, from: start))
      guard token.kind == .comma else { break }
      advance()
      guard case .identifier = token.kind else { throw unexpected("IDENTIFIER") }
    }
    let close = try take(.rightBrace, "} or ,")
    for matcher in matchers where try !matchesEmpty(matcher) { return matchers }
    throw failure(
      open.range.through(close.range),
      "queries require at least one regexp or equality matcher that does not have an "
        + "empty-compatible value. For instance, app=~\".*\" does not meet this requirement, but "
        + "app=~\".+\" will")
  }

  /// The operator and the value of a condition whose label is read.
  mutating func parseMatcher(
    _ name: String, from start: SourceRange
  ) throws(LogQLError) -> LabelMatcher {
    let op: LabelMatcher.Operator
    switch token.kind {
    case .assign: op = .equal
    case .op(.notEqual): op = .notEqual
    case .regexMatch: op = .matches
    case .regexNotMatch: op = .notMatches
    default: throw unexpected("=", "!=", "=~", "!~")
    }
    advance()
    let value = try takeString()
    let matcher = LabelMatcher(name, op, value, range: SourceRange(start.start, end))
    if op.isRegularExpression { try checkPattern(value, at: matcher.range) }
    return matcher
  }

  private func matchesEmpty(_ matcher: LabelMatcher) throws(LogQLError) -> Bool {
    switch matcher.op {
    case .equal: return matcher.value.isEmpty
    case .notEqual: return !matcher.value.isEmpty
    case .matches, .notMatches:
      // The group keeps a pattern like /x/ from being read as JavaScript's.
      let pattern = try? Pattern("(?:\(matcher.value))")
      return (pattern?.matchesWhole("") ?? false) == (matcher.op == .matches)
    }
  }

  func checkPattern(_ pattern: String, at range: SourceRange) throws(LogQLError) {
    do {
      _ = try Pattern("(?:\(pattern))")
    } catch {
      throw failure(range, "error parsing regexp: \(error.description)")
    }
  }

  mutating func parsePipeline(isRange: Bool) throws(LogQLError) -> [Stage] {
    var stages: [Stage] = []
    var isUnwrapped = false
    while true {
      let start = token.range.start
      var kind: Stage.Kind
      if let op = lineOperator {
        advance()
        kind = .lineFilter(try parseLineFilter(op))
      } else if token.kind == .pipe {
        advance()
        kind = try parseStage()
      } else {
        return stages
      }
      let range = SourceRange(start, end)
      if case .unwrap = kind {
        guard isRange, !isUnwrapped else {
          throw failure(range, "unwrap is only allowed once, in a range aggregation")
        }
        isUnwrapped = true
      } else if isUnwrapped {
        guard case .labelFilter = kind else {
          throw failure(range, "only label filters may follow unwrap")
        }
      }
      stages.append(Stage(kind, range: range))
    }
  }

  private var lineOperator: LineFilter.Operator? {
    switch token.kind {
    case .lineFilter(let op): op
    case .op(.notEqual): .lacks
    case .regexNotMatch: .notMatches
    default: nil
    }
  }

  private mutating func parseLineFilter(
    _ op: LineFilter.Operator
  ) throws(LogQLError) -> LineFilter {
    var alternatives = [try parseAlternative(of: op)]
    while token.kind == .op(.or) {
      advance()
      alternatives.append(try parseAlternative(of: op))
    }
    return LineFilter(op, alternatives)
  }

  private mutating func parseAlternative(
    of op: LineFilter.Operator
  ) throws(LogQLError) -> LineFilter.Alternative {
    let range = token.range
    if token.kind == .word("ip") {
      guard op == .contains || op == .lacks else {
        throw failure(range, "invalid operator for ip: \(op.rawValue)")
      }
      return LineFilter.Alternative(try parseIP(), isIP: true)
    }
    let text = try takeString()
    if op == .matches || op == .notMatches { try checkPattern(text, at: range) }
    return LineFilter.Alternative(text)
  }

  /// `ip("…")`.
  mutating func parseIP() throws(LogQLError) -> String {
    try take(.word("ip"), "ip")
    try take(.leftParen, "(")
    let network = try takeString()
    try take(.rightParen, ")")
    return network
  }
}
