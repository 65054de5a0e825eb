package import Cells
package import Text

/// A piece of text in one style.
package struct StyledText: Hashable, Sendable {
  package var text: DisplayText
  package var style: Style

  package init(_ text: DisplayText, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// A row of text in several styles.
package struct Line: Hashable, Sendable {
  package var spans: [StyledText]

  package init(_ spans: [StyledText] = []) { self.spans = spans }
  package init(_ text: DisplayText, _ style: Style = .text) { spans = [StyledText(text, style)] }

  package var width: Int { spans.reduce(0) { $0 + $1.text.width } }
  package var isEmpty: Bool { width == 0 }

  package static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }

  /// The line in another style, as for a selected row.
  package func restyled(_ change: (inout Style) -> Void) -> Line {
    Line(
      spans.map { span in
        var span = span
        change(&span.style)
        return span
      })
  }
}

extension Buffer {
  /// Writes a line in at most `limit` columns, with a mark where it does not fit; returns the
  /// columns used.
  @discardableResult
  package mutating func write(
    _ line: Line, x: Int, y: Int, limit: Int, mark: DisplayText = "…"
  ) -> Int {
    var used = 0
    var left = line.width
    for span in line.spans {
      let room = limit - used
      guard room > 0 else { break }
      left -= span.text.width
      // What follows must fit too, or the mark goes here.
      let isLast = left == 0 || room <= span.text.width
      let text = isLast && left > 0 ? span.text + " " : span.text
      used += write(text.truncated(to: room, mark: mark), x: x + used, y: y, style: span.style)
    }
    return used
  }

  /// Writes a line that ends at a column, cut when it is wider than `limit`.
  package mutating func write(
    _ line: Line, endingAt x: Int, y: Int, limit: Int, mark: DisplayText = "…"
  ) {
    let width = min(line.width, max(0, limit))
    write(line, x: x - width, y: y, limit: width, mark: mark)
  }
}
