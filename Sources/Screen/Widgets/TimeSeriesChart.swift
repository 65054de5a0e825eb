package import Cells
package import Text

/// Series over time with axes and legend; it gives up what is least needed as it gets smaller.
package struct TimeSeriesChart: Widget {
  package enum LegendPlacement: Hashable, Sendable { case automatic, bottom, right, hidden }

  package struct XTick: Hashable, Sendable {
    /// 0...1.
    package var x: Double
    package var label: DisplayText

    package init(x: Double, label: DisplayText) {
      self.x = x
      self.label = label
    }
  }

  package var series: [PlotSeries]
  package var form: Plot.Form
  package var isFilled: Bool
  /// The least that the scale spans.
  package var low: Double
  package var high: Double
  /// The text of a tick: its value, and the step between two.
  package var yLabel: @Sendable (Double, Double) -> DisplayText
  /// Ticks for a number of labels at most.
  package var xTicks: @Sendable (Int) -> [XTick]
  package var thresholds: [ThresholdMark]
  package var legendHeads: [DisplayText]
  package var legendTotal: [DisplayText]?
  package var legendPlacement: LegendPlacement
  package var glyphs: GlyphSet

  package init(
    series: [PlotSeries], form: Plot.Form = .lines, isFilled: Bool = true, low: Double = 0,
    high: Double = 0,
    yLabel: @escaping @Sendable (Double, Double) -> DisplayText = { value, _ in "\(value)" },
    xTicks: @escaping @Sendable (Int) -> [XTick] = { _ in [] },
    thresholds: [ThresholdMark] = [], legendHeads: [DisplayText] = [],
    legendTotal: [DisplayText]? = nil, legendPlacement: LegendPlacement = .automatic,
    glyphs: GlyphSet = .full
  ) {
    self.series = series
    self.form = form
    self.isFilled = isFilled
    self.low = low
    self.high = high
    self.yLabel = yLabel
    self.xTicks = xTicks
    self.thresholds = thresholds
    self.legendHeads = legendHeads
    self.legendTotal = legendTotal
    self.legendPlacement = legendPlacement
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    if area.width < 24 || area.height < 4 {
      drawSparkline(in: area, into: &buffer)
      return
    }
    let legend = Legend(
      series: series, heads: legendHeads, total: legendTotal, isStacked: form == .stacked,
      glyphs: glyphs)
    let room = area.split(right: legendWidth(legend, in: area))
    var chart = room.rest
    if !room.right.isEmpty {
      chart = chart.inset(right: 3)
      buffer.clipped(to: room.right) { legend.render(in: room.right, into: &$0) }
    } else if legendPlacement != .hidden, area.height >= 6, !series.isEmpty {
      let (rest, row) = area.split(bottom: 1)
      chart = rest
      let indent = min(labelWidth(rows: max(1, rest.height - 1)) + 2, row.width)
      legend.renderRow(in: row.inset(left: indent), into: &buffer)
    }
    drawChart(in: chart, into: &buffer)
  }

  private func legendWidth(_ legend: Legend, in area: Rect) -> Int {
    let isRight =
      legendPlacement == .right
      || (legendPlacement == .automatic && (form == .stacked || series.count > 1))
    guard isRight, area.width >= 70, !series.isEmpty else { return 0 }
    return min(legend.tableWidth, area.width * 9 / 20)
  }

  private func scale(rows: Int) -> AxisScale {
    let values: [Double]
    if form == .stacked {
      values = stackedSums()
    } else {
      values = series.flatMap { $0.points.compactMap(\.y).filter(\.isFinite) }
    }
    return AxisScale(
      low: min(low, values.min() ?? 0), high: max(high, values.max() ?? 0), rows: rows)
  }

  private func stackedSums() -> [Double] {
    var sums: [Double: Double] = [:]
    for line in series {
      for point in line.points { sums[point.x, default: 0] += max(0, point.y ?? 0) }
    }
    return Array(sums.values.filter(\.isFinite))
  }

  private func labels(_ scale: AxisScale) -> [(row: Int, text: DisplayText)] {
    scale.ticks.map { ($0.row, yLabel($0.value, scale.step)) }
  }

  private func labelWidth(rows: Int) -> Int {
    labels(scale(rows: rows)).map(\.text.width).max() ?? 0
  }

  private func drawChart(in area: Rect, into buffer: inout Buffer) {
    let (plotRows, axis) = area.split(bottom: 1)
    let scale = scale(rows: max(1, plotRows.height))
    let labels = labels(scale)
    let left = min((labels.map(\.text.width).max() ?? 0) + 1, area.width / 2)
    let plot = plotRows.inset(left: left)
    buffer.clipped(to: plot) { buffer in
      Plot(
        series: series, scale: scale, form: form, isFilled: isFilled && plot.height >= 5,
        thresholds: thresholds, glyphs: glyphs
      ).render(in: plot, into: &buffer)
    }
    for label in labels {
      let text = label.text.fitted(to: min(label.text.width, left - 1))
      buffer.write(
        Line(text, .dim), endingAt: plot.x - 1, y: plot.y + label.row, limit: max(0, left - 1))
    }
    drawXLabels(in: axis.inset(left: left), into: &buffer)
  }

  /// Labels at least eight cells apart, each under its moment, whole ones only.
  private func drawXLabels(in axis: Rect, into buffer: inout Buffer) {
    guard axis.width > 0 else { return }
    var free = axis.x
    for tick in xTicks(max(1, min(12, axis.width / 11))) where (0...1).contains(tick.x) {
      let center = axis.x + Int((tick.x * Double(axis.width - 1)).rounded())
      let start = min(center - tick.label.width / 2, axis.maxX - tick.label.width)
      guard start >= free, start + tick.label.width <= axis.maxX else { continue }
      buffer.write(tick.label, x: start, y: axis.y, style: .dim)
      free = start + tick.label.width + 3
    }
  }

  /// The smallest form: the first series as bars, with its value.
  private func drawSparkline(in area: Rect, into buffer: inout Buffer) {
    guard let first = series.first else { return }
    let value = first.values.first ?? .empty
    let room = value.width + 1 < area.width - 3 ? value.width + 1 : 0
    let (bars, right) = area.split(right: room)
    Sparkline(first.columns(bars.width), ink: first.ink, glyphs: glyphs)
      .render(in: bars, into: &buffer)
    buffer.write(
      Line(value, .title), endingAt: right.maxX, y: right.maxY - 1, limit: max(0, right.width))
  }
}
