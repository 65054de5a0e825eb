import PromQLSyntax
import Text

/// Where an expression is wrong, to be shown below the error.
struct PromQLPlace {
  /// The line of the expression, and one with a caret below each wrong character of it.
  let lines: [String]

  /// Nil when the expression is well formed, as far as we know the language.
  init?(_ expression: String) {
    do throws(PromQLSyntaxError) {
      _ = try Expression(parsing: expression)
      return nil
    } catch {
      let all = expression.split(separator: "\n", omittingEmptySubsequences: false)
      guard all.indices.contains(error.line - 1) else { return nil }
      let line = Array(all[error.line - 1].utf8)
      let start = min(max(0, error.column - 1), line.count)
      let end = min(line.count, start + max(1, error.range.end - error.range.start))
      func text(_ bytes: ArraySlice<UInt8>) -> DisplayText { DisplayText(utf8: bytes) }
      let before = String(repeating: " ", count: text(line[..<start]).width)
      let carets = String(repeating: "^", count: max(1, text(line[start..<end]).width))
      lines = ["  " + text(line[...]).string, "  " + before + carets]
    }
  }
}
