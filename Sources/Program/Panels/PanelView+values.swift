import Cells
import Dashboards
import Formats
import Frames
import Patterns
import Text
import Times
import Transforms
import Widgets

// Panels of single values: stat, gauge, bar gauge.
extension PanelView {
  /// The values of such a panel with how they are shown.
  static func reduced(
    _ content: PanelContent, _ options: ReduceOptions
  ) -> [(value: ReducedValue, display: DisplayValue)] {
    let values = ReducedValue.make(
      of: content.resolvedFrames, calcs: options.calcs, values: options.values,
      limit: options.limit,
      fields: options.fields)
    return values.map { value in
      (value, content.processor(value.config, range: value.range).display(value.value))
    }
  }

  static func stat(_ content: PanelContent, _ options: StatOptions) -> Drawing {
    let values = reduced(content, options.reduce)
    let showsNames =
      values.count > 1 || options.textMode == .name || options.textMode == .valueAndName
    let tiles = values.map { value, display in
      let text = ValueText(display)
      return StatTile(
        label: showsNames && options.textMode != .value ? DisplayText(value.name, limit: 60) : nil,
        value: text.isMissing ? content.glyphs.missing : DisplayText(text.digits, limit: 40),
        unit: DisplayText(text.unit, limit: 20), severity: display.severity,
        sparkline: options.drawsSparkline && value.history.count > 1 ? Array(value.history) : [],
        notes: [], glyphs: content.glyphs)
    }
    return Drawing(StatGrid(tiles), trailing: values.count > 2 ? sum(of: values, content) : nil)
  }

  /// The total of counts; sums of ratios or times would say nothing.
  private static func sum(
    of values: [(value: ReducedValue, display: DisplayValue)], _ content: PanelContent
  ) -> Line? {
    guard ["", "none", "short"].contains(content.panel.fieldConfig.unit ?? "") else { return nil }
    let total = values.compactMap(\.value.number).filter(\.isFinite).reduce(0, +)
    guard total == total.rounded() else { return nil }
    return Line(DisplayText(Decimals.grouped(Decimals.text(total, decimals: 0))), .title)
      + Line(" total", .dim)
  }

  static func gauge(_ content: PanelContent, _ options: GaugeOptions) -> Drawing {
    let config = scaled(content.panel.fieldConfig, values: [])
    let processor = DisplayProcessor(config)
    let values = reduced(content, options.reduce)
    let gauges = values.map { value, display in
      let text = ValueText(display)
      return Gauge(
        label: values.count > 1 ? DisplayText(value.name, limit: 60) : nil,
        value: text.isMissing ? content.glyphs.missing : DisplayText(text.digits, limit: 40),
        unit: DisplayText(text.unit, limit: 20), severity: display.severity,
        fraction: processor.fraction(of: value.number) ?? 0, marks: marks(config, processor),
        start: bound(config.min, config), end: bound(config.max, config), glyphs: content.glyphs)
    }
    return Drawing(GaugeGrid(gauges))
  }

  static func barGauge(_ content: PanelContent, _ options: BarGaugeOptions) -> Drawing {
    let values = reduced(content, options.reduce)
    let config = scaled(content.panel.fieldConfig, values: values.compactMap(\.value.number))
    let processor = DisplayProcessor(config)
    let bars = values.map { value, display in
      BarGauge.Bar(
        name: DisplayText(value.name, limit: 60),
        fraction: processor.fraction(of: value.number) ?? 0,
        value: ValueText(display).text(missing: content.glyphs.missing),
        severity: display.severity, history: value.history.count > 1 ? Array(value.history) : [])
    }
    let widget = BarGauge(
      bars: bars, marks: marks(config, processor), start: bound(config.min, config),
      end: bound(config.max, config),
      historyLabel: DisplayText("last \(content.range.span.ageText)"), glyphs: content.glyphs)
    return Drawing(widget, trailing: passed(values, config, processor, content))
  }

  /// `▲ 1 over 100`: how many are past the highest threshold that any is past.
  private static func passed(
    _ values: [(value: ReducedValue, display: DisplayValue)], _ config: FieldConfig,
    _ processor: DisplayProcessor, _ content: PanelContent
  ) -> Line? {
    for mark in config.marks(processor).reversed() {
      let count = values.count { ($0.value.number ?? -.infinity) >= mark.value }
      guard count > 0 else { continue }
      let limit = config.tickText(mark.value, step: 0)
      return Line(
        content.glyphs.sign(of: mark.severity) + " \(count) over " + limit,
        Style(mark.severity.role))
    }
    return nil
  }

  /// The config with ends to measure between: the layout's, the unit's, or the data's with room
  /// for the thresholds.
  private static func scaled(_ config: FieldConfig, values: [Double]) -> FieldConfig {
    var config = config
    let isPercent = config.unit == "percent"
    let isShare = config.unit == "percentunit"
    if config.min == nil { config.min = min(0, values.filter(\.isFinite).min() ?? 0) }
    if config.max == nil {
      if isPercent || isShare || values.isEmpty {
        config.max = isShare ? 1 : 100
      } else {
        let mark = config.thresholds.mode == .absolute ? config.thresholds.steps.last?.value : nil
        let highest = max(values.filter(\.isFinite).max() ?? 0, (mark ?? 0) * 1.5)
        config.max = AxisScale(low: 0, high: highest, rows: 5).top
      }
    }
    return config
  }

  private static func marks(_ config: FieldConfig, _ processor: DisplayProcessor) -> [ThresholdMark]
  {
    config.marks(processor).compactMap { mark in
      let span = (config.max ?? 100) - (config.min ?? 0)
      guard span > 0 else { return nil }
      let text = ValueText(DisplayValue(plain: config.tickText(mark.value, step: 0).string))
      return ThresholdMark(
        (mark.value - (config.min ?? 0)) / span, mark.severity, label: DisplayText(text.digits))
    }
  }

  /// An end of the scale; the unit stands at the value already.
  private static func bound(_ value: Double?, _ config: FieldConfig) -> DisplayText {
    guard let value else { return .empty }
    return config.tickText(value, step: 0)
  }
}

extension DisplayValue {
  /// A text that is ready, such as that of a tick: its unit is left out.
  fileprivate init(plain text: String) {
    self.init(text: text.split(separator: " ").first.map(String.init) ?? text)
  }
}
