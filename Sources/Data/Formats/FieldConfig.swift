/// How the values of a field are shown: a layout's defaults with its overrides applied.
package struct FieldConfig: Hashable, Sendable {
  /// A Grafana unit id (`ms`, `percentunit`, `suffix:jobs`); none when `nil`.
  package var unit: String?
  /// Fixed decimals; three significant digits when `nil`.
  package var decimals: Int?
  package var min: Double?
  package var max: Double?
  /// The ends that are missing come from this field alone, not from all of the panel.
  package var hasOwnRange: Bool
  /// A name that replaces the series' own; may hold `${__field.labels.x}`.
  package var displayName: String?
  /// Texts before and after the value, of the first generation's panels.
  package var prefix: String?
  package var postfix: String?
  /// The text for a missing value.
  package var noValue: String?
  package var thresholds: Thresholds
  package var mappings: [ValueMapping]
  package var color: ColorMode
  /// The value of a series that gives it its colour, where the colour comes from a value.
  package var colorBy: ColorBy
  package var links: [DataLink]
  /// What reducers take a missing value for.
  package var nulls: NullMode
  package var custom: CustomConfig

  package init() {
    hasOwnRange = false
    thresholds = Thresholds()
    mappings = []
    color = .paletteClassic
    colorBy = .last
    links = []
    nulls = .null
    custom = CustomConfig()
  }

  /// Where the colour of a value or a series comes from.
  package enum ColorMode: Hashable, Sendable {
    case thresholds
    /// By the place of the series in the panel.
    case paletteClassic
    /// By the letters of the series' name.
    case paletteByName
    /// A Grafana colour: `red`, `semi-dark-orange`, `#rrggbb`.
    case fixed(String)
    /// Shades of one colour, one for each series.
    case shades(String)
    /// By the place of the value between min and max; the id without `continuous-`: `GrYlRd`.
    case continuous(String)
    /// Any other mode by its id.
    case other(String)
  }

  package enum ColorBy: String, Hashable, Sendable { case last, min, max }

  package enum NullMode: Hashable, Sendable {
    case null
    /// Left out, as if there were no row.
    case ignored
    case zero
  }

  /// A link of a value, raw: both texts may hold variables.
  package struct DataLink: Hashable, Sendable {
    package var title: String
    package var url: String

    package init(title: String, url: String) {
      self.title = title
      self.url = url
    }
  }
}
