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
  private static let mostBars = 4

  static func barChart(_ content: PanelContent, _ options: BarChartOptions) -> Drawing {
    let config = content.panel.fieldConfig
    let (categories, values) = categories(of: content.resolvedFrames, content, options)
    let inks = SeriesInks(values.map(\.name))
    var series = values.map { name, numbers in
      BarChart.Series(name: DisplayText(name, limit: 40), ink: inks[name], values: numbers)
    }
    if series.count > mostBars { series = grouped(series, categories.count) }
    let widget = BarChart(
      categories: categories, series: series,
      isStacked: options.stacking != .none || series.count > mostBars,
      yLabel: { value, step in config.tickText(value, step: step) }, glyphs: content.glyphs)
    return Drawing(widget)
  }

  private static func grouped(_ series: [BarChart.Series], _ count: Int) -> [BarChart.Series] {
    func sum(_ line: BarChart.Series) -> Double {
      line.values.compactMap(\.self).filter(\.isFinite).reduce(0, +)
    }
    let order = series.sorted { sum($0) > sum($1) }
    let rest = order.dropFirst(mostBars - 1)
    let sums = (0..<count).map { category -> Double? in
      let values = rest.compactMap {
        $0.values.indices.contains(category) ? $0.values[category] : nil
      }
      return values.isEmpty ? nil : values.reduce(0, +)
    }
    return order.prefix(mostBars - 1)
      + [BarChart.Series(name: "\(rest.count) more", ink: Ink(.faint), values: sums)]
  }

  private typealias Values = [(name: String, values: [Double?])]

  /// Categories by a column of texts, else by the series' names, else by time.
  private static func categories(
    of frames: [ResolvedFrame], _ content: PanelContent, _ options: BarChartOptions
  ) -> ([DisplayText], Values) {
    for frame in frames {
      let chosen = frame.fields.first {
        ($0.name == options.xField || $0.field.name == options.xField) && $0.field.strings != nil
      }
      guard let field = chosen ?? frame.fields.first(where: { $0.field.strings != nil }),
        let names = field.field.strings
      else { continue }
      let values: Values = frame.fields.filter { !$0.isHidden }.compactMap { field in
        field.field.numbers.map { (field.name, Array($0)) }
      }
      return (names.map { DisplayText($0 ?? "", limit: 40) }, values)
    }
    let entries = ChartSeries(content).entries
    if entries.allSatisfy({ $0.values.count == 1 }) {
      let values = entries.map { $0.values.first ?? nil }
      return (entries.map { DisplayText($0.name, limit: 40) }, [("Value", values)])
    }
    let times = Array(Set(entries.flatMap(\.times))).sorted()
    let calendar = content.calendar
    let isDays = ChartSeries.step(of: entries) >= .hours(20)
    let labels = times.map { DisplayText(isDays ? calendar.date($0) : calendar.shortTime($0)) }
    let values: Values = entries.map { entry in
      let known = Dictionary(
        zip(entry.times, entry.values), uniquingKeysWith: { first, _ in first })
      return (entry.name, times.map { known[$0] ?? nil })
    }
    return (labels, values)
  }
}
