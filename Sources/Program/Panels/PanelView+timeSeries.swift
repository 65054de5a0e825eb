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
    guard !chart.entries.isEmpty else { return nothing(of: content) }
    let legend = ChartRows(chart, options.legend, content)
    let entries = legend.rows.map(\.entry)
    let axes = ChartAxes(chart.entries, content.glyphs)
    let sides = entries.map { axes.sides[$0.place] }
    let stacks = StackNumbers(entries, sides)
    let steps = ChartSeries.steps(of: chart.entries)
    let inks = SeriesInks(legend.rows.map(\.name))
    var lines = 0
    var series = legend.rows.enumerated().map { index, row in
      let style = row.entry.style(stack: stacks.numbers[index])
      // What no plot has room for is in the legend alone, and costs no points.
      if stacks.numbers[index] == nil { lines += 1 }
      let isDrawn = sides[index] != nil && lines <= max(1, height / 2)
      let step = steps[row.entry.refID] ?? Span(nanoseconds: .max)
      return PlotSeries(
        name: content.glyphs.text(row.name, limit: 60),
        ink: inks.ink(for: row.entry, named: row.name, content),
        points: isDrawn ? row.entry.points(in: content.range, step: step) : [],
        values: row.values, style: style, axis: sides[index] ?? .left,
        isInLegend: row.entry.isInLegend)
    }
    if content.isFullScreen || height >= 14 {
      series += fainter(chart.entries, of: legend.rows, axes, inks, content)
    }
    Stacks.pile(&series, asShares: stacks.shares)
    func axis(_ side: PlotAxis) -> ChartAxis? {
      axes.axis(
        side, over: series, isShares: stacks.sharedSides.contains(side),
        held: content.heldScales?[side])
    }
    var (left, right) = (axis(.left), axis(.right))
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
      note: axes.note(chart.entries), cursor: content.cursorTick, glyphs: content.glyphs)
    addThresholds(of: chart.entries, on: axes.sides, to: &widget, content)
    return Drawing(widget, trailing: total(entries, content))
  }

  /// The lower percentiles of rows, of which the legend has but one line, where there is room.
  private static func fainter(
    _ entries: [ChartSeries.Entry], of rows: [ChartRows.Row], _ axes: ChartAxes,
    _ inks: SeriesInks, _ content: PanelContent
  ) -> [PlotSeries] {
    let steps = ChartSeries.steps(of: entries)
    let shown = Set(rows.map(\.entry.place))
    return entries.filter { !shown.contains($0.place) }.prefix(16).map { entry in
      let name = ChartSeries.split(entry.name).rest
      let step = steps[entry.refID] ?? Span(nanoseconds: .max)
      return PlotSeries(
        name: content.glyphs.text(entry.name, limit: 60),
        ink: inks.ink(for: entry, named: name, content).tinted(55),
        points: axes.sides[entry.place] == nil ? [] : entry.points(in: content.range, step: step),
        values: [], style: entry.style(stack: nil), axis: axes.sides[entry.place] ?? .left,
        isInLegend: false)
    }
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

  /// Thresholds on each scale as the first series there that has any says: lines, areas, or both.
  private static func addThresholds(
    of entries: [ChartSeries.Entry], on sides: [PlotAxis?], to chart: inout TimeSeriesChart,
    _ content: PanelContent
  ) {
    var done: Set<PlotAxis> = []
    for (entry, side) in zip(entries, sides) {
      let style = entry.config.custom.thresholdsStyle ?? .off
      guard style != .off, style != .series, let side, done.insert(side).inserted else { continue }
      let zones = ThresholdZones(entry.config, content.processor(entry.config, range: entry.range))
      for var mark in zones.marks {
        (mark.axis, mark.hasLine) = (side, style != .area)
        chart.thresholds.append(mark)
      }
      guard style != .line, style != .dashed else { continue }
      for var band in zones.bands {
        band.axis = side
        chart.bands.append(band)
      }
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
