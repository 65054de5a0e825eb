import Cells
import Text

/// The cells that a line goes through: braille of 2×4 dots a cell, blocks, or ASCII.
struct LineRaster {
  struct DrawnCell {
    var x: Int
    var y: Int
    var glyph: Glyph
  }

  private(set) var cells: [DrawnCell] = []

  init(_ line: PlotSeries, form: Plot.Form, width: Int, scale: AxisScale, glyphs: GlyphSet) {
    if glyphs == .full {
      braille(line, form: form, width: width, scale: scale)
    } else {
      levels(line, width: width, scale: scale, glyphs: glyphs)
    }
  }

  /// One glyph a column, at the height of its value in the cell.
  private mutating func levels(
    _ line: PlotSeries, width: Int, scale: AxisScale, glyphs: GlyphSet
  ) {
    let heights: [Glyph] = glyphs.isASCII ? ["_", "-", "'"] : glyphs.levels
    for (x, value) in line.columns(width).enumerated() {
      guard let value else { continue }
      let position = scale.position(of: value)
      let row = min(scale.rows - 1, Int(position))
      let up = 1 - (position - Double(row))
      let level = min(heights.count - 1, max(0, Int(up * Double(heights.count))))
      cells.append(DrawnCell(x: x, y: row, glyph: heights[level]))
    }
  }

  private mutating func braille(
    _ line: PlotSeries, form: Plot.Form, width: Int, scale: AxisScale
  ) {
    var dots = BrailleDots(width: width, height: scale.rows)
    var previous: (x: Int, y: Int)?
    for point in line.points {
      guard let y = point.y, y.isFinite, point.x.isFinite, point.x >= -1, point.x <= 2 else {
        previous = nil
        continue
      }
      let place = (
        x: Int((point.x * Double(width * 2 - 1)).rounded()),
        y: min(scale.rows * 4 - 1, Int(scale.position(of: y) * 4))
      )
      switch (form, previous) {
      case (.points, _), (_, nil): dots.set(place.x, place.y)
      case (.steps, let last?):
        dots.line(from: last, to: (place.x, last.y))
        dots.line(from: (place.x, last.y), to: place)
      case (_, let last?): dots.line(from: last, to: place)
      }
      previous = place
    }
    cells = dots.cells
  }
}

/// A grid of braille dots, two by four in each cell.
struct BrailleDots {
  private let width: Int
  private let height: Int
  private var bits: [UInt8]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    bits = Array(repeating: 0, count: width * height)
  }

  /// The bit of a dot, by column and row in the cell.
  private static let masks: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < width * 2, y < height * 4 else { return }
    bits[y / 4 * width + x / 2] |= Self.masks[x % 2][y % 4]
  }

  /// A dot in each column or row between two places, whichever way is longer.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let count = max(abs(dx), abs(dy), 1)
    for step in 0...count {
      set(start.x + dx * step / count, start.y + dy * step / count)
    }
  }

  var cells: [LineRaster.DrawnCell] {
    bits.indices.compactMap { place in
      guard bits[place] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits[place])) else {
        return nil
      }
      return LineRaster.DrawnCell(x: place % width, y: place / width, glyph: Glyph(scalar))
    }
  }
}
