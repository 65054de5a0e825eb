package import Dashboards
package import Queries
package import Times

/// A view: a dashboard and where the operator stands in it.
package struct ViewState: Sendable {
  /// The view's name in the configuration: `overview`.
  package var name: String
  /// The layout that it was read from, for messages.
  package var layout: String
  /// The dashboard as the layout has it.
  package private(set) var source: Dashboard {
    didSet { circularVariables = Self.circular(source) }
  }
  /// The names of variables that refer to themselves, if only through others.
  private(set) var circularVariables: [String]
  /// What its variables make of it: titles filled in, a panel for each value of what is repeated.
  package private(set) var dashboard: Dashboard
  package var panels: [Int: PanelState] = [:]
  package var focus: Int?
  /// First row of the grid in sight.
  package var scroll = 0
  package var fullScreen: Int?
  package var variables: VariableValues
  /// Query variables whose options are still awaited before the panels can be asked.
  package var awaitedVariables: Set<String> = []
  /// All query variables that a server has been asked for and has not answered.
  package var listedVariables: Set<String> = []
  /// Variables whose options could not be had; they are asked for again.
  package var failedVariables: Set<String> = []
  /// When, and for which range, options were last asked for.
  package var listedAt: Instant?
  package var listedRange: RangeSelection?
  package var refreshedAt: Instant?
  /// The range that was last asked for; a view that shows another is asked anew when it is opened.
  package var askedRange: RangeSelection?
  /// Rows that the operator opened or closed, by panel id.
  package var toggledRows: Set<Int> = []
  /// The values that the operator chose, by the variables' names.
  package internal(set) var chosen: [String: [String]]
  /// All that variables can be, where that is known.
  package internal(set) var options: [String: [Variable.Option]] = [:]
  /// Why options could not be had; raw text.
  var optionProblems: [String: String] = [:]
  /// The variables with the built-in ones, as of the last filling.
  private var known: VariableValues
  private var scopes: [Int: [String: VariableValues.Value]] = [:]

  /// `overrides` are the values of variables that the operator chose.
  package init(
    name: String, layout: String, dashboard: Dashboard, overrides: [String: [String]] = [:]
  ) {
    self.name = name
    self.layout = layout
    chosen = overrides
    source = dashboard
    circularVariables = Self.circular(dashboard)
    self.dashboard = dashboard
    variables = Variables.initial(of: dashboard, overrides: overrides)
    known = variables
  }

  private static func circular(_ dashboard: Dashboard) -> [String] {
    Variable.inCircles(dashboard.variables).map(\.name)
  }

  /// Shows another dashboard in its place; what panels of the same ids have is kept.
  mutating func replace(_ dashboard: Dashboard) {
    source = dashboard
    (options, optionProblems) = ([:], [:])
    (awaitedVariables, listedVariables, failedVariables) = ([], [], [])
    listedAt = nil
  }

  /// Gives variables that stand for data sources their options.
  mutating func learn(sources: (String) -> [Variable.Option]) {
    variables = Variables.initial(of: source, overrides: chosen, sources: sources)
    for variable in source.variables where !variable.isAsked {
      options[variable.name] = Variables.options(of: variable, sources)
    }
  }

  /// Makes the dashboard anew of its variables, over a range.
  mutating func fill(over range: TimeRange, calendar: Calendar) {
    known = variables.over(range, of: source, calendar: calendar)
    let filled = FilledDashboard(source, known)
    (dashboard, scopes) = (filled.dashboard, filled.scopes)
    let ids = Set(dashboard.allPanels.map(\.id))
    panels = panels.filter { ids.contains($0.key) }
    if let fullScreen, !ids.contains(fullScreen) { self.fullScreen = nil }
    if let focus, !ids.contains(focus) { self.focus = nil }
  }

  /// The variables as a panel sees them.
  func variables(of panel: Int?) -> VariableValues {
    guard let scope = panel.flatMap({ scopes[$0] }) else { return known }
    return known.with(scope: scope)
  }
}
