import Formats

/// Makes values states: the text and the colour by which they are told apart.
struct StateTexts {
  private let config: FieldConfig
  private let processor: DisplayProcessor
  /// Numbers between two thresholds are one state.
  private let groupsByThreshold: Bool
  private let isContinuous: Bool

  init(_ field: ShownField, _ content: PanelContent, _ extent: ClosedRange<Double>?, groups: Bool) {
    var config = field.config
    var hasThresholds = false
    isContinuous = if case .continuous = config.color { true } else { false }
    switch config.color {
    case .thresholds: hasThresholds = true
    case .fixed: break
    // In the other modes only a mapping gives a state its own colour.
    default: config.color = .paletteClassic
    }
    // A missing value is a gap, not a state, unless a mapping names it.
    config.noValue = nil
    self.config = config
    processor = content.processor(config, range: field.range ?? extent)
    groupsByThreshold = groups && hasThresholds && config.thresholds.steps.count > 1
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
