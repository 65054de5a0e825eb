/// A value made ready to show: its text in parts, its colour, its place between min and max.
package struct DisplayValue: Hashable, Sendable {
  /// The number behind the text; `nil` when there is none.
  package var number: Double?
  /// `$` of `$ 1.23K`; raw, as it may come from a layout.
  package var prefix: String
  /// The digits, or a mapping's text.
  package var text: String
  /// The unit, without the space before it: `ms`, `%`, `K`, `req/s`.
  package var suffix: String
  /// True where a space stands between text and suffix.
  package var spaced: Bool
  /// The colour of the threshold or mapping that applies, as the layout names it.
  package var color: String?
  /// The step of the thresholds that applies, counted from the base 0; `nil` without thresholds.
  package var step: Int?
  /// The share of the way from min to max, 0...1, where both are known.
  package var fraction: Double?

  package init(
    number: Double? = nil, prefix: String = "", text: String, suffix: String = "",
    spaced: Bool = false, color: String? = nil, step: Int? = nil, fraction: Double? = nil
  ) {
    self.number = number
    self.prefix = prefix
    self.text = text
    self.suffix = suffix
    self.spaced = spaced
    self.color = color
    self.step = step
    self.fraction = fraction
  }

  /// The whole text as Grafana prints it.
  package var description: String {
    prefix + text + (spaced && !suffix.isEmpty ? " " : "") + suffix
  }
}
