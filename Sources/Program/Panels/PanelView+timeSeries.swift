import Cells
import Dashboards
import Formats
import Frames
import Text
import Times
import Transforms
import Widgets

extension PanelView {
  static func timeSeries(
    _ content: PanelContent, _ options: TimeSeriesOptions, height: Int
  ) -> Drawing {
    let chart = ChartSeries(content)
    let config = content.panel.fieldConfig
    let columns = chart.columns
    let inks = SeriesInks(
      chart.entries.map { columns.isEmpty ? $0.name : ChartSeries.split($0.name).rest })
    let step = ChartSeries.step(of: chart.entries)
    let isStacked = options.stacking != .none
    var series = rows(chart, columns, content, options).enumerated().map { index, row in
      // What no plot has room for is in the legend alone, and costs no points.
      let isDrawn = index < max(1, height / 2) || isStacked
      return PlotSeries(
        name: DisplayText(row.name, limit: 60), ink: ink(row, inks),
        points: isDrawn
          ? ChartSeries.points(
            of: row.entry, in: content.range, step: step, spansNulls: options.spansNulls) : [],
        values: row.values, style: style(of: options))
    }
    if isStacked { Stacks.pile(&series, asShares: options.stacking == .percent ? [0] : []) }
    var axis = ChartAxis(over: series) { value, step in config.tickText(value, step: step) }
    axis.low = min(axis.low, options.axisSoftMin ?? axis.low)
    axis.high = max(axis.high, options.axisSoftMax ?? axis.high)
    (axis.min, axis.max) = (config.min, config.max)
    var widget = TimeSeriesChart(
      series: series, left: axis, xTicks: xTicks(in: content.range, content.calendar),
      legend: ChartLegend(placement(of: options.legend), heads: heads(columns, content, options)),
      glyphs: content.glyphs)
    if options.drawsThresholds {
      widget.thresholds = config.marks(DisplayProcessor(config)).map { mark in
        ThresholdMark(mark.value, mark.severity, label: config.tickText(mark.value, step: 0))
      }
    }
    let trailing = isStacked && options.stacking == .normal ? total(chart, content) : nil
    return Drawing(widget, trailing: trailing)
  }

  private struct Row {
    var name: String
    var entry: ChartSeries.Entry
    var values: [DisplayText]
  }

  /// The rows of the legend and the lines of the plot, the worst first: series that differ by the
  /// target's word alone share a row, and the last word's line is drawn.
  private static func rows(
    _ chart: ChartSeries, _ columns: [String], _ content: PanelContent, _ options: TimeSeriesOptions
  ) -> [Row] {
    let entries = chart.entries
    func last(_ entry: ChartSeries.Entry) -> Double {
      Reducer.lastNotNull.reduce(entry.values) ?? -1
    }
    if columns.isEmpty {
      let order = entries.map { (entry: $0, last: last($0)) }
        .sorted { ($0.last, $1.entry.name) > ($1.last, $0.entry.name) }.map(\.entry)
      let texts = calcs(content, options).map { calc in
        ColumnTexts.make(
          order.map { calc.reduce($0.values) }, content.panel.fieldConfig, content.glyphs)
      }
      return order.enumerated().map { index, entry in
        Row(name: entry.name, entry: entry, values: texts.map { $0[index] })
      }
    }
    let groups = Dictionary(grouping: entries) { ChartSeries.split($0.name).rest }
    // The column whose values are the largest is the one that is drawn: the P95, not the P50.
    let shown = columns.max { a, b in
      let sum = { (word: String) in
        entries.filter { ChartSeries.split($0.name).word == word }.reduce(0) { $0 + last($1) }
      }
      return sum(a) < sum(b)
    }
    var rows = groups.compactMap { name, entries -> Row? in
      (entries.first { ChartSeries.split($0.name).word == shown } ?? entries.first).map {
        Row(name: name, entry: $0, values: [])
      }
    }
    rows.sort { (last($0.entry), $1.name) > (last($1.entry), $0.name) }
    for word in columns {
      let values = rows.map { row in
        groups[row.name]?.first { ChartSeries.split($0.name).word == word }
          .flatMap { Reducer.lastNotNull.reduce($0.values) }
      }
      let texts = ColumnTexts.make(values, content.panel.fieldConfig, content.glyphs)
      for index in rows.indices { rows[index].values.append(texts[index]) }
    }
    return rows
  }

  private static func calcs(_ content: PanelContent, _ options: TimeSeriesOptions) -> [Reducer] {
    if content.isFullScreen { return [.min, .mean, .max, .lastNotNull] }
    return options.legend.calcs.isEmpty ? [.lastNotNull] : options.legend.calcs
  }

  private static func heads(
    _ columns: [String], _ content: PanelContent, _ options: TimeSeriesOptions
  ) -> [DisplayText] {
    if !columns.isEmpty { return columns.map { DisplayText($0, limit: 12) } }
    let calcs = calcs(content, options)
    return calcs.count > 1 ? calcs.map { DisplayText($0.title) } : []
  }

  private static func ink(
    _ row: Row, _ inks: SeriesInks
  ) -> Ink {
    if case .fixed(let color) = row.entry.config.color, let ink = GrafanaColor.ink(color) {
      return ink
    }
    return inks[row.name]
  }

  private static func style(of options: TimeSeriesOptions) -> PlotStyle {
    let form: PlotStyle.Form =
      switch options.drawStyle {
      case .line: .line
      case .bars: .bars
      case .points: .points
      }
    let interpolation: PlotStyle.Interpolation =
      switch options.interpolation {
      case .linear, .smooth: .linear
      case .stepBefore: .stepBefore
      case .stepAfter: .stepAfter
      }
    return PlotStyle(
      form, interpolation: interpolation, fill: options.fillOpacity,
      stack: options.stacking == .none ? nil : 0)
  }

  private static func placement(
    of legend: TimeSeriesOptions.Legend
  ) -> ChartLegend.Placement {
    if !legend.isShown { return .hidden }
    return legend.isRight ? .right : .automatic
  }

  /// The sum of the last values, for a stack.
  private static func total(_ chart: ChartSeries, _ content: PanelContent) -> Line? {
    let last = chart.entries.compactMap { Reducer.lastNotNull.reduce($0.values) }
    guard last.count > 1 else { return nil }
    let text = ValueText(
      DisplayProcessor(content.panel.fieldConfig).display(last.reduce(0, +)))
    return Line(DisplayText(text.digits), .title)
      + (text.unit.isEmpty ? Line() : Line(DisplayText(" " + text.unit), .dim))
  }

  static func xTicks(
    in range: TimeRange, _ calendar: Calendar
  ) -> @Sendable (Int) -> [TimeSeriesChart.XTick] {
    { count in
      let width = max(1e-9, range.span.seconds)
      return calendar.ticks(in: range, atMost: count).map { tick in
        TimeSeriesChart.XTick(
          x: (tick.instant - range.from).seconds / width, label: DisplayText(tick.label))
      }
    }
  }
}
