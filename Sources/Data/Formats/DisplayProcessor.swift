/// Makes values of a field ready to show: mappings first, then the unit, then the colour.
package struct DisplayProcessor: Sendable {
  package let config: FieldConfig
  /// The ends that a fraction is measured between: the config's, else the data's.
  private let minimum: Double?
  private let maximum: Double?

  /// `range` is the extent of the data, for configs that don't fix one.
  package init(_ config: FieldConfig, range: ClosedRange<Double>? = nil) {
    self.config = config
    minimum = config.min ?? range?.lowerBound
    maximum = config.max ?? range?.upperBound
  }

  package func display(_ number: Double?) -> DisplayValue {
    let mapping = config.mappings.first { $0.matches(number) }
    let step = number.flatMap { stepIndex(of: $0) }
    var value = DisplayValue(number: number, text: "", step: step, fraction: fraction(of: number))
    value.color = mapping?.color ?? color(of: step)
    if let text = mapping?.text {
      value.text = text
    } else if let number, number.isFinite {
      let format = ValueFormat(number, unit: config.unit, decimals: config.decimals)
      (value.prefix, value.text, value.suffix, value.spaced) =
        (format.prefix, format.text, format.suffix, format.spaced)
    } else if let number, !number.isNaN {
      value.text = number < 0 ? "-∞" : "∞"
    } else {
      value.text = config.noValue ?? ""
    }
    return value
  }

  package func display(_ string: String?) -> DisplayValue {
    let mapping = config.mappings.first { $0.matches(string) }
    return DisplayValue(
      text: mapping?.text ?? string ?? config.noValue ?? "", color: mapping?.color)
  }

  package func fraction(of number: Double?) -> Double? {
    guard let number, number.isFinite, let minimum, let maximum, maximum > minimum else {
      return nil
    }
    return Swift.min(1, Swift.max(0, (number - minimum) / (maximum - minimum)))
  }

  /// The last step at or below the number; the first holds for all below.
  package func stepIndex(of number: Double) -> Int? {
    let steps = config.thresholds.steps
    guard !steps.isEmpty, !number.isNaN else { return nil }
    return steps.indices.dropFirst().last { number >= value(of: steps[$0]) } ?? 0
  }

  /// A step's value in the field's own unit.
  package func value(of step: Thresholds.Step) -> Double {
    guard config.thresholds.mode == .percentage else { return step.value }
    let (low, high) = (minimum ?? 0, maximum ?? 100)
    return low + (high - low) * step.value / 100
  }

  private func color(of step: Int?) -> String? {
    switch config.color {
    case .fixed(let color): color
    default: step.map { config.thresholds.steps[$0].color }
    }
  }
}
