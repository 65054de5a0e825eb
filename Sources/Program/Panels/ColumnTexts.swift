import Cells
import Formats
import Text
import Widgets

/// The values of a column as texts that stand well below each other: one count of decimals where
/// they share a unit, and units of one width, so that digits align.
enum ColumnTexts {
  static func make(_ values: [Double?], _ config: FieldConfig, _ glyphs: GlyphSet) -> [DisplayText]
  {
    var config = config
    var displays = values.map { DisplayProcessor(config).display($0) }
    let shown = zip(values, displays).filter { $0.0?.isFinite == true }
    let units = Set(
      shown.filter { $0.0 != 0 }.map { $0.1.prefix.filter { $0 != "-" } + $0.1.suffix })
    if config.decimals == nil, units.count <= 1,
      let largest = shown.max(by: { abs($0.0 ?? 0) < abs($1.0 ?? 0) })
    {
      // As many as the largest needs for three digits: it is what the eye goes to.
      let text = largest.1.text
      let point = text.firstIndex(of: ".")
      let hasFraction = shown.contains { $0.1.text.contains(".") }
      config.decimals =
        point.map { text.distance(from: $0, to: text.endIndex) - 1 }
        ?? (hasFraction && text.count < 2 ? 1 : 0)
      displays = values.map { DisplayProcessor(config).display($0) }
    }
    let texts = displays.map { ValueText($0) }
    let width = texts.map { DisplayText($0.unit).width }.max() ?? 0
    return texts.map { text in
      guard !text.isMissing else {
        return glyphs.missing.padded(to: glyphs.missing.width + (width > 0 ? width + 1 : 0))
      }
      guard width > 0 else { return DisplayText(text.digits) }
      return DisplayText(text.digits + " ") + DisplayText(text.unit).padded(to: width)
    }
  }
}
