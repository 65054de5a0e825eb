import Dashboards

// Panels of kinds that aren't drawn ask nothing on the grid. One that fills the screen is asked,
// and its data is shown as a table.
extension State {
  /// Whether a panel's questions are asked though nothing but them could be shown.
  func isAskedFor(_ panel: Panel) -> Bool {
    guard case .unsupported = panel.kind else { return true }
    return currentView.fullScreen == panel.id
  }

  /// The panel as it is drawn.
  func drawn(_ panel: Panel) -> Panel {
    guard case .unsupported = panel.kind, panel.asksQuestions,
      currentView.fullScreen == panel.id
    else { return panel }
    var panel = panel
    panel.kind = .table(TableOptions())
    return panel
  }

  /// Asks what a panel that fills the screen now had not to ask before.
  mutating func askFullScreen() -> [Effect] {
    guard let id = currentView.fullScreen, let panel = currentView.dashboard.panel(id: id),
      case .unsupported = panel.kind, currentView.awaitedVariables.isEmpty
    else { return [] }
    return askWhatChanged()
  }
}
