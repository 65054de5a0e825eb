import Cells
import Dashboards
import Formats
import Frames
import Text
import Times
import Transforms
import Widgets

// Panels of single values: stat, gauge, bar gauge.
extension PanelView {
  typealias ShownValue = (value: ReducedValue, display: DisplayValue)

  /// The values of such a panel with how they are shown.
  static func reduced(_ content: PanelContent, _ options: ReduceOptions) -> [ShownValue] {
    let values = ReducedValue.make(
      of: content.resolvedFrames, calcs: options.calcs, values: options.values,
      limit: options.limit, fields: options.fields)
    return values.map { value in
      let processor = content.processor(value.config, range: value.range)
      // Reducers leave NaN out, but a mapping of it is meant for this.
      let isNaN = value.value == .missing && value.history.last.flatMap(\.self)?.isNaN == true
      return (value, isNaN ? processor.displayNaN() : processor.display(value.value))
    }
  }

  /// The same, and where there is nothing at all, or nothing of what is chosen, the layout's text
  /// for that.
  static func shown(_ content: PanelContent, _ options: ReduceOptions) -> [ShownValue] {
    let values = reduced(content, options)
    guard values.isEmpty else { return values }
    let chosen = content.panel.fieldConfig.noValue.flatMap { $0.isEmpty ? nil : $0 } ?? "No data"
    guard let text = content.noValue ?? (content.hasData ? chosen : nil) else { return [] }
    let value = ReducedValue(
      name: "", value: .missing, config: content.panel.fieldConfig, labels: [:], history: [],
      seriesIndex: 0)
    return [(value, DisplayValue(text: text))]
  }

  /// The values of a stat: what has no text is said in words.
  static func shown(_ content: PanelContent, _ options: StatOptions) -> [ShownValue] {
    shown(content, options.reduce).map { value, display in
      var display = display
      if display.description.isEmpty { display.text = "No data" }
      return (value, display)
    }
  }

  static func stat(_ content: PanelContent, _ options: StatOptions) -> Drawing {
    let values = shown(content, options)
    let tiles = values.map { tile($0.value, $0.display, options, content, count: values.count) }
    return Drawing(
      StatGrid(tiles, arrangement(options.orientation)),
      trailing: values.count > 2 && addsUp(options.reduce) ? sum(of: values, content) : nil)
  }

  private static func tile(
    _ value: ReducedValue, _ display: DisplayValue, _ options: StatOptions,
    _ content: PanelContent, count: Int
  ) -> StatTile {
    let text = ValueText(display)
    let severity = options.colorMode == .none ? nil : value.config.severity(of: display)
    var tile = StatTile(
      value: content.glyphs.text(text.digits, limit: 40),
      unit: content.glyphs.text(text.unit, limit: 20), severity: severity,
      isCentered: options.isCentered,
      sparkline: options.drawsSparkline && value.history.count > 1 ? Array(value.history) : [],
      glyphs: content.glyphs)
    let name = content.glyphs.text(value.name, limit: 60)
    switch options.textMode {
    case .value: break
    case .auto: if count > 1 { tile.label = name }
    case .valueAndName: tile.label = name
    case .name: (tile.value, tile.unit) = (name, .empty)
    case .none: (tile.value, tile.unit) = (.empty, .empty)
    }
    switch options.colorMode {
    case .none, .value: break
    case .background: tile.fill = .tint
    case .solidBackground: tile.fill = .solid
    }
    if options.showsPercentChange, let note = change(value.history, options, severity) {
      tile.notes = [note]
    }
    return tile
  }

  /// `+12.3 %`: from the first value to the last.
  private static func change(
    _ history: NumberColumn, _ options: StatOptions, _ severity: Severity?
  ) -> Line? {
    guard let change = Reducer.diffperc.reduce(history), change.isFinite else { return nil }
    let text = DisplayText(
      (change > 0 ? "+" : "") + Decimals.text(change * 100, decimals: 1) + " %")
    guard change != 0 else { return Line(text, .dim) }
    switch options.changeColor {
    case .sameAsValue: return Line(text, Style(severity?.role ?? .text))
    case .standard: return Line(text, Style(change > 0 ? .ok : .critical))
    case .inverted: return Line(text, Style(change > 0 ? .critical : .ok))
    }
  }

  private static func arrangement(_ orientation: PanelOrientation) -> StatGrid.Arrangement {
    switch orientation {
    case .auto: .automatic
    case .horizontal: .rows
    case .vertical: .columns
    }
  }

