import Cells
import Text

// Stacks and bars are drawn in eighths of a cell. A cell shows two layers at most, one as the block
// and the other as its ground.
extension Plot {
  /// A layer in a column: how far its end is from zero, in eighths of a cell.
  private struct Layer {
    var end: Double
    var ink: Ink
    var glyph: Glyph
  }

  /// Stacks, each with its layers from zero on; then bars, where the higher stands behind.
  func drawSolids(in area: Rect, into buffer: inout Buffer) {
    let solid = series.indices.filter { series[$0].style.isSolid && !series[$0].points.isEmpty }
    guard !solid.isEmpty else { return }
    let columns = Dictionary(
      uniqueKeysWithValues: solid.map { index in
        let line = series[index]
        let isBars = line.style.form == .bars
        return (index, isBars ? line.bars(area.width) : line.columns(area.width))
      })
    let stacks = Set(solid.compactMap { series[$0].style.stack }).sorted()
    let groups = stacks.map { stack in solid.filter { series[$0].style.stack == stack } }
    let alone = solid.filter { series[$0].style.stack == nil }
    for x in 0..<area.width {
      for group in groups + (alone.isEmpty ? [] : [alone]) {
        for isAbove in [false, true] {
          var layers = group.compactMap { index -> Layer? in
            guard let value = columns[index]?[x], isAbove ? value > 0 : value < 0 else {
              return nil
            }
            return layer(of: index, value)
          }
          if group == alone { layers.sort { $0.end < $1.end } }
          draw(layers, column: area.x + x, isAbove, group, in: area, into: &buffer)
        }
      }
    }
  }

  private func layer(of index: Int, _ value: Double) -> Layer {
    let scale = scale(of: series[index])
    // Eighths from the far edge of the row of zero, where areas begin.
    let end = abs(scale.position(of: 0) - scale.position(of: value)) * 8
    let glyphs: [Glyph] = ["#", "=", ":", "+"]
    return Layer(
      end: end > 0 ? end + 4 : 0, ink: series[index].ink, glyph: glyphs[index % glyphs.count])
  }

  private func draw(
    _ layers: [Layer], column x: Int, _ isAbove: Bool, _ group: [Int], in area: Rect,
    into buffer: inout Buffer
  ) {
    guard let highest = layers.map(\.end).max(), highest > 0, let first = group.first else {
      return
    }
    let base = scale(of: series[first]).row(of: 0)
    // Rows from that of zero away from it; a bar below zero hangs from the row of zero's upper edge.
    for away in 0..<area.height {
      let row = isAbove ? base - away : base + away
      let near = Double(away) * 8
      guard row >= 0, row < area.height, near < highest,
        let place = layers.firstIndex(where: { $0.end > near })
      else { break }
      let lower = layers[place]
      let isWhole = lower.end >= near + 8
      let filled = isWhole ? 8 : min(7, max(1, Int((lower.end - near).rounded())))
      let next = isWhole ? nil : layers[place...].first { $0.end > lower.end }
      let ground = next?.ink.tinted(62) ?? Ink(.background)
      buffer[x, area.y + row] = cell(lower, filled: filled, on: ground, isAbove)
    }
  }

  private func cell(_ layer: Layer, filled: Int, on ground: Ink, _ isAbove: Bool) -> Cell {
    let ink = layer.ink.tinted(62)
    if glyphs.isASCII { return Cell(layer.glyph, Style(ink, on: ground)) }
    if isAbove || filled == 8 { return Cell(glyphs.levels[filled - 1], Style(ink, on: ground)) }
    // Blocks grow from below only: one that hangs is the ground of what is left free.
    return Cell(glyphs.levels[7 - filled], Style(ink, on: ground, .reverse))
  }
}
