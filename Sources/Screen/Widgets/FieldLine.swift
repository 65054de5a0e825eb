import Cells
import Text

/// A text field drawn: its lines in so many columns, with the cursor and what is marked as wrong.
package struct FieldLine {
  package var field: TextField
  /// The characters that are underlined, as places in the field.
  package var marked: Range<Int>

  package init(_ field: TextField, marked: Range<Int> = 0..<0) {
    self.field = field
    self.marked = marked
  }

  /// The one line of a field, moved so that the cursor is in sight.
  package func line(width: Int) -> Line {
    let room = max(1, width)
    // From the cursor back: what stands before it is what was just written.
    var start = field.cursor
    var used = 1
    while start > 0 {
      used += DisplayText(String(field.characters[start - 1])).width
      guard used <= room else { break }
      start -= 1
    }
    let end = min(field.characters.count, start + room)
    var line = self.line(start..<end)
    let rest = room - line.width
    if rest > 0 { line = line + Line(DisplayText(repeating: .space, count: rest), ground) }
    return line
  }

  /// The rows of a field of several lines, and the row that the cursor stands in.
  package func rows(width: Int) -> (rows: [Line], cursor: Int) {
    let room = max(2, width)
    var starts = [0]
    var column = 0
    for (place, character) in field.characters.enumerated() {
      if character == "\n" {
        starts.append(place + 1)
        column = 0
        continue
      }
      let width = DisplayText(String(character)).width
      // A column is kept free for the cursor behind the last one.
      if column + width >= room {
        starts.append(place)
        column = 0
      }
      column += width
    }
    let rows = starts.enumerated().map { row, start in
      let next = row + 1 < starts.count ? starts[row + 1] : field.characters.count
      let breaks = next > start && next <= field.characters.count && row + 1 < starts.count
      let isBroken = breaks && field.characters[next - 1] == "\n"
      let isLast = row + 1 == starts.count
      return line(start..<(isBroken ? next - 1 : next), atEnd: isBroken || isLast)
    }
    return (rows, (starts.lastIndex { $0 <= field.cursor }) ?? 0)
  }

  private var ground: Style { Style(Ink(.bright), on: Ink(.raised)) }

  /// The characters of a range; the cursor behind the last one is a blank.
  private func line(_ range: Range<Int>, atEnd: Bool = true) -> Line {
    var spans: [StyledText] = range.map { place in
      var style = ground
      if marked.contains(place) {
        style = Style(Ink(.critical), on: Ink(.raised), .underline)
      }
      if place == field.cursor { style.attributes.insert(.reverse) }
      return StyledText(DisplayText(String(field.characters[place])), style)
    }
    if atEnd, field.cursor == range.upperBound {
      var style = ground
      style.attributes.insert(.reverse)
      if marked.contains(range.upperBound) { style.attributes.insert(.underline) }
      spans.append(StyledText(" ", style))
    }
    return Line(spans)
  }
}
