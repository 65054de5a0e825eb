import Dashboards
import Formats
import Transforms

/// The slices of a pie: reduced values with their share of the whole.
struct PieModel {
  struct Slice {
    var name: String
    var value: Double?
    var config: FieldConfig
    var display: DisplayValue
    /// 0...1 of the sum of all that are above zero.
    var share: Double
  }

  var slices: [Slice]
  var total: Double

  init(_ content: PanelContent, _ options: PieOptions) {
    let reduced = PanelView.reduced(content, options.reduce)
    func size(_ value: Double?) -> Double {
      guard let value, value.isFinite, value > 0 else { return 0 }
      return value
    }
    total = reduced.reduce(0) { $0 + size($1.value.number) }
    let whole = total
    slices = reduced.map { value, display in
      // Halved: the sum of two huge values is more than a double holds.
      let share =
        whole.isFinite
        ? size(value.number) / max(whole, .leastNormalMagnitude)
        : size(value.number) / .greatestFiniteMagnitude
      return Slice(
        name: value.name, value: value.number, config: value.config, display: display,
        share: min(1, share))
    }
    let order = slices.indices
    switch options.sort {
    case .none: break
    case .descending:
      slices = order.sorted { (slices[$1].share, $0) < (slices[$0].share, $1) }.map { slices[$0] }
    case .ascending:
      slices = order.sorted { (slices[$0].share, $0) < (slices[$1].share, $1) }.map { slices[$0] }
    }
  }

  /// `12.5` of hundred.
  static func percent(_ share: Double) -> String {
    Decimals.text(min(1, max(0, share)) * 100, decimals: 1)
  }
}
