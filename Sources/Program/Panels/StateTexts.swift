import Formats

/// Makes values states: the text and the colour by which they are told apart.
struct StateTexts {
  private let config: FieldConfig
  private let processor: DisplayProcessor
  /// Numbers between two thresholds are one state.
  private let groupsByThreshold: Bool
  private let isContinuous: Bool

  init(_ config: FieldConfig, _ extent: ClosedRange<Double>?, groupsByThreshold: Bool) {
    var config = config
    let hasThresholds = config.color == .thresholds
    // Thresholds colour nothing in the other modes; mappings do in all.
    if !hasThresholds { config.thresholds = Thresholds() }
    // A missing value is a gap, not a state, unless a mapping names it.
    config.noValue = nil
    self.config = config
    processor = DisplayProcessor(config, range: extent)
    self.groupsByThreshold = groupsByThreshold && hasThresholds && config.thresholds.steps.count > 1
    if case .other(let mode) = config.color {
      isContinuous = mode.hasPrefix("continuous")
    } else {
      isContinuous = false
    }
  }

  func state(of number: Double?) -> StatesModel.State? {
    let display = processor.display(number)
    guard !display.text.isEmpty else { return nil }
    // A mapping's text has no unit and is not the number's own.
    if groupsByThreshold, let number, let step = display.step, isPlain(display) {
      return StatesModel.State(text: rangeText(step, at: number), color: display.color)
    }
    return StatesModel.State(
      text: display.description, color: display.color,
      fraction: isContinuous && display.color == nil ? display.fraction : nil)
  }

  func state(of string: String?) -> StatesModel.State? {
    let display = processor.display(string)
    guard !display.text.isEmpty else { return nil }
    return StatesModel.State(text: display.text, color: display.color)
  }

  /// Whether the text is the number's own.
  private func isPlain(_ display: DisplayValue) -> Bool {
    guard let number = display.number, number.isFinite else { return false }
    let format = ValueFormat(number, unit: config.unit, decimals: config.decimals)
    return display.text == format.text
  }

  /// `< 80`, `80+`, as Grafana names what lies between thresholds.
  private func rangeText(_ step: Int, at number: Double) -> String {
    let steps = config.thresholds.steps
    func text(_ index: Int) -> String {
      processor.display(processor.value(of: steps[index])).description
    }
    return step == 0 ? "< " + text(1) : text(step) + "+"
  }
}
