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
  package var refreshedAt: Instant?
  /// Rows that the operator opened or closed, by panel id.
  package var toggledRows: Set<Int> = []

  package init(name: String, layout: String, dashboard: Dashboard) {
    self.name = name
    self.layout = layout
    self.dashboard = dashboard
    variables = VariableValues()
  }
}
