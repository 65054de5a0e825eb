import Lexemes
import PromQLSyntax

/// A piece of LogQL's text.
struct Token: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case end
    /// The text can't be read from here on.
    case error(String)
    case comma, pipe, leftParen, rightParen, leftBrace, rightBrace
    /// `=`, `=~`, `!~`; `!=` is among the operators.
    case assign, regexMatch, regexNotMatch
    /// `|=`, `|~`, `|>`, `!>`: what only line filters have.
    case lineFilter(LineFilter.Operator)
    case identifier(String)
    /// A word with a meaning of its own, in small letters.
    case word(String)
    case string(String)
    case number(Double)
    /// Nanoseconds.
    case duration(Int64)
    case bytes(UInt64)
    /// `[5m]`, nanoseconds.
    case span(Int64)
    /// `--strict`, `--keep-empty`.
    case flag(LogfmtFlags)
    case op(BinaryOperator)
  }

  var kind: Kind
  var range: SourceRange

  /// Words that can name no label.
  static let words: Set<String> = [
    "by", "without", "bool", "unwrap", "offset", "on", "ignoring", "group_left", "group_right",
    "or", "and", "unless", "json", "regexp", "logfmt", "unpack", "pattern", "label_format",
    "line_format", "ip", "decolorize", "drop", "keep",
  ]

  /// What Loki's parser calls the token.
  func described(in text: [UInt8]) -> String {
    switch kind {
    case .end: "$end"
    case .error(let words): words
    case .identifier: "IDENTIFIER"
    case .string: "STRING"
    case .number: "NUMBER"
    case .duration: "DURATION"
    case .bytes: "BYTES"
    case .span: "RANGE"
    default: String(decoding: text[range.start..<range.end], as: UTF8.self)
    }
  }
}
