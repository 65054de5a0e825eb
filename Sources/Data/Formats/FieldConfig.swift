/// How the values of a field are shown: a layout's defaults with its overrides applied.
package struct FieldConfig: Hashable, Sendable {
  /// A Grafana unit id (`ms`, `percentunit`, `suffix:jobs`); none when `nil`.
  package var unit: String?
  /// Fixed decimals; three significant digits when `nil`.
  package var decimals: Int?
  package var min: Double?
  package var max: Double?
  /// A name that replaces the series' own; may hold `${__field.labels.x}`.
  package var displayName: String?
  /// The text for a missing value.
  package var noValue: String?
  package var thresholds: Thresholds
  package var mappings: [ValueMapping]
  package var color: ColorMode

  package init() {
    thresholds = Thresholds()
    mappings = []
    color = .paletteClassic
  }

  /// Where the colour of a value comes from.
  package enum ColorMode: Hashable, Sendable {
    case thresholds
    case paletteClassic
    /// A Grafana colour: `red`, `semi-dark-orange`, `#rrggbb`.
    case fixed(String)
    /// Any other mode by its id, kept for those that a terminal can show.
    case other(String)
  }
}
