package import Cells
import Text

/// The drawing of a chart without its axes: lines, bars, points and stacks on one or two scales.
package struct Plot: Widget {
  package var series: [PlotSeries]
  package var scale: AxisScale
  /// The scale of the series that belong to the right; that of the left when `nil`.
  package var rightScale: AxisScale?
  package var thresholds: [ThresholdMark]
  /// Tints between two values, behind everything.
  package var bands: [ThresholdBand]
  package var glyphs: GlyphSet
  package var showsGrid: Bool

  package init(
    series: [PlotSeries], scale: AxisScale, rightScale: AxisScale? = nil,
    thresholds: [ThresholdMark] = [], bands: [ThresholdBand] = [],
    glyphs: GlyphSet = .full, showsGrid: Bool = true
  ) {
    self.series = series
    self.scale = scale
    self.rightScale = rightScale
    self.thresholds = thresholds
    self.bands = bands
    self.glyphs = glyphs
    self.showsGrid = showsGrid
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, area.height == scale.rows else { return }
    if showsGrid { drawGrid(in: area, into: &buffer) }
    for band in bands { draw(band, in: area, into: &buffer) }
    drawSolids(in: area, into: &buffer)
    drawLines(in: area, into: &buffer)
    for threshold in thresholds { draw(threshold, in: area, into: &buffer) }
  }

  func scale(of line: PlotSeries) -> AxisScale { scale(of: line.axis) }

  private func scale(of axis: PlotAxis) -> AxisScale {
    guard axis == .right, let rightScale, rightScale.rows == scale.rows else { return scale }
    return rightScale
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
    guard let row = scale(of: threshold.axis).visibleRow(of: threshold.value) else { return }
    let y = area.y + row
    for x in area.x..<area.maxX where isGrid(buffer[x, y].glyph) {
      let ground = buffer[x, y].style.background
      buffer[x, y] = Cell(glyphs.threshold, Style(Ink(threshold.severity.role), on: ground))
    }
  }

  private func isGrid(_ glyph: Glyph) -> Bool {
    glyph == .space || glyph == glyphs.gridLine || glyph == glyphs.rule
  }

  private func draw(_ band: ThresholdBand, in area: Rect, into buffer: inout Buffer) {
    guard band.from < band.to else { return }
    let scale = scale(of: band.axis)
    let top = Int(scale.position(of: band.to).rounded())
    let bottom = Int(scale.position(of: band.from).rounded())
    let rows = Rect(x: area.x, y: area.y + top, width: area.width, height: bottom - top)
    buffer.restyle(rows.intersection(area)) {
      $0.background = Ink(band.severity.role, strength: 12)
    }
  }

  /// The lines, no more than half the rows of them; the first in a cell owns it.
  private func drawLines(in area: Rect, into buffer: inout Buffer) {
    let drawn = series.filter { !$0.style.isSolid && !$0.points.isEmpty }
      .prefix(max(1, area.height / 2))
    var tinted = Set<Int>()
    for line in drawn where line.style.fill > 0 && line.style.form == .line && area.height >= 5 {
      tint(line, in: area, &tinted, into: &buffer)
    }
    var owned = Set<Int>()
    for line in drawn where !line.style.hidesLine {
      let raster = LineRaster(line, width: area.width, scale: scale(of: line), glyphs: glyphs)
      for cell in raster.cells where owned.insert(cell.y * area.width + cell.x).inserted {
        let (x, y) = (area.x + cell.x, area.y + cell.y)
        // A line over an area or a bar keeps the colour that it lies on.
        let ground = buffer[x, y].style.background
        buffer[x, y] = Cell(cell.glyph, Style(line.ink, on: ground))
      }
    }
  }

  /// A tint between a line and zero, or the edge nearest to it, weaker towards zero.
  private func tint(
    _ line: PlotSeries, in area: Rect, _ tinted: inout Set<Int>, into buffer: inout Buffer
  ) {
    let scale = scale(of: line)
    let base = scale.row(of: 0)
    // Grafana's usual 10 to 20 % look on a terminal as 20 % does.
    let most = Double(min(60, max(20, line.style.fill)))
    for (column, value) in line.columns(area.width).enumerated() {
      guard let value, value.isFinite else { continue }
      let top = scale.row(of: value)
      guard top != base else { continue }
      for row in top < base ? (top + 1)...base : base...(top - 1) {
        guard tinted.insert(row * area.width + column).inserted else { continue }
        let depth = abs(Double(row - top)) / Double(abs(base - top))
        var cell = buffer[area.x + column, area.y + row]
        cell.style.background = line.ink.tinted(UInt8(most * (1 - 0.75 * depth)))
        buffer[area.x + column, area.y + row] = cell
      }
    }
  }
}
