import Lexemes
import PromQLSyntax

extension Parser {
  /// What follows a `|`.
  mutating func parseStage() throws(LogQLError) -> Stage.Kind {
    switch token.kind {
    case .leftParen: return .labelFilter(try parseLabelFilter().value)
    case .identifier(let name):
      if name.lowercased() == "distinct", case .identifier = next().kind {
        advance()
        return .distinct(try parseNames())
      }
      return .labelFilter(try parseLabelFilter().value)
    case .word(let word):
      guard Self.stageWords.contains(word) else { throw unexpected() }
      advance()
      return try parseStage(named: word)
    default: throw unexpected()
    }
  }

  private static let stageWords: Set<String> = [
    "json", "logfmt", "pattern", "regexp", "unpack", "decolorize", "line_format", "label_format",
    "drop", "keep", "unwrap",
  ]

  private mutating func parseStage(named word: String) throws(LogQLError) -> Stage.Kind {
    switch word {
    case "json": return .json(try parseExtractions())
    case "logfmt":
      var flags: LogfmtFlags = []
      while case .flag(let flag) = token.kind {
        advance()
        flags.insert(flag)
      }
      return .logfmt(flags, try parseExtractions())
    case "pattern": return .pattern(try takeString())
    case "regexp":
      let range = token.range
      let pattern = try takeString()
      try checkPattern(pattern, at: range)
      return .regexp(pattern)
    case "unpack": return .unpack
    case "decolorize": return .decolorize
    case "line_format": return .lineFormat(try takeString())
    case "label_format": return .labelFormat(try parseLabelFormats())
    case "drop": return .drop(try parseChoices())
    case "keep": return .keep(try parseChoices())
    default: return .unwrap(try parseUnwrap())
    }
  }

  /// `a="b.c", d`, or nothing.
  private mutating func parseExtractions() throws(LogQLError) -> [Extraction] {
    guard case .identifier = token.kind else { return [] }
    return try list { parser throws(LogQLError) in
      let label = try parser.takeIdentifier()
      guard parser.token.kind == .assign else { return Extraction(label, path: label) }
      parser.advance()
      return Extraction(label, path: try parser.takeString())
    }
  }

  private mutating func parseNames() throws(LogQLError) -> [String] {
    try list { parser throws(LogQLError) in try parser.takeIdentifier() }
  }

  private mutating func parseLabelFormats() throws(LogQLError) -> [LabelFormat] {
    let start = token.range.start
    let formats = try list { parser throws(LogQLError) in
      let label = try parser.takeIdentifier()
      try parser.take(.assign, "=")
      if case .identifier(let source) = parser.token.kind {
        parser.advance()
        return LabelFormat(label, .rename(source))
      }
      return LabelFormat(label, .template(try parser.takeString()))
    }
    var names: Set<String> = []
    for format in formats where !names.insert(format.label).inserted {
      throw failure(
        SourceRange(start, end),
        "multiple label name '\(format.label)' not allowed in a single format operation")
    }
    return formats
  }

  private mutating func parseChoices() throws(LogQLError) -> [LabelChoice] {
    try list { parser throws(LogQLError) in
      let start = parser.token.range
      let name = try parser.takeIdentifier()
      switch parser.token.kind {
      case .assign, .regexMatch, .op(.notEqual), .regexNotMatch:
        return .matching(try parser.parseMatcher(name, from: start))
      default: return .name(name)
      }
    }
  }

  /// One or more with commas between.
  private mutating func list<Element>(
    _ element: (inout Parser) throws(LogQLError) -> Element
  ) throws(LogQLError) -> [Element] {
    var elements = [try element(&self)]
    while token.kind == .comma {
      advance()
      elements.append(try element(&self))
    }
    return elements
  }

  private mutating func parseUnwrap() throws(LogQLError) -> Unwrap {
    let name = try takeIdentifier()
    guard token.kind == .leftParen else { return Unwrap(name) }
    guard let conversion = Unwrap.Conversion(rawValue: name.lowercased()) else {
      throw unexpected()
    }
    advance()
    let label = try takeIdentifier()
    try take(.rightParen, ")")
    return Unwrap(label, conversion)
  }

  /// Conditions joined by `and`, `or`, commas or nothing. Where Loki's grammar leaves it open, what
  /// follows a comma, or nothing, is one condition to the end: `a , b or c` is `a and (b or c)`.
  mutating func parseLabelFilter(minimum: Int = 1) throws(LogQLError) -> Node<LabelFilter> {
    try enter()
    defer { leave() }
    var left = try parseCondition()
    while true {
      let start = token.range
      let isOr: Bool
      let rest: Int
      switch token.kind {
      case .op(.or) where minimum <= 1: (isOr, rest) = (true, 2)
      case .op(.and) where minimum <= 2: (isOr, rest) = (false, 3)
      case .comma: (isOr, rest) = (false, 1)
      case .identifier, .leftParen: (isOr, rest) = (false, 1)
      default: return left
      }
      switch token.kind {
      case .op, .comma: advance()
      default: break
      }
      let right = try parseLabelFilter(minimum: rest)
      let joined: LabelFilter = isOr ? .or(left.value, right.value) : .and(left.value, right.value)
      left = try node(joined, at: start, over: left.depth, right.depth)
    }
  }

  private mutating func parseCondition() throws(LogQLError) -> Node<LabelFilter> {
    if token.kind == .leftParen {
      advance()
      let inner = try parseLabelFilter()
      try take(.rightParen, ")")
      return inner
    }
    let start = token.range
    let name = try takeIdentifier()
    switch token.kind {
    case .regexMatch, .regexNotMatch:
      return Node(value: .matcher(try parseMatcher(name, from: start)), depth: 1)
    case .assign, .op(.notEqual):
      switch next().kind {
      case .string: return Node(value: .matcher(try parseMatcher(name, from: start)), depth: 1)
      case .word("ip"):
        let isNegative = advance().kind == .op(.notEqual)
        return Node(
          value: .ip(label: name, isNegative: isNegative, network: try parseIP()), depth: 1)
      default: break
      }
    default: break
    }
    return Node(value: try parseComparison(of: name), depth: 1)
  }

  private mutating func parseComparison(of label: String) throws(LogQLError) -> LabelFilter {
    let comparison: LabelFilter.Comparison
    switch token.kind {
    case .assign: comparison = .equal
    case .op(let op):
      guard let found = LabelFilter.Comparison(rawValue: op.rawValue) else { throw unexpected() }
      comparison = found
    default: throw unexpected()
    }
    advance()
    let isNegative = token.kind == .op(.subtract)
    if isNegative || token.kind == .op(.add) {
      advance()
      guard case .number = token.kind else { throw unexpected("NUMBER") }
    }
    switch token.kind {
    case .number(let value):
      advance()
      return .number(label: label, comparison, isNegative ? -value : value)
    case .duration(let value):
      advance()
      return .duration(label: label, comparison, value)
    case .bytes(let value):
      advance()
      return .bytes(label: label, comparison, value)
    default: throw unexpected("STRING", "NUMBER", "DURATION", "BYTES")
    }
  }
}
