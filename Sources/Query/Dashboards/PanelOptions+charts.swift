package import Formats
package import Transforms

/// A chart over time; how its series are drawn is said by the config of each.
package struct TimeSeriesOptions: Hashable, Sendable {
  package var legend = Legend()
  package init() {}

  package struct Legend: Hashable, Sendable {
    package var isShown = true
    package var isTable = false
    package var isRight = false
    package var calcs: [Reducer] = []
    /// Series in the order of a value of theirs, not in that of the answer.
    package var sortBy: Order?
    package var sortsDescending = false
    package init() {}

    package enum Order: Hashable, Sendable {
      case name
      case value(Reducer)
    }
  }
}

package struct BarChartOptions: Hashable, Sendable {
  package enum ValueForm: String, Hashable, Sendable { case auto, always, never }

  package var stacking = CustomConfig.Stacking.Mode.none
  package var orientation = PanelOrientation.auto
  package var xField: String?
  package var showsValues = ValueForm.auto
  package var legend = TimeSeriesOptions.Legend()
  package init() {}
}
