/// How the values of a panel stand: `horizontal` is one below the other, `vertical` side by side.
package enum PanelOrientation: String, Hashable, Sendable { case auto, horizontal, vertical }

package struct StatOptions: Hashable, Sendable {
  package enum TextMode: String, Hashable, Sendable {
    case auto, value, name, valueAndName = "value_and_name", none
  }

  /// What the colour of a value is given to.
  package enum ColorMode: String, Hashable, Sendable {
    case none, value, background, solidBackground = "background_solid"
  }

  /// What a rise is coloured as.
  package enum ChangeColor: String, Hashable, Sendable {
    case standard, inverted, sameAsValue = "same_as_value"
  }

  package var reduce = ReduceOptions()
  package var drawsSparkline = true
  package var textMode = TextMode.auto
  package var colorMode = ColorMode.value
  package var isCentered = false
  package var orientation = PanelOrientation.auto
  package var showsPercentChange = false
  package var changeColor = ChangeColor.standard
  package init() {}
}

package struct GaugeOptions: Hashable, Sendable {
  package var reduce = ReduceOptions()
  package var orientation = PanelOrientation.auto
  package var showsThresholdMarkers = true
  package var showsThresholdLabels = false
  package init() {}
}

package struct BarGaugeOptions: Hashable, Sendable {
  package enum DisplayMode: String, Hashable, Sendable { case basic, gradient, lcd }
  package enum ValueMode: String, Hashable, Sendable { case color, text, hidden }
  package enum NamePlacement: String, Hashable, Sendable { case auto, top, left, hidden }

  package var reduce = ReduceOptions()
  /// `vertical` bars stand, others lie.
  package var orientation = PanelOrientation.auto
  package var displayMode = DisplayMode.gradient
  package var showsUnfilled = true
  package var valueMode = ValueMode.color
  package var namePlacement = NamePlacement.auto
  package init() {}
}
