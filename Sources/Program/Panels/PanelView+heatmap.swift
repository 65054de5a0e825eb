import Cells
import Dashboards
import Text
import Times
import Widgets

extension PanelView {
  static func heatmap(_ content: PanelContent, _ options: HeatmapOptions) -> Drawing {
    guard let model = HeatmapModel(content, options) else {
      return nothing(of: content)
    }
    let width = max(1e-9, content.range.span.seconds)
    var widget = Heatmap(
      labels: model.labels.map { content.glyphs.text($0, limit: 20) }, labelEdge: model.labelEdge,
      values: model.values, start: (model.start - content.range.from).seconds / width,
      step: model.step.seconds / width, scale: model.scale,
      xTicks: xTicks(in: content.range, content.calendar), glyphs: content.glyphs)
    widget.cursor = content.cursorTick
    guard options.showsLegend, model.scale.high > model.scale.low else { return Drawing(widget) }
    return Drawing(
      widget,
      trailing: content.glyphs.heatLegend(
        from: content.glyphs.text(model.lowText, limit: 12),
        to: content.glyphs.text(model.highText, limit: 12)))
  }
}
