package import Lexemes

/// What may be written at a place in an unfinished query.
package struct Completion: Hashable, Sendable {
  package enum Expected: Hashable, Sendable {
    /// The name of a metric, a function or an aggregation.
    case expression
    /// An operator or a modifier behind a finished operand.
    case operation
    /// A label's name in the braces of a selector.
    case labelName(VectorSelector)
    case labelOperator
    /// A value of a label, in a selector with its other conditions.
    case labelValue(String, VectorSelector)
    /// A label's name in `by (…)`, `on (…)` and their like, with the metrics of the query.
    case groupingLabel([String])
    case duration
    case nothing
  }

  package var expected: Expected
  /// The piece to be replaced: the word or the string around the cursor.
  package var range: SourceRange
  /// What of it stands before the cursor, without quotes.
  package var prefix: String

  /// The cursor's place is counted in UTF-8 bytes from the text's start.
  package init(of text: String, at cursor: Int) {
    let bytes = Array(text.utf8.prefix(Limits.length))
    let cursor = max(0, min(cursor, bytes.count))
    var walk = CompletionWalk(bytes: bytes, cursor: cursor)
    expected = walk.expected()
    range = walk.range
    prefix = walk.prefix
  }
}
