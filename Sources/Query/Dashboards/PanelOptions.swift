package import Formats
package import Transforms

/// How single values are made of an answer (`reduceOptions`).
package struct ReduceOptions: Hashable, Sendable {
  package var calcs: [Reducer] = [.lastNotNull]
  /// Every row becomes a value, not one for each field.
  package var values = false
  package var limit = 25
  /// "" numeric fields, `/.*/` all, `/re/` by name.
  package var fields = ""
  package init() {}
}

package struct TimeSeriesOptions: Hashable, Sendable {
  package typealias DrawStyle = CustomConfig.DrawStyle
  package typealias Stacking = CustomConfig.Stacking.Mode
  package typealias Interpolation = CustomConfig.Interpolation

  package var drawStyle = DrawStyle.line
  package var stacking = Stacking.none
  package var interpolation = Interpolation.linear
  /// 0...100.
  package var fillOpacity = 0
  /// Gaps are bridged.
  package var spansNulls = false
  package var axisSoftMin: Double?
  package var axisSoftMax: Double?
  /// True when thresholds are drawn as lines or areas.
  package var drawsThresholds = false
  package var legend = Legend()
  package init() {}

  package struct Legend: Hashable, Sendable {
    package var isShown = true
    package var isTable = false
    package var isRight = false
    package var calcs: [Reducer] = []
    package init() {}
  }
}

package struct StatOptions: Hashable, Sendable {
  package enum TextMode: String, Hashable, Sendable {
    case auto, value, name, valueAndName = "value_and_name", none
  }

  package var reduce = ReduceOptions()
  package var drawsSparkline = true
  package var textMode = TextMode.auto
  package var showsPercentChange = false
  package init() {}
}

package struct GaugeOptions: Hashable, Sendable {
  package var reduce = ReduceOptions()
  package init() {}
}

package struct BarGaugeOptions: Hashable, Sendable {
  package var reduce = ReduceOptions()
  package var isHorizontal = true
  package init() {}
}

package struct BarChartOptions: Hashable, Sendable {
  package var stacking = TimeSeriesOptions.Stacking.none
  package var isHorizontal = false
  package var xField: String?
  package var legend = TimeSeriesOptions.Legend()
  package init() {}
}

package struct TextOptions: Hashable, Sendable {
  package enum Mode: String, Hashable, Sendable { case markdown, html, code }
  package var mode = Mode.markdown
  package var content = ""
  package init() {}
}
