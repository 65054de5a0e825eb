import Cells
import Dashboards
import Formats
import Text
import Widgets

extension PanelView {
  static func histogram(_ content: PanelContent, _ options: HistogramOptions) -> Drawing {
    guard let model = HistogramModel(content, options) else {
      return nothing(of: content)
    }
    let inks = SeriesInks(model.series.map(\.name))
    let config = model.config
    var counts = FieldConfig()
    counts.unit = "short"
    let widget = Histogram(
      bounds: model.bounds.map { config.tickText($0, step: 0) },
      series: model.series.map {
        .init(name: content.glyphs.text($0.name, limit: 40), ink: inks[$0.name], counts: $0.counts)
      },
      isStacked: options.stacking != .none, showsLegend: options.legend.isShown,
      yLabel: { [counts] value, step in counts.tickText(value, step: step) },
      glyphs: content.glyphs)
    return Drawing(widget, trailing: total(of: model, counts))
  }

  /// How many values there are: `1 240 values`.
  private static func total(of model: HistogramModel, _ config: FieldConfig) -> Line? {
    let sum = model.series.reduce(0) { $0 + $1.counts.filter(\.isFinite).reduce(0, +) }
    guard sum.isFinite, sum > 0, sum == sum.rounded(), sum < 1e15 else { return nil }
    return Line(DisplayText(Decimals.grouped(Decimals.text(sum, decimals: 0))), .title)
      + Line(sum == 1 ? " value" : " values", .dim)
  }
}
