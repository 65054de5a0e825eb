import Dashboards
import Queries

// Panels that show the answers of others, by Grafana's source `-- Dashboard --`.
extension State {
  func knowledge(ofPanel id: Int) -> PanelState {
    currentView.dashboard.panel(id: id).map { knowledge(of: $0) } ?? PanelState()
  }

  /// What a panel knows, with what those know whose answers it shows.
  func knowledge(of panel: Panel) -> PanelState {
    var state = shownState(of: panel.id)
    for origin in origins(of: panel) {
      let known = shownState(of: origin.id)
      state.targets.merge(known.targets) { own, _ in own }
      state.range = state.range ?? known.range
      state.missingSources += known.missingSources
      state.inquiry = state.inquiry ?? known.inquiry
    }
    return state
  }

  /// The panels whose answers a panel shows: those that ask, behind any that share in their turn.
  func origins(of panel: Panel) -> [Panel] {
    var origins: [Panel] = []
    var seen: Set<Int> = [panel.id]
    var left = panel.sharingTargets.compactMap(\.sharedPanelID)[...]
    while let id = left.popFirst() {
      guard seen.insert(id).inserted, let origin = currentView.dashboard.panel(id: id) else {
        continue
      }
      origins.append(origin)
      left += origin.sharingTargets.compactMap(\.sharedPanelID)
    }
    return origins
  }

  /// The id of a panel that is named and not there.
  func missingOrigin(of panel: Panel) -> Int? {
    panel.sharingTargets.compactMap(\.sharedPanelID).first {
      currentView.dashboard.panel(id: $0) == nil
    }
  }

  /// The panel with the transformations of those whose answers it takes transformed, before its
  /// own.
  func withSharedTransformations(_ panel: Panel) -> Panel {
    var panel = panel
    for target in panel.sharingTargets.reversed() where target.sharesTransformed {
      guard let id = target.sharedPanelID, id != panel.id,
        let origin = currentView.dashboard.panel(id: id)
      else { continue }
      panel.transformations = origin.transformations + panel.transformations
    }
    return panel
  }

  /// The variables of a panel's questions that refer to themselves, if only through others.
  func circularVariables(of panel: Panel) -> [String] {
    guard !currentView.circularVariables.isEmpty else { return [] }
    var names: Set<String> = []
    for target in panel.targets where !target.isHidden {
      names.formUnion(VariableText.names(in: target.expr))
    }
    return currentView.circularVariables.filter { names.contains($0) }
  }
}
