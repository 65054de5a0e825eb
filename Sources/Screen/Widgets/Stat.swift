package import Cells
package import Text

/// One value, as large as there is room for, with its history below.
package struct StatTile: Widget {
  /// Drawn where several tiles share a panel.
  package var label: DisplayText?
  package var value: DisplayText
  package var unit: DisplayText
  package var severity: Severity?
  package var sparkline: [Double?]
  /// At the right of large digits: comparisons, extremes.
  package var notes: [Line]
  package var glyphs: GlyphSet

  package init(
    label: DisplayText? = nil, value: DisplayText, unit: DisplayText = .empty,
    severity: Severity? = nil, sparkline: [Double?] = [], notes: [Line] = [],
    glyphs: GlyphSet = .full
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.severity = severity
    self.sparkline = sparkline
    self.notes = notes
    self.glyphs = glyphs
  }

  var style: Style { Style(severity?.role ?? .bright, .bold) }

  /// The value in text: sign, digits, unit.
  var line: Line {
    var line = Line(value, style)
    if let severity { line = Line(glyphs.sign(of: severity) + " ", Style(severity.role)) + line }
    return unit.isEmpty ? line : line + Line(" " + unit, .dim)
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    if area.width >= 24, area.height >= 5, !glyphs.isASCII,
      let width = LargeDigits.width(of: value),
      width + unit.width + 2 <= area.width
    {
      drawLarge(width: width, in: area, into: &buffer)
    } else {
      drawSmall(in: area, into: &buffer)
    }
  }

  private func drawLarge(width: Int, in area: Rect, into buffer: inout Buffer) {
    let top = area.inset(top: area.height >= 6 ? 1 : 0)
    LargeDigits(value, style: style).render(in: top, into: &buffer)
    buffer.write(
      unit, x: top.x + width + 1, y: top.y + 2, style: .dim, limit: top.width - width - 1)
    let noteRoom = top.width - width - unit.width - 3
    for (row, note) in notes.prefix(LargeDigits.height).enumerated() where note.width <= noteRoom {
      buffer.write(note, endingAt: top.maxX, y: top.y + row, limit: noteRoom)
    }
    drawSparkline(in: top.inset(top: LargeDigits.height), into: &buffer)
  }

  private func drawSmall(in area: Rect, into buffer: inout Buffer) {
    let (row, rest) = area.split(top: 1)
    var x = row.x
    if let label, line.width + 1 < row.width {
      x += buffer.write(
        label, x: x, y: row.y, style: Style(.text), limit: row.width - line.width - 1,
        mark: glyphs.ellipsis)
      buffer.write(line, endingAt: row.maxX, y: row.y, limit: row.maxX - x)
    } else {
      buffer.write(line, x: x, y: row.y, limit: row.width, mark: glyphs.ellipsis)
    }
    drawSparkline(in: rest, into: &buffer)
  }

  private func drawSparkline(in area: Rect, into buffer: inout Buffer) {
    guard area.height > 0, sparkline.contains(where: { $0 != nil }) else { return }
    let rows = area.split(bottom: min(area.height, label == nil ? 2 : 1)).bottom
    let ink = severity.map { Ink($0.role) } ?? Ink(.series1)
    let place = label == nil ? rows : Rect(x: area.x, y: area.y, width: area.width, height: 1)
    Sparkline(sparkline, ink: ink, glyphs: glyphs).render(in: place, into: &buffer)
  }
}

/// Several values side by side, each with its name and history.
package struct StatGrid: Widget {
  package var tiles: [StatTile]

  package init(_ tiles: [StatTile]) { self.tiles = tiles }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !tiles.isEmpty else { return }
    buffer.clipped(to: area) { draw(in: area, into: &$0) }
  }

  private func draw(in area: Rect, into buffer: inout Buffer) {
    if let only = tiles.first, tiles.count == 1 { return only.render(in: area, into: &buffer) }
    let columns = min(tiles.count, max(1, min(area.width / 18, bestColumns(in: area))))
    let rows = (tiles.count + columns - 1) / columns
    if area.height < rows * 2 && area.height >= tiles.count {
      return drawRows(in: area, into: &buffer)
    }
    let pitch = max(1, min(3, area.height / rows))
    let places = area.columns(columns, gap: 2)
    for (index, tile) in tiles.enumerated() {
      let y = area.y + index / columns * pitch
      guard y < area.maxY else { break }
      let column = places[index % columns]
      let cell = Rect(x: column.x, y: y, width: column.width, height: min(pitch, 2, area.maxY - y))
      tile.render(in: cell, into: &buffer)
    }
  }

  /// Few columns, as long as every tile finds room with its history.
  private func bestColumns(in area: Rect) -> Int {
    for columns in 1...max(1, tiles.count)
    where (tiles.count + columns - 1) / columns * 2 <= area.height {
      return max(columns, tiles.count > 3 ? 2 : 1)
    }
    return tiles.count
  }

  /// A row each: name, history, value.
  private func drawRows(in area: Rect, into buffer: inout Buffer) {
    let name = min(tiles.compactMap(\.label?.width).max() ?? 0, area.width / 2)
    let value = tiles.map(\.line.width).max() ?? 0
    for (row, tile) in tiles.prefix(area.height).enumerated() {
      let y = area.y + row
      buffer.write(tile.label ?? .empty, x: area.x, y: y, limit: name, mark: tile.glyphs.ellipsis)
      buffer.write(tile.line, endingAt: area.maxX, y: y, limit: value)
      let bars = Rect(
        x: area.x + name + 2, y: y, width: area.width - name - value - 4, height: 1)
      if bars.width >= 4 {
        Sparkline(tile.sparkline, ink: Ink(tile.severity?.role ?? .series1), glyphs: tile.glyphs)
          .render(in: bars, into: &buffer)
      }
    }
  }
}
