package import Cells
package import Text

/// The second row: the dashboard, its variables, the range it shows.
package struct DashboardLine: Widget {
  package var title: DisplayText
  package var variables: [(name: DisplayText, value: DisplayText)]
  /// `13:32 → 14:32`.
  package var span: DisplayText
  /// `last 1 h`.
  package var range: DisplayText
  /// `every 30 s`.
  package var interval: DisplayText
  package var glyphs: GlyphSet

  package init(
    title: DisplayText, variables: [(name: DisplayText, value: DisplayText)] = [],
    span: DisplayText = .empty, range: DisplayText = .empty, interval: DisplayText = .empty,
    glyphs: GlyphSet = .full
  ) {
    self.title = title
    self.variables = variables
    self.span = span
    self.range = range
    self.interval = interval
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    let row = area.inset(left: 1, right: 1)
    guard !row.isEmpty else { return }
    var right = Line(span, .dim)
    if !range.isEmpty { right = right + Line("   ") + Line(range, .text) }
    if !interval.isEmpty { right = right + Line("   ", .dim) + Line(interval, .text) }
    let end = row.maxX - right.width - 2
    var x = row.x
    x += buffer.write(
      title, x: x, y: row.y, style: .title, limit: max(0, end - x), mark: glyphs.ellipsis)
    for variable in variables {
      let entry = Line([
        StyledText(variable.name + " ", .dim), StyledText(variable.value, .text),
        StyledText(" " + glyphs.down, .faint),
      ])
      guard x + 3 + entry.width <= end else { break }
      x += 3 + buffer.write(entry, x: x + 3, y: row.y, limit: entry.width, mark: glyphs.ellipsis)
    }
    buffer.write(
      right, endingAt: row.maxX, y: row.y, limit: max(0, row.maxX - x), mark: glyphs.ellipsis)
  }
}
