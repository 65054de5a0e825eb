import Configuration
import Dashboards
import DataSources
import Panels
import Queries
import Times

extension State {
  /// Shows a view; what is older than a refresh is asked anew.
  mutating func openView(_ index: Int) -> [Effect] {
    guard views.indices.contains(index) else { return [] }
    current = index
    if view.refreshedAt == nil {
      selection = selectionForFirstOpening
      let effects = listVariables()
      if view.focus == nil { view.focus = visiblePanels.first?.id }
      return effects + refresh()
    }
    if let refreshedAt = view.refreshedAt, frozenAt == nil,
      now - refreshedAt >= settings.refresh || view.askedRange != selection
    {
      return refresh()
    }
    return []
  }

  /// Asks every target of the view, or of some sources only.
  ///
  /// A target that still waits is left to wait, unless the question itself has changed
  /// (`supersedes`): a slow server is not asked the same thing twice.
  mutating func refresh(sources: Set<String>? = nil, supersedes: Bool = false) -> [Effect] {
    refreshes += 1
    if sources == nil {
      nextRefresh = now + settings.refresh
      view.refreshedAt = now
      view.askedRange = selection
    }
    guard view.awaitedVariables.isEmpty else { return [] }
    var effects: [Effect] = []
    for panel in askedPanels {
      effects += ask(panel, sources: sources, supersedes: supersedes)
    }
    let asked = Set(
      effects.compactMap { effect in
        if case .fetch(let fetch) = effect { fetch.source.name } else { nil }
      })
    for name in asked { health[name]?.nextTry = nil }
    return effects + (sources == nil ? probes(without: asked) : [])
  }

  private mutating func ask(
    _ panel: Panel, sources: Set<String>?, supersedes: Bool
  ) -> [Effect] {
    var panelState = view.panels[panel.id] ?? PanelState()
    defer { view.panels[panel.id] = panelState }
    var effects: [Effect] = []
    var places: Set<Fetch.Place> = []
    panelState.missingSource = nil
    for query in queries(of: panel) {
      let place = Fetch.Place(
        view: current, panel: panel.id, refID: query.refID, isInstant: query.mode == .instant)
      places.insert(place)
      guard let source = settings.source(for: query.dataSource) else {
        panelState.missingSource = settings.kind(of: query.dataSource)
        continue
      }
      if let sources, !sources.contains(source.name) { continue }
      if sources == nil, !supersedes, isResting(source.name) { continue }
      var target =
        panelState.targets[place]
        ?? TargetState(expression: query.expression, source: source.name, range: query.range)
      defer { panelState.targets[place] = target }
      if target.awaited != nil && !supersedes { continue }
      target.awaited = refreshes
      target.expression = query.expression
      target.source = source.name
      effects.append(
        .fetch(Fetch(id: Fetch.ID(place: place, refresh: refreshes), query: query, source: source)))
    }
    for place in panelState.targets.keys where !places.contains(place) {
      panelState.targets[place] = nil
    }
    return effects
  }

  /// True while a failing source is left alone until its next try.
  private func isResting(_ source: String) -> Bool {
    guard let nextTry = health[source]?.nextTry else { return false }
    return nextTry > now
  }

  /// Sources that no panel of the view asks still have a dot in the header.
  private func probes(without asked: Set<String>) -> [Effect] {
    settings.sources.filter { !asked.contains($0.name) && !isResting($0.name) }.map { .probe($0) }
  }
}