  /// Whether values are of one kind and the same moment.
  private static func addsUp(_ reduce: ReduceOptions) -> Bool {
    guard reduce.calcs.count <= 1, reduce.fields.isEmpty else { return false }
    return [.last, .lastNotNull, .sum, .count].contains(reduce.calcs.first ?? .last)
  }

  /// The total of counts; sums of ratios or times would say nothing.
  private static func sum(of values: [ShownValue], _ content: PanelContent) -> Line? {
    guard
      values.allSatisfy({ ["", "none", "short"].contains($0.value.config.unit ?? "") })
    else { return nil }
    let total = values.compactMap(\.value.number).filter(\.isFinite).reduce(0, +)
    guard total.isFinite, total == total.rounded() else { return nil }
    return Line(DisplayText(Decimals.grouped(Decimals.text(total, decimals: 0))), .title)
      + Line(" total", .dim)
  }

  static func gauge(_ content: PanelContent, _ options: GaugeOptions) -> Drawing {
    let values = shown(content, options.reduce)
    let gauges = values.map { value, display in
      let scale = ValueScale(value.config, content, values: [])
      let text = ValueText(display)
      return Gauge(
        label: values.count > 1 ? content.glyphs.text(value.name, limit: 60) : nil,
        value: text.isMissing
          ? content.glyphs.missing : content.glyphs.text(text.digits, limit: 40),
        unit: content.glyphs.text(text.unit, limit: 20),
        severity: value.config.severity(of: display),
        fraction: scale.fraction(of: value.number), marks: scale.marks,
        showsMarks: options.showsThresholdMarkers, showsMarkLabels: options.showsThresholdLabels,
        start: scale.start, end: scale.end, glyphs: content.glyphs)
    }
    return Drawing(GaugeGrid(gauges, arrangement(options.orientation)))
  }

  static func barGauge(_ content: PanelContent, _ options: BarGaugeOptions) -> Drawing {
    let values = shown(content, options.reduce)
    // Each field may have ends of its own; the marks are those of the first, as all share a look.
    let numbers = values.compactMap(\.value.number)
    let scale = ValueScale(
      values.first?.value.config ?? content.panel.fieldConfig, content, values: numbers)
    let bars = values.map { value, display in
      let own = ValueScale(value.config, content, values: numbers)
      return BarGauge.Bar(
        name: content.glyphs.text(value.name, limit: 60), fraction: own.fraction(of: value.number),
        value: ValueText(display).text(missing: content.glyphs.missing),
        severity: value.config.severity(of: display),
        history: value.history.count > 1 ? Array(value.history) : [])
    }
    var widget = BarGauge(
      bars: bars, marks: scale.marks, start: scale.start, end: scale.end,
      historyLabel: DisplayText("last \(content.range.span.ageText)"),
      isUpright: options.orientation == .vertical, showsTrack: options.showsUnfilled,
      glyphs: content.glyphs)
    switch options.displayMode {
    case .basic: widget.form = .plain
    case .gradient: widget.form = .gradient
    case .lcd: widget.form = .segments
    }
    switch options.valueMode {
    case .color: widget.values = .colored
    case .text: widget.values = .plain
    case .hidden: widget.values = .hidden
    }
    switch options.namePlacement {
    case .auto, .left: widget.names = .left
    case .top: widget.names = .above
    case .hidden: widget.names = .hidden
    }
    return Drawing(widget, trailing: passed(values, content))
  }

  /// `▲ 1 over 100`: how many are past the worst threshold that any is past; `under` it, where
  /// less is worse.
  private static func passed(_ values: [ShownValue], _ content: PanelContent) -> Line? {
    guard let first = values.first?.value else { return nil }
    let marks = first.config.marks(content.processor(first.config, range: first.range))
    func standing(_ number: Double) -> Severity? {
      marks.last { $0.value <= number }.map(\.above) ?? marks.first?.below
    }
    func rank(_ severity: Severity?) -> Int { severity?.rawValue ?? 0 }
    for severity in [Severity.critical, .warning] {
      let count = values.count { $0.value.number.flatMap { standing($0) } == severity }
      guard count > 0 else { continue }
      let under = marks.first { $0.below == severity && rank($0.above) < rank(severity) }
      let over = marks.first { $0.above == severity && rank($0.below) < rank(severity) }
      guard let mark = under ?? over else { continue }
      let limit = first.config.tickText(mark.value, step: 0)
      let text: DisplayText = under == nil ? " over " : " under "
      return Line(
        content.glyphs.sign(of: severity) + " \(count)" + text + limit, Style(severity.role))
    }
    return nil
  }
}
