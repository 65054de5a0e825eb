package import Cells
package import Text

/// Series over time with axes and legend; it gives up what is least needed as it gets smaller.
package struct TimeSeriesChart: Widget {
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
  package var left: ChartAxis
  /// `nil` where all series belong to the left.
  package var right: ChartAxis?
  /// Ticks for a number of labels at most.
  package var xTicks: @Sendable (Int) -> [XTick]
  /// Named on the axis, in their colours.
  package var thresholds: [ThresholdMark]
  package var bands: [ThresholdBand]
  package var legend: ChartLegend
  /// What can't be drawn, below the chart.
  package var note: Line?
  /// The moment that the operator looks at.
  package var cursor: XTick?
  package var glyphs: GlyphSet

  package init(
    series: [PlotSeries], left: ChartAxis? = nil, right: ChartAxis? = nil,
    xTicks: @escaping @Sendable (Int) -> [XTick] = { _ in [] },
    thresholds: [ThresholdMark] = [], bands: [ThresholdBand] = [],
    legend: ChartLegend = ChartLegend(), note: Line? = nil, cursor: XTick? = nil,
    glyphs: GlyphSet = .full
  ) {
    self.series = series
    self.left = left ?? ChartAxis(over: series)
    self.right = right
    self.xTicks = xTicks
    self.thresholds = thresholds
    self.bands = bands
    self.legend = legend
    self.note = note
    self.cursor = cursor
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    if area.width < 24 || area.height < 4 {
      drawSparkline(in: area, into: &buffer)
      return
    }
    var chart = area
    if let note, area.height >= 6 {
      let (rest, row) = chart.split(bottom: 1)
      chart = rest
      buffer.write(note, x: row.x, y: row.y, limit: row.width, mark: glyphs.ellipsis)
    }
    chart = drawLegend(in: chart, into: &buffer)
    if area.height >= 10, !left.label.isEmpty || !(right?.label.isEmpty ?? true) {
      let (row, rest) = chart.split(top: 1)
      chart = rest
      drawAxisLabels(in: row, into: &buffer)
    }
    drawChart(in: chart, into: &buffer)
  }

  /// Draws the legend where it belongs, and returns what is left for the chart.
  private func drawLegend(in area: Rect, into buffer: inout Buffer) -> Rect {
    let table = Legend(
      series: series.filter(\.isInLegend), heads: legend.heads, total: legend.total, glyphs: glyphs)
    switch legend.place(of: table, in: area) {
    case .none: return area
    case .right(let width):
      let (rest, right) = area.split(right: width)
      buffer.clipped(to: right) { table.render(in: right, into: &$0) }
      return rest.inset(right: 3)
    case .below(let rows):
      let (rest, below) = area.split(bottom: rows)
      let place = below.inset(left: indent(in: rest, limit: below.width))
      let narrow = Rect(
        x: place.x, y: place.y, width: min(place.width, table.tableWidth), height: rows)
      buffer.clipped(to: narrow) { table.render(in: narrow, into: &$0) }
      return rest
    case .row:
      let (rest, row) = area.split(bottom: 1)
      table.renderRow(in: row.inset(left: indent(in: rest, limit: row.width)), into: &buffer)
      return rest
    }
  }

  /// A legend below begins where the plot does.
  private func indent(in chart: Rect, limit: Int) -> Int {
    let scale = left.scale(rows: max(1, chart.height - 1))
    return min((left.ticks(of: scale).map(\.text.width).max() ?? 0) + 2, limit / 2)
  }

  private func drawAxisLabels(in row: Rect, into buffer: inout Buffer) {
    let used = buffer.write(
      left.label, x: row.x, y: row.y, style: .dim, limit: row.width, mark: glyphs.ellipsis)
    if let right, row.width - used > 2 {
      let text = right.label.truncated(to: row.width - used - 2, mark: glyphs.ellipsis)
      buffer.write(
        Line(text, .dim), endingAt: row.maxX, y: row.y, limit: text.width, mark: glyphs.ellipsis)
    }
  }

  private func drawChart(in area: Rect, into buffer: inout Buffer) {
    let (plotRows, axis) = area.split(bottom: 1)
    let rows = max(1, plotRows.height)
    let (scale, rightScale) = (left.scale(rows: rows), right?.scale(rows: rows))
    let labels = left.ticks(of: scale)
    let rightLabels = rightScale.flatMap { right?.ticks(of: $0) } ?? []
    let marks = Dictionary(grouping: thresholds, by: \.axis)
    let widest = (labels.map(\.text.width) + (marks[.left] ?? []).map(\.label.width)).max() ?? 0
    let leftRoom = min(widest + 1, area.width / 2)
    let widestRight = rightLabels.map(\.text.width) + (marks[.right] ?? []).map(\.label.width)
    let rightRoom = min((widestRight.max() ?? -1) + 1, area.width / 4)
    let plot = plotRows.inset(left: leftRoom, right: rightRoom)
    buffer.clipped(to: plot) { buffer in
      Plot(
        series: series, scale: scale, rightScale: rightScale,
        thresholds: thresholds.filter(\.hasLine), bands: bands, glyphs: glyphs
      ).render(in: plot, into: &buffer)
      if let cursor { CursorLine(at: cursor.x, glyphs: glyphs).render(in: plot, into: &buffer) }
    }
    for axis in [PlotAxis.left, .right] {
      guard let scale = axis == .left ? scale : rightScale else { continue }
      let place = { (row: Int) in
        axis == .left
          ? Rect(x: area.x, y: plot.y + row, width: max(0, leftRoom - 1), height: 1)
          : Rect(x: plot.maxX + 1, y: plot.y + row, width: max(0, rightRoom - 1), height: 1)
      }
      var taken = Set<Int>()
      for mark in marks[axis] ?? [] {
        guard let row = scale.visibleRow(of: mark.value) else { continue }
        taken.insert(row)
        write(mark.label, Style(mark.severity.role), axis, in: place(row), into: &buffer)
      }
      for label in axis == .left ? labels : rightLabels where !taken.contains(label.row) {
        write(label.text, .dim, axis, in: place(label.row), into: &buffer)
      }
    }
    TimeLabels(xTicks, cursor: cursor)
      .render(in: axis.inset(left: leftRoom, right: rightRoom), into: &buffer)
  }

  /// Writes a label beside the plot, at the side that is next to it.
  private func write(
    _ text: DisplayText, _ style: Style, _ axis: PlotAxis, in place: Rect,
    into buffer: inout Buffer
  ) {
    let fitting = Line(text.truncated(to: max(0, place.width), mark: glyphs.ellipsis), style)
    let x = axis == .left ? place.maxX - fitting.width : place.x
    buffer.write(fitting, x: x, y: place.y, limit: fitting.width, mark: glyphs.ellipsis)
  }

  /// The smallest form: the first series as bars, with its value.
  private func drawSparkline(in area: Rect, into buffer: inout Buffer) {
    guard let first = series.first(where: { !$0.points.isEmpty }) ?? series.first else { return }
    let value = first.values.first ?? .empty
    let room = value.width + 1 < area.width - 3 ? value.width + 1 : 0
    let (bars, right) = area.split(right: room)
    Sparkline(first.columns(bars.width), ink: first.ink, glyphs: glyphs)
      .render(in: bars, into: &buffer)
    buffer.write(
      Line(value, .title), endingAt: right.maxX, y: right.maxY - 1, limit: max(0, right.width),
      mark: glyphs.ellipsis)
  }
}
