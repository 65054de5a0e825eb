extension Field {
  /// A property of how a field is shown that a transformation took from data.
  package enum Setting: Hashable, Sendable {
    case min(Double)
    case max(Double)
    case decimals(Int)
    /// A Grafana colour, for all values.
    case color(String)
    /// The first of a field takes the place of the panel's thresholds.
    case threshold(Double, color: String)
    /// The texts and colours of values; they take the place of the panel's.
    case mappings([Mapping])
  }

  /// How one value is shown.
  package struct Mapping: Hashable, Sendable {
    package var value: String
    package var text: String?
    package var color: String?

    package init(value: String, text: String? = nil, color: String? = nil) {
      (self.value, self.text, self.color) = (value, text, color)
    }
  }
}
