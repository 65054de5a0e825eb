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

  /// Eighths of a cell from the row of zero's lower edge up to a value.
  private func height(of value: Double, in area: Rect) -> Double {
    let zero = scale.position(of: 0)
    return max(0, (zero - scale.position(of: value)) * 8)
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
    // Zero is the middle of its row, so the area begins half a cell up.
    let base = scale.row(of: 0)
    let offset = 4.0
    var row = base
    while row >= 0 {
      let bottom = Double(base - row) * 8 - (row == base ? 0 : offset)
      let size = row == base ? offset : 8.0
      guard bottom < highest else { break }
      let cut = layers.filter { $0.top > bottom }
      guard let lower = cut.first else { break }
      let filled = min(8, max(1, Int((lower.top - bottom).rounded())))
      let isWhole = lower.top >= bottom + size || (cut.count == 1 && row == base)
      let ground = cut.count > 1 ? cut[1].ink.tinted(62) : Ink(.background)
      let glyph: Glyph
      if glyphs.isASCII {
        glyph = lower.glyph
      } else if row == base {
        glyph = glyphs.levels[min(3, filled - 1)]
      } else {
        glyph = isWhole ? "█" : glyphs.levels[filled - 1]
      }
      let behind = row == base || isWhole ? Ink(.background) : ground
      buffer[x, area.y + row] = Cell(glyph, Style(lower.ink.tinted(62), on: behind))
      row -= 1
    }
  }
}
