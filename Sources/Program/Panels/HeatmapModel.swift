import Dashboards
import Formats
import Frames
import Times
import Widgets

/// A heat map before it is drawn: buckets, times and the count of each pair.
struct HeatmapModel {
  /// The buckets from the lowest up.
  var labels: [String]
  var labelEdge: Heatmap.LabelEdge
  /// For each bucket the values by step; NaN where there is none.
  var values: [[Double]]
  /// When the first column begins.
  var start: Instant
  var step: Span
  var scale: HeatScale
  /// The ends of the scale in words.
  var lowText: String
  var highText: String
  var cellConfig: FieldConfig

  init?(_ content: PanelContent, _ options: HeatmapOptions) {
    let fields = ShownField.all(of: content).filter { $0.numbers != nil && $0.times != nil }
    cellConfig = content.panel.fieldConfig
    cellConfig.decimals = options.cellDecimals ?? cellConfig.decimals
    if options.calculates {
      guard let cells = ComputedBuckets(fields, options) else { return nil }
      cellConfig.unit = options.cellUnit ?? "short"
      let config = Self.axisConfig(options, or: content.panel.fieldConfig)
      labels = cells.bounds.map { config.tickText($0, step: 0).string }
      labelEdge = .lower
      (values, start, step) = (cells.values, cells.start, cells.step)
    } else {
      guard let buckets = SeriesBuckets(fields, content.panel.targets) else { return nil }
      cellConfig.unit = options.cellUnit ?? cellConfig.unit
      let config = Self.axisConfig(options, or: FieldConfig())
      labels = zip(buckets.names, buckets.bounds).map { name, bound in
        guard let bound else { return name }
        return bound.isFinite ? Self.text(bound, config, options) : name
      }
      labelEdge = Self.edge(options.layout, hasUpperBounds: buckets.hasUpperBounds)
      values = buckets.values
      // A sample tells what happened in the step before it.
      (start, step) = (buckets.grid.first - buckets.grid.step, buckets.grid.step)
    }
    if options.isReversed {
      labels.reverse()
      values.reverse()
      labelEdge = labelEdge == .upper ? .lower : (labelEdge == .lower ? .upper : .middle)
    }
    scale = Self.scale(of: values, options)
    let processor = content.processor(cellConfig)
    lowText = ValueText(processor.display(scale.low)).plain
    highText = ValueText(processor.display(scale.high)).plain
  }

  private static func axisConfig(_ options: HeatmapOptions, or config: FieldConfig) -> FieldConfig {
    var axis = FieldConfig()
    axis.unit = options.yUnit ?? config.unit
    axis.decimals = options.yDecimals
    return axis
  }

  private static func text(
    _ bound: Double, _ config: FieldConfig, _ options: HeatmapOptions
  ) -> String {
    if options.yDecimals != nil { return ValueText(DisplayProcessor(config).display(bound)).plain }
    return config.tickText(bound, step: 0).string
  }

  private static func edge(
    _ layout: HeatmapOptions.Layout, hasUpperBounds: Bool
  ) -> Heatmap.LabelEdge {
    switch layout {
    case .auto: hasUpperBounds ? .upper : .middle
    case .upper: .upper
    case .lower: .lower
    case .unknown: .middle
    }
  }

  /// The extent of what is drawn, where the layout does not fix it.
  private static func scale(of values: [[Double]], _ options: HeatmapOptions) -> HeatScale {
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values.joined() where value.isFinite {
      if let hidden = options.hiddenUpTo, value <= hidden { continue }
      if let hidden = options.hiddenFrom, value >= hidden { continue }
      (low, high) = (min(low, value), max(high, value))
    }
    if low > high { (low, high) = (0, 0) }
    return HeatScale(
      low: options.colorMin ?? low, high: options.colorMax ?? high, exponent: options.exponent,
      hiddenUpTo: options.hiddenUpTo, hiddenFrom: options.hiddenFrom)
  }
}

extension ValueText {
  /// Digits and unit in one; empty when missing.
  var plain: String { unit.isEmpty ? digits : digits + " " + unit }
}
