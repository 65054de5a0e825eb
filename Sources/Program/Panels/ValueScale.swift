import Formats
import Text
import Widgets

/// The scale of a gauge or a bar: its ends, and the thresholds on the way.
struct ValueScale {
  private let config: FieldConfig
  private let processor: DisplayProcessor
  private let low: Double
  private let high: Double

  /// The ends are the layout's, the unit's, or those of the data with room for the thresholds; with
  /// no data to go by, 0 and 100.
  init(_ config: FieldConfig, _ content: PanelContent, values: [Double]) {
    let values = values.filter(\.isFinite)
    var config = config
    let low = config.min ?? min(0, values.min() ?? 0)
    var high = config.max ?? 100
    if config.max == nil, config.unit == "percentunit" {
      high = 1
    } else if config.max == nil, config.unit != "percent", !values.isEmpty {
      let mark = config.thresholds.mode == .absolute ? config.thresholds.steps.last?.value : nil
      let highest = max(values.max() ?? 0, min(1e300, mark ?? 0) * 1.5)
      high = AxisScale(low: 0, high: highest, rows: 5, steps: config.axisSteps).top
    }
    (config.min, config.max) = (low, high)
    (self.low, self.high) = (low, high)
    self.config = config
    processor = content.processor(config)
  }

  /// The share of the way, 0 for what has none.
  func fraction(of number: Double?) -> Double {
    guard let number, !number.isNaN else { return 0 }
    if number.isInfinite { return number > 0 ? 1 : 0 }
    return processor.fraction(of: number) ?? 0
  }

  var marks: [ThresholdMark] {
    let span = high - low
    guard span > 0, span.isFinite else { return [] }
    return config.marks(processor).map { mark in
      var mark = mark
      mark.value = (mark.value - low) / span
      mark.label = Self.digits(mark.label)
      return mark
    }
  }

  var start: DisplayText { label(of: low) }
  var end: DisplayText { label(of: high) }

  private func label(of value: Double) -> DisplayText { config.tickText(value, step: 0) }

  /// Without the unit, that stands at the value already.
  private static func digits(_ text: DisplayText) -> DisplayText {
    DisplayText(text.string.split(separator: " ").first.map(String.init) ?? text.string)
  }
}
