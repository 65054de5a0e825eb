import Cells
import Text
import Widgets

extension MarkupLayout {
  /// A row for each of a table's; the widest columns give way where it does not fit.
  func lines(of table: MarkdownTable, width: Int) -> [Line] {
    let count = table.alignments.count
    let rows = ([table.head] + table.rows).map { row in
      (0..<count).map { row.indices.contains($0) ? line(row[$0]) : Line() }
    }
    var widths = (0..<count).map { column in rows.map { $0[column].width }.max() ?? 0 }
    var excess = widths.reduce(0, +) + 2 * (count - 1) - width
    while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > 3
    {
      // All at once down to the next widest, or as far as needed.
      let next = widths.filter { $0 < widths[widest] }.max() ?? 3
      let cut = max(1, min(excess, widths[widest] - max(3, next)))
      widths[widest] -= cut
      excess -= cut
    }
    return rows.map { row in
      var line = Line()
      for column in 0..<count {
        if column > 0 { line = line + Line("  ") }
        line = line + fitted(row[column], widths[column], table.alignments[column])
      }
      return line
    }
  }

  private func line(_ spans: [Inline]) -> Line {
    Line(spans.map { StyledText(glyphs.text($0.text, limit: 200), $0.style) })
  }

  private func fitted(
    _ line: Line, _ width: Int, _ alignment: MarkdownTable.Alignment
  ) -> Line {
    guard line.width <= width else {
      var kept = Line()
      for span in line.spans {
        let room = width - kept.width
        guard room > 0 else { break }
        let isLast = span.text.width > room
        let text = isLast ? span.text.truncated(to: room, mark: glyphs.ellipsis) : span.text
        kept.spans.append(StyledText(text, span.style))
        if isLast { break }
      }
      return kept + blank(width - kept.width)
    }
    let free = width - line.width
    switch alignment {
    case .leading: return line + blank(free)
    case .center: return blank(free / 2) + line + blank(free - free / 2)
    case .trailing: return blank(free) + line
    }
  }

  private func blank(_ columns: Int) -> Line {
    columns > 0 ? Line(DisplayText(String(repeating: " ", count: columns))) : Line()
  }
}
