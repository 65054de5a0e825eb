package import Formats
package import Transforms

package struct TableOptions: Hashable, Sendable {
  package enum CellKind: Hashable, Sendable {
    case auto, colorText
    /// A gradient grows weaker across the cell.
    case colorBackground(isGradient: Bool)
    case gauge(GaugeMode)
    case sparkline, json, links
  }

  package enum GaugeMode: String, Hashable, Sendable { case basic, gradient, lcd }
  package enum Alignment: String, Hashable, Sendable { case auto, left, center, right }

  /// A property of the columns that a name selects.
  package struct Column: Hashable, Sendable {
    package var name: String
    /// Whether the name is a pattern, `/re/`.
    package var isPattern = false
    package var displayName: String?
    package var cell: CellKind?
    package var unit: String?
    package var decimals: Int?
    package var min: Double?
    package var max: Double?
    package var thresholds: Thresholds?
    package var mappings: [ValueMapping]?
    package var alignment: Alignment?
    /// In pixels, as layouts give it.
    package var width: Int?
    package var minWidth: Int?
    package var isHidden: Bool
    package init(name: String) {
      self.name = name
      isHidden = false
    }
  }

  /// One row below all others.
  package struct Footer: Hashable, Sendable {
    package var reducers: [Reducer] = []
    /// The columns that are reduced, by name; all numeric ones when empty.
    package var fields: [String] = []
    /// The first column says how many rows there are.
    package var countsRows = false
    package init() {}
  }

  package var sortBy: String?
  package var sortsDescending = false
  package var cell = CellKind.auto
  package var alignment = Alignment.auto
  package var width: Int?
  package var minWidth: Int?
  package var columns: [Column] = []
  package var showsHeader = true
  package var footer: Footer?
  /// Which of several tables is shown.
  package var frameIndex = 0
  package init() {}
}
