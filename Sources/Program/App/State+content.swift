import Dashboards
import Frames
import Panels
import Queries
import Times

extension State {
  /// All that a panel of the view is drawn from.
  package func content(of id: Int) -> PanelContent? {
    guard let panel = view.dashboard.panel(id: id) else { return nil }
    var shown = panel
    shown.title = view.variables.interpolate(panel.title)
    shown.description = panel.description.map { view.variables.interpolate($0) }
    let state = view.panels[id] ?? PanelState()
    var content = PanelContent(
      panel: shown, range: state.range ?? range, now: now, calendar: settings.calendar)
    let targets = state.orderedTargets
    content.frames = targets.flatMap(\.frames)
    content.notices = targets.flatMap(\.notices)
    content.fetchedAt = targets.compactMap(\.answeredAt).min()
    content.status = status(of: panel, state)
    content.glyphs = glyphs
    content.isFocused = view.focus == id
    content.isFullScreen = view.fullScreen == id
    content.scroll = state.scroll
    content.selection = state.selection
    return content
  }

  private func status(of panel: Panel, _ state: PanelState) -> PanelContent.Status {
    if case .unsupported(let type) = panel.kind { return .unsupported(type: type) }
    if !panel.asksQuestions { return .ok }
    if let missing = state.missingSource { return .noSource(type: missing) }
    let targets = state.orderedTargets
    let failed = targets.filter { $0.failure != nil }
    if let first = failed.first, let failure = failure(of: first) {
      let hasFresh = targets.contains { $0.failure == nil && $0.answeredAt != nil }
      return hasFresh ? .partial(failure) : .failed(failure)
    }
    guard !targets.isEmpty, targets.allSatisfy({ $0.answeredAt != nil }) else {
      return targets.isEmpty && state.hasNothingToAsk ? .noData(queries: []) : .loading
    }
    let hasData = targets.contains { $0.frames.contains { $0.rowCount > 0 } }
    return hasData ? .ok : .noData(queries: targets.map(\.expression))
  }

  private func failure(of target: TargetState) -> PanelContent.Failure? {
    target.failure.map { error in
      PanelContent.Failure(
        source: target.source, reason: error.detail, since: target.failingSince ?? now,
        nextTry: frozenAt == nil ? health[target.source]?.nextTry ?? nextRefresh : nil)
    }
  }

  /// True once every panel has answered, failed, or has nothing to ask.
  package var isComplete: Bool {
    view.awaitedVariables.isEmpty
      && askedPanels.allSatisfy { !(view.panels[$0.id]?.isAwaiting ?? true) }
  }
}
