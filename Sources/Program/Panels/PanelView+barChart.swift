import Cells
import Dashboards
import Formats
import Frames
import Text
import Times
import Transforms
import Widgets

extension PanelView {
  /// The series that have a colour of their own; the rest are one.
  private static let mostBars = 8

  static func barChart(_ content: PanelContent, _ options: BarChartOptions) -> Drawing {
    let model = BarModel(content, options.xField)
    guard !model.fields.isEmpty, !model.categories.isEmpty else { return nothing(of: content) }
    let calcs = options.legend.calcs
    let (fields, rest) = split(model)
    let inks = SeriesInks(fields.map(\.name))
    var series = fields.map { field in
      BarChart.Series(
        name: content.glyphs.text(field.name, limit: 40), ink: ink(of: field, inks),
        values: field.values,
        legend: calcs.map { calc in
          let number = calc.reduce(NumberColumn(field.values))
          return ValueText(content.processor(field.config).display(number))
            .text(missing: content.glyphs.missing)
        })
    }
    if let rest { series.append(rest) }
    let config = model.fields.first?.config ?? content.panel.fieldConfig
    let isShares = options.stacking == .percent
    var shown = config
    if isShares { (shown.unit, shown.decimals) = ("percent", nil) }
    let axisConfig = shown
    var axis = ChartAxis(tick: { value, step in
      axisConfig.tickText(value, step: step, fixed: axisConfig.decimals)
    })
    axis.steps = axisConfig.axisSteps
    axis.low = config.custom.axisSoftMin ?? 0
    axis.high = config.custom.axisSoftMax ?? 0
    if !isShares { (axis.min, axis.max) = (config.min, config.max) }
    axis.isHidden = config.custom.axisPlacement == .hidden
    var widget = BarChart(
      categories: model.categories, moments: model.moments, series: series,
      stacking: stacking(options.stacking),
      isHorizontal: options.orientation == .horizontal, axis: axis,
      legend: ChartLegend(
        placement(of: options.legend, in: content), heads: calcs.map { DisplayText($0.title) }),
      glyphs: content.glyphs)
    if options.showsValues != .never {
      widget.valueText = { value in
        ValueText(DisplayProcessor(axisConfig).display(value)).text(missing: .empty)
      }
    }
    return Drawing(widget)
  }

  private static func stacking(_ mode: CustomConfig.Stacking.Mode) -> BarChart.Stacking {
    switch mode {
    case .none: .none
    case .normal: .normal
    case .percent: .percent
    }
  }

  private static func ink(of field: BarModel.Series, _ inks: SeriesInks) -> Ink {
    if case .fixed(let color) = field.config.color, let ink = GrafanaColor.ink(color) { return ink }
    return inks[field.name]
  }

  /// The series that have a colour of their own, and the sum of all others.
  private static func split(_ model: BarModel) -> ([BarModel.Series], BarChart.Series?) {
    guard model.fields.count > mostBars else { return (model.fields, nil) }
    let sums = model.fields.map { field in
      field.values.compactMap(\.self).filter(\.isFinite).reduce(0, +)
    }
    // Where sums are equal, the first stay first.
    let order = model.fields.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
    let rest = order.dropFirst(mostBars - 1).map { model.fields[$0].values }
    let values = model.categories.indices.map { category -> Double? in
      let values = rest.compactMap { $0.indices.contains(category) ? $0[category] : nil }
      return values.isEmpty ? nil : values.reduce(0, +)
    }
    return (
      order.prefix(mostBars - 1).map { model.fields[$0] },
      BarChart.Series(name: "\(rest.count) more", ink: Ink(.faint), values: values)
    )
  }
}

/// What a bar chart is drawn from: categories, and a value of each series for each of them.
struct BarModel {
  struct Series {
    var name: String
    var config: FieldConfig
    var values: [Double?]
  }

  private(set) var categories: [DisplayText] = []
  /// The categories in the fewest columns, where they are moments: `21` of a day, `14` of an hour.
  private(set) var moments: [DisplayText] = []
  private(set) var fields: [Series] = []
  /// The names of the series of the answer, as categories or as series of the chart.
  private(set) var names: [String] = []

  /// Categories are a column: the one that is named, else the first of texts. Where there is none
  /// they are the names of series with one value each, or else the moments of the samples.
  init(_ content: PanelContent, _ xField: String?) {
    for frame in content.resolvedFrames {
      let named = frame.fields.first { $0.name == xField || $0.field.name == xField }
      guard let field = named ?? frame.fields.first(where: { $0.field.strings != nil }) else {
        continue
      }
      let processor = content.processor(field.config)
      categories = (0..<frame.rowCount).map { row in
        content.glyphs.text(processor.display(field.field[row]).description, limit: 40)
      }
      fields = frame.fields.filter { !$0.isHidden && $0.name != field.name }.compactMap { field in
        field.field.numbers.map {
          Series(name: field.name, config: field.config, values: Array($0))
        }
      }
      names = fields.map(\.name)
      return
    }
    let entries = ChartSeries(content).entries
    names = entries.map(\.name)
    if entries.allSatisfy({ $0.values.count == 1 }) {
      categories = entries.map { content.glyphs.text($0.name, limit: 40) }
      let config = entries.first?.config ?? content.panel.fieldConfig
      fields = [
        Series(name: "Value", config: config, values: entries.map { $0.values.first ?? nil })
      ]
      return
    }
    let times = Array(Set(entries.flatMap(\.times))).sorted()
    let step = ChartSeries.step(of: entries)
    let isDays = step >= .hours(20)
    let calendar = content.calendar
    categories = times.map {
      DisplayText(isDays ? calendar.date($0) : calendar.shortTime($0))
    }
    fields = entries.map { entry in
      let known = Dictionary(
        zip(entry.times, entry.values), uniquingKeysWith: { first, _ in first })
      return Series(name: entry.name, config: entry.config, values: times.map { known[$0] ?? nil })
    }
    guard step >= .hours(1) else {
      moments = categories
      return
    }
    moments = times.map {
      let parts = calendar.components(of: $0)
      return DisplayText("\(isDays ? parts.day : parts.hour)")
    }
  }
}
