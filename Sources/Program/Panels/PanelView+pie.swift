import Cells
import Dashboards
import Formats
import Text
import Widgets

extension PanelView {
  static func pie(_ content: PanelContent, _ options: PieOptions) -> Drawing {
    let model = PieModel(content, options)
    guard !model.slices.isEmpty else { return nothing(of: content) }
    let inks = SeriesInks(model.slices.map(\.name))
    let glyphs = content.glyphs
    let columns = options.columns
    let values = columns.contains(.value) ? texts(of: model, glyphs) : nil
    let percents =
      columns.contains(.percent)
      ? aligned(model.slices.map { DisplayText(PieModel.percent($0.share) + " %") }) : nil
    let parts = model.slices.enumerated().map { index, slice in
      Shares.Part(
        name: glyphs.text(slice.name, limit: 60), share: slice.share,
        values: [values?[index], percents?[index]].compactMap(\.self),
        ink: fixedInk(slice) ?? inks[slice.name])
    }
    let widget = Shares(parts: parts, glyphs: glyphs) { DisplayText(PieModel.percent($0) + " %") }
    return Drawing(widget, trailing: total(of: model, content))
  }

  /// A colour that the layout gives the slice; those of thresholds say nothing of it.
  private static func fixedInk(_ slice: PieModel.Slice) -> Ink? {
    guard let color = slice.display.color else { return nil }
    if case .fixed = slice.config.color { return GrafanaColor.ink(color) }
    return slice.config.mappings.contains { $0.color == color } ? GrafanaColor.ink(color) : nil
  }

  /// The values as a column: units of one width, so that digits align.
  private static func texts(of model: PieModel, _ glyphs: GlyphSet) -> [DisplayText] {
    let texts = model.slices.map { ValueText($0.display) }
    let unit = texts.map { DisplayText($0.unit).width }.max() ?? 0
    return texts.map { text in
      guard !text.isMissing else {
        return glyphs.missing.padded(to: glyphs.missing.width + (unit > 0 ? unit + 1 : 0))
      }
      guard unit > 0 else { return glyphs.text(text.digits, limit: 20) }
      return glyphs.text(text.digits, limit: 20) + " " + DisplayText(text.unit).padded(to: unit)
    }
  }

  private static func aligned(_ texts: [DisplayText]) -> [DisplayText] {
    let width = texts.map(\.width).max() ?? 0
    return texts.map { $0.padded(to: width, .trailing) }
  }

  private static func total(of model: PieModel, _ content: PanelContent) -> Line? {
    guard model.slices.count > 1, model.total.isFinite, model.total > 0 else { return nil }
    let text = ValueText(content.processor(content.panel.fieldConfig).display(model.total))
    return Line(DisplayText(text.digits), .title)
      + (text.unit.isEmpty ? Line() : Line(DisplayText(" " + text.unit), .dim))
  }
}
