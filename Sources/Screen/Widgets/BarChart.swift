package import Cells
package import Text

/// Values by category as upright bars, the series of one category stacked or side by side.
package struct BarChart: Widget {
  package struct Series: Hashable, Sendable {
    package var name: DisplayText
    package var ink: Ink
    /// One for each category.
    package var values: [Double?]

    package init(name: DisplayText, ink: Ink, values: [Double?]) {
      self.name = name
      self.ink = ink
      self.values = values
    }
  }

  package var categories: [DisplayText]
  package var series: [Series]
  package var isStacked: Bool
  package var yLabel: @Sendable (Double, Double) -> DisplayText
  package var glyphs: GlyphSet

  package init(
    categories: [DisplayText], series: [Series], isStacked: Bool = true,
    yLabel: @escaping @Sendable (Double, Double) -> DisplayText = { value, _ in "\(value)" },
    glyphs: GlyphSet = .full
  ) {
    self.categories = categories
    self.series = series
    self.isStacked = isStacked
    self.yLabel = yLabel
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width >= 4, area.height >= 2, !categories.isEmpty else { return }
    var chart = area
    if series.count > 1, area.height >= 6 {
      let (rest, row) = area.split(bottom: 1)
      chart = rest
      Legend(
        series: series.map {
          PlotSeries(name: $0.name, ink: $0.ink, points: [], style: PlotStyle(.bars))
        }, glyphs: glyphs
      ).renderRow(in: row, into: &buffer)
    }
    let (rows, axis) = chart.split(bottom: 1)
    let scale = AxisScale(low: 0, high: highest, rows: rows.height)
    let labels = scale.ticks.map { (row: $0.row, text: yLabel($0.value, scale.step)) }
    let left = min((labels.map(\.text.width).max() ?? 0) + 1, area.width / 3)
    let plot = rows.inset(left: left)
    for label in labels {
      buffer.write(
        Line(label.text, .dim), endingAt: plot.x - 1, y: plot.y + label.row, limit: max(0, left - 1)
      )
      buffer.fill(
        Rect(x: plot.x, y: plot.y + label.row, width: plot.width, height: 1),
        with: Cell(glyphs.gridLine, Style(.grid)))
    }
    drawBars(in: plot, axis: axis.inset(left: left), scale: scale, into: &buffer)
  }

  private var highest: Double {
    categories.indices.map { category in
      let values = series.compactMap { value($0, category) }
      return isStacked ? values.reduce(0, +) : values.max() ?? 0
    }.max() ?? 0
  }

  private func value(_ series: Series, _ category: Int) -> Double? {
    guard series.values.indices.contains(category), let value = series.values[category],
      value.isFinite, value > 0
    else { return nil }
    return value
  }

  private func drawBars(in plot: Rect, axis: Rect, scale: AxisScale, into buffer: inout Buffer) {
    let count = min(categories.count, max(1, plot.width / 2))
    let slots = plot.columns(count)
    for category in 0..<count {
      let slot = slots[category]
      let bar = slot.width > 2 ? slot.inset(right: slot.width > 5 ? 2 : 1) : slot.inset(right: 1)
      let parts = series.compactMap { line in
        value(line, category).map { (value: $0, ink: line.ink) }
      }
      if isStacked {
        drawColumn(parts, in: bar, plot, scale, into: &buffer)
      } else {
        for (part, place) in zip(parts, bar.columns(max(1, parts.count))) {
          drawColumn([part], in: place, plot, scale, into: &buffer)
        }
      }
      let label = categories[category].truncated(to: max(0, slot.width - 1), mark: glyphs.ellipsis)
      let x = bar.x + max(0, (bar.width - label.width) / 2)
      buffer.write(label, x: x, y: axis.y, style: .dim, limit: max(0, axis.maxX - x))
    }
  }

  private func drawColumn(
    _ parts: [(value: Double, ink: Ink)], in bar: Rect, _ plot: Rect, _ scale: AxisScale,
    into buffer: inout Buffer
  ) {
    var sum = 0.0
    var layers: [(top: Double, ink: Ink)] = []
    for part in parts {
      sum += part.value
      layers.append(((Double(scale.rows) - 0.5 - scale.position(of: sum)) * 8 + 4, part.ink))
    }
    guard let top = layers.last?.top else { return }
    for up in 0..<plot.height {
      let bottom = Double(up * 8)
      guard bottom < top, let lower = layers.firstIndex(where: { $0.top > bottom }) else { break }
      let filled = min(8, max(1, Int((layers[lower].top - bottom).rounded())))
      let isWhole = layers[lower].top >= bottom + 8
      let behind =
        !isWhole && lower + 1 < layers.count ? layers[lower + 1].ink.tinted(75) : Ink(.background)
      let glyph = glyphs.isASCII ? "#" : glyphs.levels[isWhole ? 7 : filled - 1]
      let cell = Cell(glyph, Style(layers[lower].ink.tinted(75), on: behind))
      buffer.fill(
        Rect(x: bar.x, y: plot.maxY - 1 - up, width: bar.width, height: 1), with: cell)
    }
  }
}
