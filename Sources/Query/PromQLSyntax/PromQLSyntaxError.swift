package import Lexemes

/// Why a text is no PromQL, told at the place.
package struct PromQLSyntaxError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    /// Not in the language's grammar.
    case syntax
    /// Well formed, but of types that do not go together.
    case type
    /// Longer or deeper than we read.
    case tooLarge
  }

  package var code: Code
  /// The offending piece, in UTF-8 bytes.
  package var range: SourceRange
  /// From 1; columns count UTF-8 bytes, as Prometheus's do.
  package var line: Int
  package var column: Int
  /// Prometheus's words where it has any.
  package var detail: String
}

extension PromQLSyntaxError: CustomStringConvertible {
  package var description: String { "\(line):\(column): parse error: \(detail)" }
}
