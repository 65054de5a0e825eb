import Lexemes

/// A piece of PromQL's text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case end
    /// The text can't be read from here on, for a reason in Prometheus's words.
    case error(String)
    case comma, colon, at
    case leftParen, rightParen, leftBrace, rightBrace, leftBracket, rightBracket
    /// `=`, `=~`, `!~`; `!=` is among the operators.
    case assign, regexMatch, regexNotMatch
    case identifier
    /// A name with a colon in it, good for metrics only.
    case metricIdentifier
    case string(String)
    case number, duration
    case op(BinaryOperator)
    case aggregation(AggregationOperator)
    case keyword(Keyword)
  }

  /// Words with a meaning of their own, in any case.
  enum Keyword: String, Hashable, Sendable, CaseIterable {
    case bool, by, ignoring, offset, on, without, start, end
    case groupLeft = "group_left"
    case groupRight = "group_right"
  }

  var kind: Kind
  var range: SourceRange

  /// Words by their text in small letters.
  static let words: [String: Kind] = {
    var words: [String: Kind] = ["inf": .number, "nan": .number]
    for op in [BinaryOperator.and, .or, .unless, .atan2] { words[op.rawValue] = .op(op) }
    for op in AggregationOperator.allCases { words[op.rawValue] = .aggregation(op) }
    for word in Keyword.allCases { words[word.rawValue] = .keyword(word) }
    return words
  }()
}

extension Token {
  /// True for what may name a metric where an expression begins.
  var canNameMetric: Bool {
    switch kind {
    case .identifier, .metricIdentifier, .aggregation: true
    case .op(let op): op.isSetOperator
    case .keyword(let word):
      switch word {
      case .by, .offset, .without, .start, .end: true
      case .bool, .ignoring, .on, .groupLeft, .groupRight: false
      }
    default: false
    }
  }

  /// True for what may name a label in `by (…)`, `on (…)` and their like. Prometheus 2.42 forgot
  /// `without` in that list.
  var canNameLabel: Bool {
    switch kind {
    case .identifier, .aggregation: true
    case .op(let op): op.isSetOperator || op == .atan2
    case .keyword(let word): word != .without
    default: false
    }
  }

  /// What the token is called in messages.
  func described(in text: [UInt8]) -> String {
    let source = String(decoding: text[range.start..<min(range.end, text.count)], as: UTF8.self)
    let quoted =
      source.unicodeScalars.count > 10
      ? QuotedString.quoted(String(String.UnicodeScalarView(source.unicodeScalars.prefix(10))))
        + "..."
      : QuotedString.quoted(source)
    switch kind {
    case .end: return "end of input"
    case .identifier: return "identifier \(QuotedString.quoted(source))"
    case .metricIdentifier: return "metric identifier \(QuotedString.quoted(source))"
    case .string: return "string \(quoted)"
    case .number: return "number \(quoted)"
    case .duration: return "duration \(quoted)"
    case .op, .at, .regexMatch, .regexNotMatch: return "<op:\(source)>"
    case .aggregation: return "<aggr:\(source)>"
    case .keyword(.start), .keyword(.end): return quoted
    case .keyword: return "<\(source)>"
    default: return quoted
    }
  }
}
