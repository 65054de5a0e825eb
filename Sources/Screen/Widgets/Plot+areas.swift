import Cells
import Text

// Areas are drawn in eighths of a cell. A cell shows two layers at most, one as the block and the
// other as its ground.
extension Plot {
  /// The series on top of each other, the first at the bottom.
  func drawStack(in area: Rect, into buffer: inout Buffer) {
    let columns = series.map { $0.columns(area.width) }
    for x in 0..<area.width {
      var layers: [(top: Double, ink: Ink, glyph: Glyph)] = []
      var sum = 0.0
      for (index, values) in columns.enumerated() {
        guard let value = values[x], value > 0 else { continue }
        sum += value
        layers.append((height(of: sum, in: area), series[index].ink, stackGlyph(index)))
      }
      draw(layers, column: area.x + x, in: area, into: &buffer)
    }
  }

  /// Bars from zero, a column each; where series share a column, the higher stands behind.
  func drawBars(in area: Rect, into buffer: inout Buffer) {
    let columns = series.map { $0.columns(area.width) }
    for x in 0..<area.width {
      let present = columns.indices.compactMap { index in
        columns[index][x].map { (value: $0, index: index) }
      }
      let layers = present.filter { $0.value > 0 }.sorted { $0.value < $1.value }.map {
        (
          top: height(of: $0.value, in: area), ink: series[$0.index].ink,
          glyph: stackGlyph($0.index)
        )
      }
      draw(layers, column: area.x + x, in: area, into: &buffer)
    }
  }

  /// Eighths of a cell from the lower edge of the row of zero, where areas begin, up to a value.
  private func height(of value: Double, in area: Rect) -> Double {
    let height = (scale.position(of: 0) - scale.position(of: value)) * 8
    return height > 0 ? height + 4 : 0
  }

  private func stackGlyph(_ index: Int) -> Glyph {
    let glyphs: [Glyph] = ["#", "=", ":", "+"]
    return glyphs[index % glyphs.count]
  }

  private func draw(
    _ layers: [(top: Double, ink: Ink, glyph: Glyph)], column x: Int, in area: Rect,
    into buffer: inout Buffer
  ) {
    guard let highest = layers.last?.top, highest > 0 else { return }
    let base = scale.row(of: 0)
    for row in stride(from: base, through: 0, by: -1) {
      let bottom = Double(base - row) * 8
      guard bottom < highest, let place = layers.firstIndex(where: { $0.top > bottom }) else {
        break
      }
      let lower = layers[place]
      let isWhole = lower.top >= bottom + 8
      let filled = min(8, max(1, Int((lower.top - bottom).rounded())))
      let hasUpper = !isWhole && place + 1 < layers.count
      let ground = hasUpper ? layers[place + 1].ink.tinted(62) : Ink(.background)
      let glyph = glyphs.isASCII ? lower.glyph : glyphs.levels[isWhole ? 7 : filled - 1]
      buffer[x, area.y + row] = Cell(glyph, Style(lower.ink.tinted(62), on: ground))
    }
  }
}
