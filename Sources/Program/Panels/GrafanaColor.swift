import Cells
import Formats
import Widgets

/// Colours of layouts as meanings: red is critical, orange and yellow warn, green is well and
/// stays uncoloured, since on a calm screen only trouble has colour.
enum GrafanaColor {
  static func severity(_ name: String?) -> Severity? {
    guard let name else { return nil }
    let base = name.split(separator: "-").last.map(String.init) ?? name
    switch base.lowercased() {
    case "red": return .critical
    case "orange", "yellow": return .warning
    default: return hexSeverity(name)
    }
  }

  /// The reds and oranges that people write as numbers, told by their hue.
  private static func hexSeverity(_ name: String) -> Severity? {
    guard let rgb = rgb(name) else { return nil }
    let (red, green, blue) = (Int(rgb >> 16 & 0xff), Int(rgb >> 8 & 0xff), Int(rgb & 0xff))
    guard red > 140, red - blue > 60 else { return nil }
    if green * 2 < red { return .critical }
    return green <= red ? .warning : nil
  }

  /// `#rrggbb` or `#rrggbbaa`.
  static func rgb(_ name: String) -> UInt32? {
    guard name.hasPrefix("#"), name.count >= 7 else { return nil }
    return UInt32(name.dropFirst().prefix(6), radix: 16)
  }

  /// The ink of a colour that a layout fixes, for series.
  static func ink(_ name: String) -> Ink? {
    if let rgb = rgb(name) { return Ink(fixed: rgb) }
    switch name.split(separator: "-").last.map(String.init)?.lowercased() {
    case "red": return Ink(.critical)
    case "orange", "yellow": return Ink(.warning)
    case "green": return Ink(.ok)
    case "blue": return Ink(.series1)
    case "purple": return Ink(.series4)
    default: return nil
    }
  }
}

extension FieldConfig {
  /// How bad a value of the field is, by its thresholds or mapping. The base step is bad where a
  /// later one is better: a check that is red up to 1 and green from there is down at 0.
  func severity(of display: DisplayValue) -> Severity? {
    display.step == 0 ? baseSeverity : GrafanaColor.severity(display.color)
  }

  /// The edges where values become better or worse, in the field's own unit.
  func marks(_ processor: DisplayProcessor) -> [ThresholdMark] {
    var below = baseSeverity
    return thresholds.steps.dropFirst().compactMap { step in
      let above = GrafanaColor.severity(step.color)
      defer { below = above }
      let value = processor.value(of: step)
      return ThresholdMark(value, below: below, above: above, label: tickText(value, step: 0))
    }
  }

  private var baseSeverity: Severity? {
    guard let base = GrafanaColor.severity(thresholds.steps.first?.color) else { return nil }
    let later = thresholds.steps.dropFirst().map { GrafanaColor.severity($0.color) }
    return later.contains { $0.map { $0 < base } ?? true } ? base : nil
  }
}
