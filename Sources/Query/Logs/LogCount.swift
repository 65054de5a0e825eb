package import Times

/// Counts of lines, as LogQL has them.
package enum LogCount {
  /// The lines in the stretch before each moment, it included.
  ///
  /// A line that a stage can't read makes Loki refuse the numbers of all; among the lines it only
  /// has a label that says so, and counts like any other.
  package static func query(of expression: String, in span: Span) -> String {
    let (seconds, rest) = span.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    let length = rest == 0 ? "\(seconds)s" : "\(span.nanoseconds)ns"
    let end = makesLabels(expression) ? "| drop __error__, __error_details__ " : ""
    // The line break ends a comment that the query may end with.
    return "count_over_time(\(expression)\n\(end)[\(length)])"
  }

  /// Whether a query has stages other than line filters: `|` and a word, outside of strings.
  private static func makesLabels(_ expression: String) -> Bool {
    var quote: UInt8?
    var (isEscaped, isComment, isPipe) = (false, false, false)
    for byte in expression.utf8 {
      if isComment {
        isComment = byte != 0x0A
      } else if let end = quote {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C, end != 0x60 {
          isEscaped = true
        } else if byte == end {
          quote = nil
        }
      } else if byte == 0x22 || byte == 0x60 {
        (quote, isPipe) = (byte, false)
      } else if byte == 0x23 {
        isComment = true
      } else if isPipe, (97...122).contains(byte | 0x20) || byte == 0x5F {
        return true
      } else if byte > 0x20 {
        isPipe = byte == 0x7C
      }
    }
    return false
  }
}
