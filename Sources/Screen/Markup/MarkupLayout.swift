import Cells
import Text
import Widgets

/// Lays blocks out below each other in a width.
struct MarkupLayout {
  var glyphs: GlyphSet

  func lines(_ blocks: [Block], width: Int) -> [Line] { blocks.flatMap { lines($0, width: width) } }

  private func lines(_ block: Block, width: Int) -> [Line] {
    switch block {
    case .blank: return [Line()]
    case .heading(_, let spans), .paragraph(let spans): return wrapped(spans, width: width)
    case .code(let rows): return rows.map { Line(glyphs.text($0, limit: 500), .dim) }
    case .rule: return [Line(DisplayText(repeating: glyphs.rule, count: width), Style(.border))]
    case .quote(let inner):
      let bar = Line(DisplayText([glyphs.verticalThreshold]) + " ", Style(.border))
      return lines(inner, width: max(1, width - 2)).map { bar + $0 }
    case .item(let mark, let inner): return item(mark, inner, width: width)
    case .table(let table): return lines(of: table, width: width)
    }
  }

  /// The mark before the first row, blanks before the others.
  private func item(_ mark: String, _ inner: [Block], width: Int) -> [Line] {
    let text: DisplayText = mark.isEmpty ? (glyphs.isASCII ? "*" : "•") : DisplayText(mark)
    let indent = text.width + 1
    let rows = lines(inner, width: max(1, width - indent))
    let blank = Line(DisplayText(String(repeating: " ", count: indent)))
    guard !rows.isEmpty else { return [Line(text, .dim)] }
    return rows.enumerated().map { index, row in
      index == 0 ? Line(text + " ", .dim) + row : (row.isEmpty ? row : blank + row)
    }
  }

  /// Breaks text at spaces so that it fits; a word longer than a row goes over several.
  func wrapped(_ spans: [Inline], width: Int) -> [Line] {
    var lines: [Line] = [Line()]
    var used = 0
    var blank: Style?
    func feed() {
      lines.append(Line())
      (used, blank) = (0, nil)
    }
    // Pieces that no blank divides are one word, whatever their styles.
    var word: [StyledText] = []
    func place() {
      let total = word.reduce(0) { $0 + $1.text.width }
      guard total > 0 else { return }
      if used > 0, used + (blank == nil ? 0 : 1) + total > width { feed() }
      if used > 0, let style = blank {
        lines[lines.count - 1].spans.append(StyledText(" ", style))
        used += 1
      }
      for piece in word {
        var rest = piece.text
        while !rest.isEmpty {
          if used >= width { feed() }
          var part = rest.prefix(width - used)
          // A glyph of two columns that does not fit goes to the next row, or nowhere.
          if part.isEmpty {
            if used > 0 {
              feed()
              continue
            }
            part = rest.dropping(rest.width - 1)
            break
          }
          lines[lines.count - 1].spans.append(StyledText(part, piece.style))
          used += part.width
          rest = rest.dropping(part.width)
        }
      }
      word = []
      blank = nil
    }
    for span in spans {
      var isFirst = true
      for piece in span.text.split(separator: " ", omittingEmptySubsequences: false) {
        if !isFirst {
          place()
          blank = span.style
        }
        isFirst = false
        if !piece.isEmpty { word.append(StyledText(glyphs.text(piece, limit: 2_000), span.style)) }
      }
      if span.breaks {
        place()
        feed()
      }
    }
    place()
    while lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map(joined)
  }

  /// Neighbours of one style as one piece.
  private func joined(_ line: Line) -> Line {
    var spans: [StyledText] = []
    for span in line.spans {
      if let last = spans.last, last.style == span.style {
        spans[spans.count - 1].text = last.text + span.text
      } else {
        spans.append(span)
      }
    }
    return Line(spans)
  }
}
