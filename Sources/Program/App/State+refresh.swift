import Configuration
import Dashboards
import DataSources
import Panels
import Queries
import Times

extension State {
  /// Shows a view; what is older than a refresh, or of another range, is asked anew.
  mutating func openView(_ index: Int) -> [Effect] {
    guard views.indices.contains(index) else { return [] }
    current = index
    screen = .panels
    screensBelow = []
    notice = nil
    let isFirst = currentView.refreshedAt == nil
    if isFirst {
      if !hasChosenRange { selection = defaultSelection(of: currentView.source) }
      currentView.focus = currentView.focus ?? visiblePanels.first { !$0.isRow }?.id
    }
    scrollToFocus()
    let lists = isFirst || !currentView.awaitedVariables.isEmpty ? listVariables() : []
    let isOld = currentView.refreshedAt.map { now - $0 >= settings.refresh } ?? true
    return lists + (isOld || currentView.askedRange != selection ? refresh(supersedes: true) : [])
  }

  /// Asks every target of the currentView.
  ///
  /// A target that still waits is left to wait, unless the question itself has changed
  /// (`supersedes`): a slow server is not asked the same thing twice.
  mutating func refresh(supersedes: Bool = false) -> [Effect] {
    refreshes += 1
    nextRefresh = isRefreshed ? now + settings.refresh : nil
    // Panels that are out of sight are asked when they are shown again.
    if screenScopes != nil { return adjustScreen(refreshes: true) + probes(beside: []) }
    currentView.refreshedAt = now
    holdCursor()
    currentView.fill(over: range, calendar: settings.calendar)
    guard currentView.awaitedVariables.isEmpty else { return [] }
    currentView.askedRange = selection
    let awake = settings.sources.map(\.name).filter { !isResting($0) }
    var effects = listFailedVariables(of: Set(awake))
    effects += listForRange(except: effects)
    effects += ask(supersedes: supersedes) { _, _ in true }
    return effects + probes(beside: effects)
  }

  /// Asks what a variable's new value makes another question.
  mutating func askWhatChanged() -> [Effect] {
    refreshes += 1
    return ask(supersedes: true) { target, query in
      (target.answeredAt == nil && target.awaited == nil)
        || target.expression != query.expression || target.legendFormat != query.legendFormat
    }
  }

  /// Asks again what failed, of sources whose next try has come.
  mutating func retry(_ sources: Set<String>) -> [Effect] {
    refreshes += 1
    for name in sources { health[name]?.nextTry = nil }
    guard currentView.awaitedVariables.isEmpty else { return listVariables() }
    var effects = listFailedVariables(of: sources)
    effects += ask(supersedes: false) { target, _ in
      sources.contains(target.source) && (target.failure != nil || target.answeredAt == nil)
    }
    let known = Set(effects.compactMap(\.source))
    let silent = settings.sources.filter { sources.contains($0.name) && !known.contains($0.name) }
    return effects + silent.map { .probe($0) }
  }

  /// Asks those targets of the panels on the grid that are wanted.
  private mutating func ask(
    supersedes: Bool, where isWanted: (TargetState, Query) -> Bool
  ) -> [Effect] {
    let widths = panelWidths
    var effects: [Effect] = []
    for panel in askedPanels {
      effects += ask(panel, surroundings(of: panel, widths: widths), supersedes, isWanted)
    }
    return effects
  }

  private mutating func ask(
    _ panel: Panel, _ surroundings: Plan.Surroundings, _ supersedes: Bool,
    _ isWanted: (TargetState, Query) -> Bool
  ) -> [Effect] {
    var panelState = currentView.panels[panel.id] ?? PanelState()
    defer { currentView.panels[panel.id] = panelState }
    var effects: [Effect] = []
    var places: Set<Fetch.Place> = []
    panelState.missingSources = []
    let queries = Plan.queries(for: panel, in: surroundings)
    let shownRange = Plan.range(of: panel, in: surroundings)
    let tables = Set(queries.filter { $0.format == .table }.map(\.refID)).count
    for query in queries {
      let place = Fetch.Place(
        view: current, panel: panel.id, target: query.targetIndex,
        isInstant: query.mode == .instant)
      guard let source = settings.source(for: query.dataSource), source.kind.isQueried else {
        let kind = settings.kind(of: query.dataSource)
        if !panelState.missingSources.contains(kind) { panelState.missingSources.append(kind) }
        continue
      }
      places.insert(place)
      var target =
        panelState.targets[place]
        ?? TargetState(expression: query.expression, source: source.name, range: query.range)
      defer { panelState.targets[place] = target }
      guard !isResting(source.name) else {
        // The source failed before this one was ever asked.
        if target.answeredAt == nil, target.failure == nil,
          case .down(let reason) = health[source.name]?.standing
        {
          target.failure = DataSourceError(.unreachable, source: source.name, detail: reason)
          target.failingSince = now
        }
        continue
      }
      guard isWanted(target, query), target.awaited == nil || supersedes else { continue }
      // A tail brings what is new.
      guard supersedes || target.tail == nil || target.failure != nil || !follows(place) else {
        continue
      }
      target.awaited = refreshes
      (target.expression, target.legendFormat) = (query.expression, query.legendFormat)
      (target.source, target.range, target.query) = (source.name, shownRange, query)
      let name = TableFrame.valueName(refID: query.refID, tableQueries: tables)
      effects.append(
        .fetch(
          Fetch(
            id: Fetch.ID(place: place, refresh: refreshes), query: query, source: source,
            valueName: name)))
    }
    for place in panelState.targets.keys where !places.contains(place) {
      panelState.targets[place] = nil
    }
    return effects
  }

  /// True while a failing source is left alone until its next try.
  private func isResting(_ source: String) -> Bool {
    health[source]?.nextTry.map { $0 > now } ?? false
  }

  /// Sources that no panel of the view asks have a dot in the header all the same.
  private func probes(beside effects: [Effect]) -> [Effect] {
    let asked = Set(effects.compactMap(\.source))
    return settings.sources.filter { !asked.contains($0.name) && !isResting($0.name) }
      .map { .probe($0) }
  }
}

extension Effect {
  /// The name of the source that the effect asks.
  var source: String? { if case .fetch(let fetch) = self { fetch.source.name } else { nil } }
}

extension DataSource.Kind {
  /// The kinds that panels can ask; alerts have a list of their own.
  var isQueried: Bool { self != .alertmanager }
}
