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
    let legend = ChartRows(chart, options.legend, content)
    let entries = legend.rows.map(\.entry)
    let axes = ChartAxes(entries, content.glyphs)
    let stacks = StackNumbers(entries, axes.sides)
    let steps = ChartSeries.steps(of: chart.entries)
    let inks = SeriesInks(legend.rows.map(\.name))
    var lines = 0
    var series = legend.rows.enumerated().map { index, row in
      let style = row.entry.style(stack: stacks.numbers[index])
      // What no plot has room for is in the legend alone, and costs no points.
      if stacks.numbers[index] == nil { lines += 1 }
      let isDrawn = axes.sides[index] != nil && lines <= max(1, height / 2)
      let step = steps[row.entry.refID] ?? Span(nanoseconds: .max)
      return PlotSeries(
        name: content.glyphs.text(row.name, limit: 60),
        ink: inks.ink(for: row.entry, named: row.name, content),
        points: isDrawn ? row.entry.points(in: content.range, step: step) : [],
        values: row.values, style: style, axis: axes.sides[index] ?? .left,
        isInLegend: row.entry.isInLegend)
    }
    Stacks.pile(&series, asShares: stacks.shares)
    var left = axes.axis(.left, over: series, isShares: stacks.sharedSides.contains(.left))
    var right = axes.axis(.right, over: series, isShares: stacks.sharedSides.contains(.right))
    left?.includesZero = !content.fitsAxis
    right?.includesZero = !content.fitsAxis
    if content.isFullScreen {
      left?.isHidden = false
      right?.isHidden = false
    }
    var widget = TimeSeriesChart(
      series: series, left: left ?? right.map(hidden) ?? ChartAxis(), right: right,
      xTicks: xTicks(in: content.range, content.calendar),
      legend: ChartLegend(placement(of: options.legend, in: content), heads: legend.heads),
      note: axes.note(entries), cursor: content.cursorTick, glyphs: content.glyphs)
    addThresholds(of: entries, to: &widget, content)
    return Drawing(widget, trailing: total(entries, content))
  }

  /// An axis that only the grid is drawn by.
  private static func hidden(_ axis: ChartAxis) -> ChartAxis {
    var axis = axis
    axis.isHidden = true
    return axis
  }

  /// A full screen has room for the table that a layout leaves out.
  static func placement(
    of legend: TimeSeriesOptions.Legend, in content: PanelContent
  ) -> ChartLegend.Placement {
    if content.isFullScreen { return legend.isTable && !legend.isRight ? .bottom : .table }
    if !legend.isShown { return .hidden }
    if legend.isRight { return .right }
    return legend.isTable ? .bottom : .automatic
  }

  /// Thresholds as the first series that has any says: lines, areas, or both.
  private static func addThresholds(
    of entries: [ChartSeries.Entry], to chart: inout TimeSeriesChart, _ content: PanelContent
  ) {
    for entry in entries {
      let style = entry.config.custom.thresholdsStyle ?? .off
      guard style != .off, style != .series else { continue }
      let zones = ThresholdZones(entry.config, content.processor(entry.config, range: entry.range))
      chart.thresholds = zones.marks
      chart.drawsThresholdLines = style != .area
      chart.bands = style == .line || style == .dashed ? [] : zones.bands
      return
    }
  }

  /// The sum of the last values, where all series are layers of one stack.
  private static func total(_ entries: [ChartSeries.Entry], _ content: PanelContent) -> Line? {
    guard entries.count > 1, let config = entries.first?.config,
      entries.allSatisfy({
        $0.config.custom.stacking?.mode == .normal && $0.config.unit == config.unit
      })
    else { return nil }
    let steps = content.cursor == nil ? [:] : ChartSeries.steps(of: entries)
    let last = entries.compactMap { entry in
      content.cursor.map { entry.value(at: $0, step: steps[entry.refID]) }
        ?? Reducer.lastNotNull.reduce(entry.values)
    }
    guard last.count > 1 else { return nil }
    let text = ValueText(content.processor(config).display(last.reduce(0, +)))
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

/// The stacks of a chart by number: series of one group stand on each other where they share an
/// axis and a form.
struct StackNumbers {
  private(set) var numbers: [Int?] = []
  /// The stacks whose layers are shares of their sum, and the sides they stand on.
  private(set) var shares: Set<Int> = []
  private(set) var sharedSides: Set<PlotAxis> = []

  private struct Key: Hashable {
    var group: String
    var side: PlotAxis
    var style: CustomConfig.DrawStyle
  }

  init(_ entries: [ChartSeries.Entry], _ sides: [PlotAxis?]) {
    var known: [Key: Int] = [:]
    for (entry, side) in zip(entries, sides) {
      guard let stacking = entry.config.custom.stacking, stacking.mode != .none, let side else {
        numbers.append(nil)
        continue
      }
      let key = Key(
        group: stacking.group, side: side, style: entry.config.custom.drawStyle ?? .line)
      let number = known[key] ?? known.count
      known[key] = number
      numbers.append(number)
      if stacking.mode == .percent {
        shares.insert(number)
        sharedSides.insert(side)
      }
    }
  }
}

/// Where a field is good and where it is bad: the edges between, and the parts themselves.
struct ThresholdZones {
  private(set) var marks: [ThresholdMark] = []
  private(set) var bands: [ThresholdBand] = []

  init(_ config: FieldConfig, _ processor: DisplayProcessor) {
    let steps = config.thresholds.steps
    var below = steps.first.flatMap { GrafanaColor.severity($0.color) }
    var from = -Double.infinity
    for step in steps.dropFirst() {
      let value = processor.value(of: step)
      let severity = GrafanaColor.severity(step.color)
      // An edge is as bad as its worse side: where low is bad, that is the lower one.
      if let worst = [below, severity].compactMap(\.self).max(), below != severity {
        marks.append(ThresholdMark(value, worst, label: config.tickText(value, step: 0)))
      }
      if let below { bands.append(ThresholdBand(from, value, below)) }
      (below, from) = (severity, value)
    }
    if let below, steps.count > 1 { bands.append(ThresholdBand(from, .infinity, below)) }
  }
}
