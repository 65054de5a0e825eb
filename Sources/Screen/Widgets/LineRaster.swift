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

  init(_ line: PlotSeries, width: Int, scale: AxisScale, glyphs: GlyphSet) {
    if glyphs == .full {
      braille(line, width: width, scale: scale)
    } else {
      levels(line, width: width, scale: scale, glyphs: glyphs)
    }
  }

  /// One glyph a column, at the height of its value in the cell.
  private mutating func levels(
    _ line: PlotSeries, width: Int, scale: AxisScale, glyphs: GlyphSet
  ) {
    let heights: [Glyph] = glyphs.isASCII ? ["_", "-", "'"] : glyphs.levels
    let isPoints = line.style.form == .points
    let columns = isPoints ? line.marks(width) : line.columns(width)
    for (x, value) in columns.enumerated() {
      guard let value, let row = scale.visibleRow(of: value) else { continue }
      let up = 1 - (scale.position(of: value) - Double(row))
      let level = min(heights.count - 1, max(0, Int(up * Double(heights.count))))
      let glyph = isPoints ? (glyphs.isASCII ? "*" : "▪") : heights[level]
      cells.append(DrawnCell(x: x, y: row, glyph: glyph))
    }
  }

  private mutating func braille(_ line: PlotSeries, width: Int, scale: AxisScale) {
    var dots = BrailleDots(width: width, height: scale.rows)
    dots.isDashed = line.style.isDashed
    let finite = line.points.lazy.filter { $0.y?.isFinite == true }
    // Points that stand apart are four dots, so that one alone is seen.
    let isSparse = finite.count * 4 <= width
    var previous: (x: Int, y: Int)?
    var isAlone = false
    for point in line.points {
      guard let y = point.y, y.isFinite, point.x.isFinite, point.x >= -1, point.x <= 2 else {
        if isAlone, let previous { dots.mark(previous.x, previous.y) }
        (previous, isAlone) = (nil, false)
        continue
      }
      let place = (
        x: Int((point.x * Double(width * 2 - 1)).rounded()),
        y: Int((scale.reach(of: y) * 4).rounded(.down))
      )
      isAlone = previous == nil
      switch (line.style.form, line.style.interpolation, previous) {
      case (.points, _, _): isSparse ? dots.mark(place.x, place.y) : dots.set(place.x, place.y)
      case (_, _, nil): dots.set(place.x, place.y)
      case (_, .stepAfter, let last?):
        dots.line(from: last, to: (place.x, last.y))
        dots.line(from: (place.x, last.y), to: place)
      case (_, .stepBefore, let last?):
        dots.line(from: last, to: (last.x, place.y))
        dots.line(from: (last.x, place.y), to: place)
      case (_, .linear, let last?): dots.line(from: last, to: place)
      }
      previous = place
    }
    if isAlone, let previous { dots.mark(previous.x, previous.y) }
    cells = dots.cells
  }
}

extension PlotSeries {
  /// The mean of the points in each column that has any, and nothing between them.
  fileprivate func marks(_ width: Int) -> [Double?] {
    var copy = self
    copy.style.barWidth = 0
    return copy.bars(width)
  }
}

/// A grid of braille dots, two by four in each cell.
struct BrailleDots {
  private let width: Int
  private let height: Int
  private var bits: [UInt8]
  /// Every other run of four dots is left out.
  var isDashed = false

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

  /// Four dots in one cell, at a place or as near to it as the cell allows.
  mutating func mark(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, y < height * 4 else { return }
    let left = min(x, width * 2 - 1) / 2 * 2
    let top = y / 4 * 4 + min(2, y % 4)
    for (dx, dy) in [(0, 0), (1, 0), (0, 1), (1, 1)] { set(left + dx, top + dy) }
  }

  /// A dot in each column or row between two places, whichever way is longer.
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let count = max(abs(dx), abs(dy), 1)
    for step in 0...count where !isDashed || (start.x + start.y + step) % 8 < 4 {
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
