package import Dashboards
package import Queries
package import Times

/// A view: a dashboard and where the operator stands in it.
package struct ViewState: Sendable {
  /// The view's name in the configuration: `overview`.
  package var name: String
  /// The layout that it was read from, for messages.
  package var layout: String
  package var dashboard: Dashboard
  package var panels: [Int: PanelState] = [:]
  package var focus: Int?
  /// First row of the grid in sight.
  package var scroll = 0
  package var fullScreen: Int?
  package var variables: VariableValues
  /// Query variables whose options are still awaited before the panels can be asked.
  package var awaitedVariables: Set<String> = []
  /// Variables whose options could not be had; they are asked for again.
  package var failedVariables: Set<String> = []
  package var refreshedAt: Instant?
  /// The range that was last asked for; a view that shows another is asked anew when it is opened.
  package var askedRange: RangeSelection?
  /// Rows that the operator opened or closed, by panel id.
  package var toggledRows: Set<Int> = []

  /// `overrides` are the values of variables that the operator chose.
  package init(
    name: String, layout: String, dashboard: Dashboard, overrides: [String: [String]] = [:]
  ) {
    self.name = name
    self.layout = layout
    self.dashboard = dashboard
    variables = Variables.initial(of: dashboard, overrides: overrides)
  }
}
