package import Cells

/// Lines in columns side by side, as many as there is room for. A section, which an empty line
/// ends, goes whole into the column that is the shortest so far.
package struct TextColumns: Widget, Hashable {
  package var lines: [Line]
  package var glyphs: GlyphSet

  package init(_ lines: [Line], glyphs: GlyphSet = .full) {
    self.lines = lines
    self.glyphs = glyphs
  }

  private static let gap = 3

  /// How many columns there are in so much room, each of some fifty cells at least.
  private static func count(in width: Int) -> Int { max(1, min(3, (width + gap) / 52)) }

  /// The width of a column in so much room.
  package static func columnWidth(in width: Int) -> Int {
    let count = count(in: width)
    return max(0, (width - gap * (count - 1)) / count)
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let width = Self.columnWidth(in: area.width)
    var columns = Array(repeating: [Line](), count: Self.count(in: area.width))
    for section in lines.split(separator: Line()) {
      let shortest = columns.indices.min { columns[$0].count < columns[$1].count } ?? 0
      if !columns[shortest].isEmpty { columns[shortest].append(Line()) }
      columns[shortest] += section
    }
    for (place, column) in columns.enumerated() {
      let x = area.x + place * (width + Self.gap)
      TextBlock(column, glyphs: glyphs)
        .render(in: Rect(x: x, y: area.y, width: width, height: area.height), into: &buffer)
    }
  }
}
