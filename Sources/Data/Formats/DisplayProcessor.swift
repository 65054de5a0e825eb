package import Frames
package import Times

/// Makes values of a field ready to show: mappings first, then the unit, then the colour.
package struct DisplayProcessor: Sendable {
  package private(set) var config: FieldConfig
  /// The ends that a fraction is measured between: the config's, else the data's.
  private let minimum: Double?
  private let maximum: Double?

  private let calendar: Calendar
  private let now: Instant?

  /// `range` is the extent of the data, for configs that don't fix one; `calendar` writes dates,
  /// and `now` is what they are told from (`3 hours ago`).
  package init(
    _ config: FieldConfig, range: ClosedRange<Double>? = nil, calendar: Calendar = Calendar(.local),
    now: Instant? = nil
  ) {
    self.calendar = calendar
    self.now = now
    self.config = config
    minimum = config.min ?? range?.lowerBound
    maximum = config.max ?? range?.upperBound
  }

  /// A number, or the text for none.
  package func display(_ number: Double?) -> DisplayValue {
    let mapping = config.mappings.first { $0.matches(number) }
    let step = number.flatMap { stepIndex(of: $0) }
    let fraction = fraction(of: number)
    var value = DisplayValue(number: number, text: "", step: step, fraction: fraction)
    if let color = mapping?.color {
      // The colour is the mapping's own and says nothing of the steps.
      (value.color, value.step) = (color, nil)
    } else {
      value.color = color(of: step, fraction)
    }
    if let text = mapping?.text {
      value.text = text
      return value
    }
    guard let number, !number.isNaN else {
      value.text = config.noValue ?? ""
      return value
    }
    if number.isFinite {
      let format = ValueFormat(
        number, unit: config.unit, decimals: config.decimals, calendar: calendar, now: now)
      (value.prefix, value.text, value.suffix, value.spaced) =
        (format.prefix, format.text, format.suffix, format.spaced)
    } else {
      value.text = number < 0 ? "-∞" : "∞"
    }
    value.prefix = (config.prefix ?? "") + value.prefix
    if let postfix = config.postfix {
      value.suffix = (value.spaced && !value.suffix.isEmpty ? " " : "") + value.suffix + postfix
      value.spaced = false
    }
    return value
  }

  /// What stands for samples that are no number, all of them: a mapping of null or one of NaN.
  package func displayNaN() -> DisplayValue {
    display(config.mappings.contains { $0.matches(nil as Double?) } ? nil : Double.nan)
  }

  /// A value of any type.
  package func display(_ value: FieldValue) -> DisplayValue {
    switch value {
    case .missing: return display(nil as Double?)
    case .number(let number): return display(number)
    case .string(let text): return display(text)
    case .boolean(let flag): return display(flag)
    case .time(let time): return display(time)
    }
  }

  package func display(_ flag: Bool?) -> DisplayValue {
    guard let flag else { return display(nil as Double?) }
    let text = flag ? "true" : "false"
    if let mapping = config.mappings.first(where: { $0.matches(text) }) {
      return DisplayValue(text: mapping.text ?? text, color: mapping.color)
    }
    guard config.unit?.hasPrefix("bool") == true else { return DisplayValue(text: text) }
    return display(flag ? 1.0 : 0)
  }

  /// A moment: by the unit where that is one of dates, else date and time.
  package func display(_ time: Instant) -> DisplayValue {
    guard time != .none else { return display(nil as Double?) }
    var processor = self
    let unit = config.unit ?? ""
    if !unit.hasPrefix("dateTime") && !unit.hasPrefix("time:") {
      processor.config.unit = "dateTimeAsIso"
    }
    return processor.display(time.seconds * 1000)
  }

  /// A text. Where the field has a unit, one that is a number is shown as that.
  package func display(_ string: String?) -> DisplayValue {
    guard let string else { return display(nil as Double?) }
    let mapping = config.mappings.first { $0.matches(string) }
    if let unit = config.unit, unit != "string", let number = Self.number(in: string) {
      var processor = self
      processor.config.mappings = []
      var value = processor.display(number)
      if let mapping {
        if let text = mapping.text(for: string) {
          (value.text, value.prefix, value.suffix) = (text, "", "")
        }
        if let color = mapping.color { (value.color, value.step) = (color, nil) }
      }
      return value
    }
    let text = mapping.map { $0.text(for: string) ?? string } ?? string
    return DisplayValue(text: text.isEmpty ? config.noValue ?? "" : text, color: mapping?.color)
  }

  /// The number that a text is, as JavaScript reads decimal ones.
  private static func number(in text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy { byte in
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.eE".utf8.contains(byte)
    }
    guard isDecimal, let number = Double(text), number.isFinite else { return nil }
    return number
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

  private func color(of step: Int?, _ fraction: Double?) -> String? {
    switch config.color {
    case .fixed(let color), .shades(let color): color
    case .thresholds: step.map { config.thresholds.steps[$0].color }
    case .continuous(let scale): fraction.flatMap { ColorScale.color(scale, at: $0) }
    // A palette goes by series: a value has no colour of its own.
    case .paletteClassic, .paletteByName, .other: nil
    }
  }
}
