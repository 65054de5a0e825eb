package import Cells
package import Text

/// The last row: the keys that matter here, and at the right how things are.
package struct FooterBar: Widget {
  /// The most useful first.
  package var keys: [(key: DisplayText, word: DisplayText)]
  package var trailing: Line
  package var glyphs: GlyphSet

  package init(
    keys: [(key: DisplayText, word: DisplayText)], trailing: Line = Line(),
    glyphs: GlyphSet = .full
  ) {
    self.keys = keys
    self.trailing = trailing
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    let row = area.inset(left: 1, right: 1)
    guard !row.isEmpty else { return }
    let room = min(trailing.width, row.width)
    buffer.write(trailing, endingAt: row.maxX, y: row.y, limit: room, mark: glyphs.ellipsis)
    var x = row.x
    for entry in keys {
      let width = entry.key.width + 1 + entry.word.width
      guard x + width + 2 <= row.maxX - room else { break }
      x += buffer.write(entry.key, x: x, y: row.y, style: Style(.text, .bold))
      x += 1 + buffer.write(entry.word, x: x + 1, y: row.y, style: .dim) + 3
    }
  }
}
