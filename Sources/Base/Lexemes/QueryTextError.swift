/// Why a text is no query, told at the place: of LogQL, of TraceQL.
package struct QueryTextError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    /// Not in the language's grammar.
    case syntax
    /// Well formed, but without sense: a selector of everything, a comparison of a status with a
    /// text.
    case meaning
    /// Longer or deeper than we read.
    case tooLarge
  }

  package var code: Code
  /// The offending piece, in UTF-8 bytes.
  package var range: SourceRange
  /// From 1; columns count UTF-8 bytes.
  package var line: Int
  package var column: Int
  /// The server's words where it has any.
  package var detail: String

  package init(_ code: Code, _ range: SourceRange, in text: [UInt8], _ detail: String) {
    let place = SourcePlace(of: range.start, in: text)
    self.code = code
    self.range = range
    self.line = place.line
    self.column = place.column
    self.detail = detail
  }
}

extension QueryTextError: CustomStringConvertible {
  package var description: String {
    "parse error at line \(line), col \(column): \(detail)"
  }
}
