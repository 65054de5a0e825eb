import Cells
import Formats
import Text
import Widgets

/// The axes of a chart: each unit has a scale of its own, the first at the left and the second at
/// the right, unless a layout says where. A terminal has no place for a third.
struct ChartAxes {
  /// The side of each series; nil for those of a third unit.
  private(set) var sides: [PlotAxis?]
  private var configs: [PlotAxis: [FieldConfig]] = [:]
  private var units: [PlotAxis: Unit] = [:]

  private struct Unit: Hashable {
    var id: String
    var distribution: CustomConfig.ScaleDistribution
  }

  private let glyphs: GlyphSet

  init(_ entries: [ChartSeries.Entry], _ glyphs: GlyphSet) {
    self.glyphs = glyphs
    sides = Array(repeating: nil, count: entries.count)
    // What a layout places comes first: the rest takes what is left.
    for isPlaced in [true, false] {
      for (index, entry) in entries.enumerated() {
        let placement = entry.config.custom.axisPlacement ?? .auto
        guard (placement == .left || placement == .right) == isPlaced else { continue }
        sides[index] = side(for: entry.config, placement)
      }
    }
  }

  private mutating func side(
    for config: FieldConfig, _ placement: CustomConfig.AxisPlacement
  ) -> PlotAxis? {
    let plain = ["", "none", "short"].contains(config.unit ?? "")
    let unit = Unit(
      id: plain ? "" : config.unit ?? "",
      distribution: config.custom.scaleDistribution ?? .linear)
    let order: [PlotAxis] = placement == .right ? [.right, .left] : [.left, .right]
    guard let side = order.first(where: { units[$0] == nil || units[$0] == unit }) else {
      return nil
    }
    units[side] = unit
    configs[side, default: []].append(config)
    return side
  }

  /// The axis of a side over the series drawn on it; nil where there is none.
  func axis(
    _ side: PlotAxis, over series: [PlotSeries], isShares: Bool, held: ClosedRange<Double>? = nil
  ) -> ChartAxis? {
    guard let configs = configs[side], let first = configs.first else { return nil }
    var shown = first
    if isShares { (shown.unit, shown.decimals) = ("percent", nil) }
    let axis = shown
    var made = ChartAxis(over: series, side, distribution: axis.distribution) { value, step in
      axis.tickText(value, step: step, fixed: axis.decimals)
    }
    made.steps = axis.axisSteps
    if let held {
      made.low = min(made.low, held.lowerBound)
      made.high = max(made.high, held.upperBound)
    }
    let customs = configs.map(\.custom)
    made.low = min(made.low, customs.compactMap(\.axisSoftMin).min() ?? made.low)
    made.high = max(made.high, customs.compactMap(\.axisSoftMax).max() ?? made.high)
    made.min = isShares ? nil : configs.lazy.compactMap(\.min).first
    made.max = isShares ? nil : configs.lazy.compactMap(\.max).first
    made.isCentered = customs.contains { $0.axisCenteredZero == true }
    made.isHidden = customs.allSatisfy { $0.axisPlacement == .hidden }
    made.label = glyphs.text(customs.lazy.compactMap(\.axisLabel).first ?? "", limit: 40)
    return made
  }

  /// `2 series in bytes: no third axis`.
  func note(_ entries: [ChartSeries.Entry]) -> Line? {
    let left = zip(entries, sides).filter { $0.1 == nil }.map(\.0)
    guard let unit = left.first?.config.unit else {
      return left.isEmpty ? nil : Line(DisplayText("\(left.count) series: no third axis"), .dim)
    }
    return Line(glyphs.text("\(left.count) series in \(unit): no third axis", limit: 60), .dim)
  }
}

extension FieldConfig {
  /// What is round on an axis of the field's unit.
  var axisSteps: AxisSteps {
    if let seconds = secondsPerUnit { return .times(seconds: seconds) }
    return bytesPerUnit.map { .bytes($0) } ?? .decimal
  }

  fileprivate var distribution: ScaleDistribution {
    switch custom.scaleDistribution ?? .linear {
    case .linear: .linear
    case .log(let base): .logarithmic(base: base)
    case .symlog(_, let threshold): .symmetric(threshold: threshold)
    }
  }
}
