import Lexemes

/// A piece of TraceQL's text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case end
    /// The text can't be read from here on.
    case error(String)
    /// Brackets, operators, the comma and the pipe, as written.
    case symbol(String)
    /// A word that is no literal, intrinsic or attribute.
    case word(String)
    case attribute(Attribute)
    case literal(TraceLiteral)
  }

  var kind: Kind
  var range: SourceRange

  /// Words that are literals.
  static let literals: [String: TraceLiteral] = {
    var words: [String: TraceLiteral] = ["true": .bool(true), "false": .bool(false), "nil": .nil]
    for status in TraceLiteral.Status.allCases { words[status.rawValue] = .status(status) }
    for kind in TraceLiteral.Kind.allCases { words[kind.rawValue] = .kind(kind) }
    return words
  }()

  /// By their first byte, the longest first.
  static let symbols: [UInt8: [[UInt8]]] = {
    let operators =
      Spanset.Operator.allCases.map(\.rawValue)
      + FieldExpression.Arithmetic.allCases.map(\.rawValue)
      + FieldExpression.Comparison.allCases.map(\.rawValue)
    let all = Set(operators + ["{", "}", "(", ")", ",", "|", "!"]).map { Array($0.utf8) }
    return Dictionary(grouping: all.sorted { $0.count > $1.count }) { $0[0] }
  }()

  /// What Tempo's parser calls the token.
  func described(in text: [UInt8]) -> String {
    switch kind {
    case .end: "$end"
    case .error(let words): words
    case .word(let word): Self.keywords.contains(word) ? word : "IDENTIFIER"
    case .literal(.string): "STRING"
    case .literal(.integer): "INTEGER"
    case .literal(.float): "FLOAT"
    case .literal(.duration): "DURATION"
    default: String(decoding: text[range.start..<range.end], as: UTF8.self)
    }
  }

  private static let keywords: Set<String> = Set(
    TraceMetrics.Function.allCases.map(\.rawValue)
      + ScalarExpression.Aggregate.allCases.map(\.rawValue)
      + ["by", "coalesce", "select", "topk", "bottomk", "with"])
}
