package import Cells
import Text

/// Several values as tiles, each with its name and history, laid out to fit.
package struct StatGrid: Widget {
  /// One below the other, side by side, or what the shape of the panel asks for.
  package enum Arrangement: Hashable, Sendable { case automatic, rows, columns }

  package var tiles: [StatTile]
  package var arrangement: Arrangement

  package init(_ tiles: [StatTile], _ arrangement: Arrangement = .automatic) {
    self.tiles = tiles
    self.arrangement = arrangement
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !tiles.isEmpty else { return }
    buffer.clipped(to: area) { draw(in: area, into: &$0) }
  }

  private func draw(in area: Rect, into buffer: inout Buffer) {
    if let only = tiles.first, tiles.count == 1 { return only.render(in: area, into: &buffer) }
    if let columns = largeColumns(in: area) {
      return place(columns, in: area, allowsLarge: true, into: &buffer)
    }
    let columns =
      switch arrangement {
      case .rows: 1
      case .columns: min(tiles.count, max(1, area.width / 12))
      case .automatic: min(tiles.count, max(1, min(area.width / 18, bestColumns(in: area))))
      }
    let rows = (tiles.count + columns - 1) / columns
    if arrangement != .columns, area.height < rows * 2, area.height >= tiles.count {
      return drawRows(in: area, into: &buffer)
    }
    place(columns, in: area, allowsLarge: false, into: &buffer)
  }

  private func place(
    _ columns: Int, in area: Rect, allowsLarge: Bool, into buffer: inout Buffer
  ) {
    let rows = (tiles.count + columns - 1) / columns
    let pitch = max(1, allowsLarge ? area.height / rows : min(3, area.height / rows))
    let height = allowsLarge ? min(7, rows > 1 && pitch > 6 ? pitch - 1 : pitch) : min(pitch, 2)
    let places = area.columns(columns, gap: 2)
    for (index, tile) in tiles.enumerated() {
      let y = area.y + index / columns * pitch
      guard y < area.maxY else { break }
      let column = places[index % columns]
      let cell = Rect(x: column.x, y: y, width: column.width, height: min(height, area.maxY - y))
      tile.render(in: cell, allowsLarge: allowsLarge, into: &buffer)
    }
  }

  /// The columns in which every tile finds room for large digits, those with the widest rows of
  /// tiles first; nil where there are none.
  private func largeColumns(in area: Rect) -> Int? {
    let choices: [Int] =
      switch arrangement {
      case .automatic: Array((1...min(tiles.count, max(1, area.width / 24))).reversed())
      case .rows: [1]
      case .columns: [tiles.count]
      }
    return choices.first { columns in
      let rows = (tiles.count + columns - 1) / columns
      let width = (area.width - 2 * (columns - 1)) / columns
      return tiles.allSatisfy { $0.largeWidth(in: width, area.height / rows) != nil }
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
      buffer.write(
        tile.line, endingAt: area.maxX, y: y, limit: area.width - name, mark: tile.glyphs.ellipsis)
      let bars = Rect(
        x: area.x + name + 2, y: y, width: area.width - name - value - 4, height: 1)
      if bars.width >= 4 {
        Sparkline(tile.sparkline, ink: Ink(tile.severity?.role ?? .series1), glyphs: tile.glyphs)
          .render(in: bars, into: &buffer)
      }
      guard let severity = tile.severity, tile.fill != .none else { continue }
      let row = Rect(x: area.x, y: y, width: area.width, height: 1)
      buffer.restyle(row) { $0.background = Ink(severity.role, strength: 22) }
    }
  }
}
