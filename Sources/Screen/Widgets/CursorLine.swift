package import Cells
import Text

/// The value cursor in a plot: a thin line at a moment.
package struct CursorLine: Widget {
  /// The moment's place, 0...1.
  package var x: Double
  /// Everything is drawn over; else only what is empty, and what lies there keeps its glyph.
  package var covers: Bool
  package var glyphs: GlyphSet

  package init(at x: Double, covers: Bool = false, glyphs: GlyphSet = .full) {
    self.x = x
    self.covers = covers
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, let column = column(in: area) else { return }
    for y in area.y..<area.maxY {
      let cell = buffer[column, y]
      if covers || isEmpty(cell.glyph) {
        buffer[column, y] = Cell(
          glyphs.verticalThreshold, Style(Ink(.accent), on: cell.style.background))
      } else {
        buffer.restyle(Rect(x: column, y: y, width: 1, height: 1)) { $0.background = Ink(.raised) }
      }
    }
  }

  private func column(in area: Rect) -> Int? {
    guard area.width > 0, (0...1).contains(x) else { return nil }
    return area.x + Int((x * Double(area.width - 1)).rounded())
  }

  private func isEmpty(_ glyph: Glyph) -> Bool {
    glyph == .space || glyph == glyphs.gridLine || glyph == glyphs.rule || glyph == glyphs.threshold
  }
}
