/// How a field is drawn (`custom.*` of a layout); `nil` where the layout says nothing, so that each
/// kind of panel has its own default.
package struct CustomConfig: Hashable, Sendable {
  // Lines, bars and points.
  package var drawStyle: DrawStyle?
  package var lineInterpolation: Interpolation?
  package var lineWidth: Double?
  package var lineStyle: LineStyle?
  /// 0...100.
  package var fillOpacity: Int?
  package var gradientMode: GradientMode?
  /// The name of the series that the area of this one reaches down to.
  package var fillBelowTo: String?
  package var showPoints: ShowPoints?
  package var pointSize: Double?
  package var spanNulls: SpanNulls?
  /// A gap longer than so many milliseconds breaks the line.
  package var insertNulls: Double?
  package var stacking: Stacking?
  package var transform: Transform?
  package var thresholdsStyle: ThresholdsStyle?
  /// Where a bar stands by its moment: -1 before it, 0 around it, 1 after it.
  package var barAlignment: Int?
  /// The share of its step that a bar takes, 0...1.
  package var barWidthFactor: Double?

  // Axes.
  package var axisPlacement: AxisPlacement?
  package var axisLabel: String?
  package var axisSoftMin: Double?
  package var axisSoftMax: Double?
  package var axisCenteredZero: Bool?
  package var scaleDistribution: ScaleDistribution?

  // Tables.
  package var cellOptions: CellOptions?
  /// Pixels of the web.
  package var width: Double?
  package var minWidth: Double?
  package var align: Align?
  package var isHidden: Bool?

  package var hideFrom: HideFrom?

  package init() {}
}

extension CustomConfig {
  package enum DrawStyle: String, Hashable, Sendable { case line, bars, points }

  package enum Interpolation: String, Hashable, Sendable {
    case linear, smooth, stepBefore, stepAfter
  }

  package enum LineStyle: String, Hashable, Sendable {
    case solid, dash
    case dot
  }

  package enum GradientMode: String, Hashable, Sendable { case none, opacity, hue, scheme }

  package enum ShowPoints: String, Hashable, Sendable { case auto, always, never }

  package enum SpanNulls: Hashable, Sendable {
    case never, always
    /// Gaps of up to so many milliseconds are bridged.
    case upTo(milliseconds: Double)
  }

  /// Series of one group, of the same axis, stand on each other.
  package struct Stacking: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable { case none, normal, percent }
    package var mode: Mode
    package var group: String

    package init(_ mode: Mode, group: String = "A") {
      self.mode = mode
      self.group = group
    }
  }

  package enum Transform: String, Hashable, Sendable {
    /// Drawn below zero; the values keep their sign.
    case negativeY = "negative-Y"
    /// The first value, over the whole width.
    case constant
  }

  package enum ThresholdsStyle: String, Hashable, Sendable {
    case off, line, dashed, area, lineAndArea = "line+area", dashedAndArea = "dashed+area", series
  }

  package enum AxisPlacement: String, Hashable, Sendable { case auto, left, right, hidden }

  package enum ScaleDistribution: Hashable, Sendable {
    case linear
    case log(base: Double)
    case symlog(base: Double, linearThreshold: Double)
  }

  package enum Align: String, Hashable, Sendable { case auto, left, center, right }

  package struct HideFrom: Hashable, Sendable {
    package var viz = false
    package var legend = false
    package var tooltip = false
    package init() {}
  }

  /// What the cells of a column are drawn as.
  package struct CellOptions: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      case auto, gauge, sparkline, image, pill, markdown
      case colorText = "color-text"
      case colorBackground = "color-background"
      case json = "json-view"
      case dataLinks = "data-links"
    }

    /// How backgrounds and gauges are painted.
    package enum Mode: String, Hashable, Sendable { case basic, gradient, lcd }

    package var kind: Kind
    package var mode: Mode?
    /// The colour goes over the whole row.
    package var appliesToRow = false
    package var wrapsText = false

    package init(_ kind: Kind, mode: Mode? = nil) {
      self.kind = kind
      self.mode = mode
    }
  }
}
