import Text

extension Line {
  /// The line in rows of at most so many columns, all but the first behind a margin. It is broken
  /// behind a blank or, as in paths, behind a slash where one stands in the second half of a row,
  /// else anywhere.
  package func wrapped(to width: Int, margin: Int = 0) -> [Line] {
    guard self.width > width, width > 0 else { return [self] }
    let margin = Line(DisplayText(repeating: .space, count: max(0, min(margin, width / 2))))
    var rows: [Line] = []
    var rest = self
    while !rest.isEmpty {
      let room = rows.isEmpty ? width : max(1, width - margin.width)
      guard rest.width > room else {
        rows.append(rows.isEmpty ? rest : margin + rest)
        break
      }
      let (head, tail) = rest.split(at: rest.prefix(room).lastBreak(after: room / 2) ?? room)
      rows.append(rows.isEmpty ? head : margin + head)
      rest = tail
    }
    return rows
  }

  private func prefix(_ columns: Int) -> Line { split(at: columns).head }

  /// What stands before a column and from it on. A glyph that reaches over it stands behind,
  /// unless it is the first.
  private func split(at column: Int) -> (head: Line, tail: Line) {
    var (head, tail) = (Line(), Line())
    var room = column
    for span in spans {
      guard room > 0 else {
        tail.spans.append(span)
        continue
      }
      let first = span.text.prefix(room)
      if !first.isEmpty { head.spans.append(StyledText(first, span.style)) }
      let rest = span.text.dropping(first.width)
      guard !rest.isEmpty else {
        room -= first.width
        continue
      }
      room = 0
      tail.spans.append(StyledText(rest, span.style))
    }
    guard head.isEmpty, let wide = tail.spans.first else { return (head, tail) }
    tail.spans[0].text = wide.text.dropping(2)
    return (Line(wide.text.prefix(2), wide.style), tail)
  }

  /// The column behind the last blank that stands behind a column, or else the last slash.
  private func lastBreak(after least: Int) -> Int? {
    var column = 0
    var (blank, slash): (Int?, Int?)
    let stroke = Glyph("/")
    for glyph in spans.lazy.flatMap(\.text.glyphs) {
      column += glyph.width
      guard column > least else { continue }
      if glyph == .space { blank = column }
      if glyph == stroke { slash = column }
    }
    return blank ?? slash
  }
}
