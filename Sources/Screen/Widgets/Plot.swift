package import Cells
import Text

/// The drawing of a chart without its axes: lines, bars, points, or a stack of areas on a scale.
package struct Plot: Widget {
  package enum Form: Hashable, Sendable { case lines, steps, points, bars, stacked }

  package var series: [PlotSeries]
  package var scale: AxisScale
  package var form: Form
  package var isFilled: Bool
  package var thresholds: [ThresholdMark]
  package var glyphs: GlyphSet
  package var showsGrid: Bool

  package init(
    series: [PlotSeries], scale: AxisScale, form: Form = .lines, isFilled: Bool = true,
    thresholds: [ThresholdMark] = [], glyphs: GlyphSet = .full, showsGrid: Bool = true
  ) {
    self.series = series
    self.scale = scale
    self.form = form
    self.isFilled = isFilled
    self.thresholds = thresholds
    self.glyphs = glyphs
    self.showsGrid = showsGrid
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, area.height == scale.rows else { return }
    if showsGrid { drawGrid(in: area, into: &buffer) }
    switch form {
    case .stacked: drawStack(in: area, into: &buffer)
    case .bars: drawBars(in: area, into: &buffer)
    case .lines, .steps, .points: drawLines(in: area, into: &buffer)
    }
    for threshold in thresholds { draw(threshold, in: area, into: &buffer) }
  }

  /// Faint lines at the ticks, a solid one at zero.
  private func drawGrid(in area: Rect, into buffer: inout Buffer) {
    for tick in scale.ticks {
      let glyph = tick.value == 0 ? glyphs.rule : glyphs.gridLine
      buffer.fill(
        Rect(x: area.x, y: area.y + tick.row, width: area.width, height: 1),
        with: Cell(glyph, Style(.grid)))
    }
  }

  private func draw(_ threshold: ThresholdMark, in area: Rect, into buffer: inout Buffer) {
    let top = scale.low + (Double(scale.rows) - 0.5) * scale.perRow
    guard threshold.value >= scale.low, threshold.value <= top else { return }
    let y = area.y + scale.row(of: threshold.value)
    for x in area.x..<area.maxX where isGrid(buffer[x, y].glyph) {
      buffer[x, y] = Cell(glyphs.threshold, Style(threshold.severity.role))
    }
  }

  private func isGrid(_ glyph: Glyph) -> Bool {
    glyph == .space || glyph == glyphs.gridLine || glyph == glyphs.rule
  }

  /// The lines, no more than half the rows of them; the first in a cell owns it.
  private func drawLines(in area: Rect, into buffer: inout Buffer) {
    let drawn = series.prefix(max(1, area.height / 2))
    if isFilled, let first = drawn.first { tint(below: first, in: area, into: &buffer) }
    var owned = Set<Int>()
    for line in drawn {
      let raster = LineRaster(line, form: form, width: area.width, scale: scale, glyphs: glyphs)
      for cell in raster.cells where owned.insert(cell.y * area.width + cell.x).inserted {
        let (x, y) = (area.x + cell.x, area.y + cell.y)
        let ground = buffer[x, y].style.background
        buffer[x, y] = Cell(cell.glyph, Style(line.ink, on: ground))
      }
    }
  }

  /// A tint under the first series, weaker towards the bottom.
  private func tint(below line: PlotSeries, in area: Rect, into buffer: inout Buffer) {
    for (column, value) in line.columns(area.width).enumerated() {
      guard let value, value > 0 else { continue }
      let top = scale.row(of: value)
      let bottom = scale.row(of: 0)
      guard top < bottom else { continue }
      for row in (top + 1)...bottom {
        let depth = Double(row - top) / Double(max(1, bottom - top))
        let strength = UInt8(20 - 15 * depth)
        var cell = buffer[area.x + column, area.y + row]
        cell.style.background = line.ink.tinted(strength)
        buffer[area.x + column, area.y + row] = cell
      }
    }
  }
}

extension PlotSeries {
  /// The mean of the points in each column of cells. A column between two points that follow each
  /// other takes the earlier one's value; a gap stays empty.
  func columns(_ width: Int) -> [Double?] {
    guard width > 0 else { return [] }
    var sums = [Double](repeating: 0, count: width)
    var counts = [Int](repeating: 0, count: width)
    var gaps = [Bool](repeating: false, count: width)
    for point in points where point.x.isFinite && point.x >= 0 && point.x <= 1 {
      let column = min(width - 1, Int(point.x * Double(width)))
      if let y = point.y, y.isFinite {
        sums[column] += y
        counts[column] += 1
      } else {
        gaps[column] = true
      }
    }
    var last: Double?
    let end = points.last { $0.y?.isFinite == true }.map {
      min(width - 1, Int($0.x * Double(width)))
    }
    return (0..<width).map { column in
      if counts[column] > 0 {
        last = sums[column] / Double(counts[column])
      } else if gaps[column] {
        last = nil
      }
      return column <= (end ?? -1) ? last : nil
    }
  }
}
