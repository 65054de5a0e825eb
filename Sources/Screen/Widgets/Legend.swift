package import Cells
package import Text

/// The names of series with their values: a table beside a chart, or one row below it.
package struct Legend: Widget {
  package var series: [PlotSeries]
  /// Heads of the value columns, lower case.
  package var heads: [DisplayText]
  package var total: [DisplayText]?
  package var glyphs: GlyphSet

  package init(
    series: [PlotSeries], heads: [DisplayText] = [], total: [DisplayText]? = nil,
    glyphs: GlyphSet = .full
  ) {
    self.series = series
    self.heads = heads
    self.total = total
    self.glyphs = glyphs
  }

  /// A dash for a line, a square for an area or bars, a dot for points.
  private func mark(_ entry: PlotSeries) -> Glyph {
    if entry.style.isSolid { return glyphs.stackMark }
    return entry.style.form == .points ? glyphs.pointMark : glyphs.seriesMark
  }

  private var columnWidths: [Int] {
    let count = series.map(\.values.count).max() ?? 0
    return (0..<count).map { column in
      let values = series.compactMap {
        $0.values.indices.contains(column) ? $0.values[column] : nil
      }
      let head = heads.indices.contains(column) ? heads[column].width : 0
      let last = total.map { $0.indices.contains(column) ? $0[column].width : 0 } ?? 0
      return max(head, last, values.map(\.width).max() ?? 0)
    }
  }

  /// The columns that the table takes in full.
  package var tableWidth: Int {
    let names = series.map(\.name.width).max() ?? 0
    return 2 + names + columnWidths.reduce(0) { $0 + 2 + $1 }
  }

  /// As a table: worst things first, the rest counted where rows are scarce.
  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let widths = columnWidths
    let values = widths.reduce(0) { $0 + 2 + $1 }
    let nameRoom = area.width - values - 2
    var y = area.y
    if heads.contains(where: { !$0.isEmpty }), area.height > 2 {
      writeValues(heads, widths, y: y, in: area, style: .dim, into: &buffer)
      y += 1
    }
    let footer = total == nil ? 0 : 1
    let room = area.maxY - y - (series.count + footer <= area.maxY - y ? footer : 0)
    let isCut = series.count > room
    for entry in series.prefix(isCut ? max(0, room - 1) : room) {
      buffer[area.x, y] = Cell(mark(entry), Style(entry.ink))
      buffer.write(
        entry.name, x: area.x + 2, y: y, style: .text, limit: max(0, nameRoom),
        mark: glyphs.ellipsis)
      writeValues(entry.values, widths, y: y, in: area, style: .title, into: &buffer)
      y += 1
    }
    if isCut, y < area.maxY {
      let more = series.count - max(0, room - 1)
      buffer.write("\(more) more", x: area.x + 2, y: y, style: .dim, limit: area.width - 2)
    } else if let total, y < area.maxY {
      buffer.write("total", x: area.x + 2, y: y, style: .dim, limit: max(0, nameRoom))
      writeValues(total, widths, y: y, in: area, style: .title, into: &buffer)
    }
  }

  private func writeValues(
    _ values: [DisplayText], _ widths: [Int], y: Int, in area: Rect, style: Style,
    into buffer: inout Buffer
  ) {
    var x = area.maxX
    for (column, width) in widths.enumerated().reversed() {
      if values.indices.contains(column), x - width >= area.x + 2 {
        buffer.write(
          Line(values[column], style), endingAt: x, y: y, limit: width, mark: glyphs.ellipsis)
      }
      x -= width + 2
    }
  }

  /// One more name where there is no room for its value, and how many are left.
  private func renderRest(
    from place: Int, x: Int, y: Int, end: Int, into buffer: inout Buffer
  ) {
    var (x, left) = (x, series.count - place)
    let entry = series[place]
    let rest = left == 1 ? 0 : 3 + DisplayText("\(left - 1) more").width
    if x + 2 + entry.name.width + rest <= end {
      buffer[x, y] = Cell(mark(entry), Style(entry.ink))
      x += 2 + buffer.write(entry.name, x: x + 2, y: y) + 3
      left -= 1
    }
    guard left > 0, case let more = DisplayText("\(left) more"), x + more.width <= end else {
      return
    }
    buffer.write(more, x: x, y: y, style: .dim)
  }

  /// As one row, whole entries only; what has no room is counted.
  package func renderRow(in area: Rect, into buffer: inout Buffer) {
    var x = area.x
    let widths = series.map { entry in
      let value = entry.values.first ?? .empty
      return 2 + entry.name.width + (value.isEmpty ? 0 : 1 + value.width)
    }
    for (place, entry) in series.enumerated() {
      let value = entry.values.first ?? .empty
      let width = widths[place]
      let left = series.count - place - 1
      let rest = left == 0 ? 0 : 3 + DisplayText("\(left) more").width
      // The last entries take the room of what would count them.
      let fitsAll = x + widths[place...].reduce(0, +) + 3 * left <= area.maxX
      guard fitsAll || x + width + rest <= area.maxX else {
        return renderRest(from: place, x: x, y: area.y, end: area.maxX, into: &buffer)
      }
      buffer[x, area.y] = Cell(mark(entry), Style(entry.ink))
      let end = x + 2 + buffer.write(entry.name, x: x + 2, y: area.y)
      if !value.isEmpty { buffer.write(value, x: end + 1, y: area.y, style: .title) }
      x += width + 3
    }
  }
}
