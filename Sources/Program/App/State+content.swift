import Dashboards
import Frames
package import Panels
import Queries
import Times

extension State {
  /// All that a panel of the view is drawn from.
  package func content(of id: Int) -> PanelContent? {
    guard let panel = currentView.dashboard.panel(id: id).map({ drawn($0) }) else { return nil }
    let state = knowledge(of: panel)
    var content = PanelContent(
      panel: state.adjustments.applied(to: withSharedTransformations(panel)),
      range: state.range ?? shownRange, now: now, calendar: settings.calendar)
    let targets = state.orderedTargets
    // The array of an only target is handed on as it is: it is known again without a look inside.
    content.frames = targets.count == 1 ? targets[0].frames : targets.flatMap(\.frames)
    content.notices = targets.flatMap(\.notices)
    if !targets.isEmpty {
      content.notices += state.missingSources.map { .init(.warning, "no source of type \($0)") }
    }
    if !targets.isEmpty { content.notices += unaskedLanguages(of: panel) }
    content.notices += circularVariables(of: panel).map {
      .init(.warning, "the variable \($0) refers to itself")
    }
    content.fetchedAt = targets.compactMap(\.answeredAt).min()
    content.status = status(of: panel, state)
    if let enteredAt, let fetchedAt = content.fetchedAt { content.isOld = fetchedAt < enteredAt }
    content.emptyReason = state.inquiry?.reason.map { text(of: $0) }
    content.glyphs = glyphs
    content.isFocused = currentView.focus == id
    content.isFullScreen = currentView.fullScreen == id
    content.scroll = state.scroll
    content.selection = state.selection
    content.filter = state.adjustments.filter
    content.heldScales = state.scales.held
    content.fitsAxis = state.adjustments.fitsAxis(of: panel)
    content.cursor = panel.hasTimeAxis ? cursor : nil
    fill(&content)
    return content
  }

  private func status(of panel: Panel, _ state: PanelState) -> PanelContent.Status {
    if case .unsupported(let type) = panel.kind { return .unsupported(type: type) }
    if let missing = missingOrigin(of: panel) {
      return .failed(
        .init(
          source: "-- Dashboard --", reason: "no panel with the id \(missing)", since: now))
    }
    if !panel.asksQuestions, panel.sharingTargets.isEmpty {
      if panel.isDrawnWithoutQuestions { return .ok }
      return foreignSource(of: panel).map { .noSource(type: $0) } ?? .noData(queries: [])
    }
    if !panel.asksQuestions {
      let origins = origins(of: panel)
      if !origins.contains(where: \.asksQuestions) {
        // Of panels that show each other none has anything to show.
        guard let silent = origins.first(where: { $0.sharingTargets.isEmpty }) else {
          return .noData(queries: [])
        }
        return status(of: silent, shownState(of: silent.id))
      }
    }
    if let missing = state.missingSources.first, state.targets.isEmpty {
      return .noSource(type: missing)
    }
    let targets = state.orderedTargets
    let failed = targets.filter { $0.failure != nil }
    if let first = failed.first, let failure = failure(of: first) {
      let hasFresh = targets.contains { $0.failure == nil && $0.answeredAt != nil }
      return hasFresh ? .partial(failure) : .failed(failure)
    }
    guard !targets.isEmpty, targets.allSatisfy({ $0.answeredAt != nil }) else {
      return .loading
    }
    let hasData = targets.contains { $0.frames.contains { $0.rowCount > 0 } }
    return hasData ? .ok : .noData(queries: targets.map(\.expression))
  }

  /// The type of a source that nobody has, when a panel's questions are in no language known here.
  private func foreignSource(of panel: Panel) -> String? {
    let references = panel.targets.filter { !$0.isHidden }.map { $0.dataSource ?? panel.dataSource }
    let variables = currentView.variables(of: panel.id)
    return references.map { reference in
      DataSourceRef(type: reference?.type, uid: reference?.uid.map { variables.interpolate($0) })
    }.first { settings.source(for: $0) == nil }.map { settings.kind(of: $0) }
  }

  /// What is said of questions in languages that are not asked here, beside those that are.
  private func unaskedLanguages(of panel: Panel) -> [Frame.Notice] {
    var types: [String] = []
    for target in panel.targets
    where !target.isHidden && target.expr.isEmpty && target.sharedPanelID == nil {
      let reference = target.dataSource ?? panel.dataSource
      guard settings.source(for: reference) == nil else { continue }
      let type = settings.kind(of: reference)
      if !types.contains(type) { types.append(type) }
    }
    return types.map { type in
      let text =
        type == "__expr__"
        ? "expressions of Grafana's server are not computed" : "no source of type \(type)"
      return Frame.Notice(.warning, text)
    }
  }

  private func failure(of target: TargetState) -> PanelContent.Failure? {
    target.failure.map { error in
      let isRefusal = error.code == .rejected && !error.isOfSource
      let nextTry = health[target.source]?.nextTry ?? nextRefresh
      return PanelContent.Failure(
        source: target.source, reason: error.detail, since: target.failingSince ?? now,
        nextTry: isRefusal ? nil : nextTry, isRefusal: isRefusal)
    }
  }

  /// True once every panel has answered, failed, or has nothing to ask, and those that are empty
  /// know why.
  package var isComplete: Bool {
    !currentView.panels.values.contains { $0.inquiry?.isAsking ?? false }
      && currentView.awaitedVariables.isEmpty && currentView.listedVariables.isEmpty
      && askedPanels.allSatisfy { currentView.panels[$0.id]?.isComplete ?? false }
      && (desk?.hasHeardAll ?? true)
  }
}

extension Panel {
  /// Rows and texts say all they have to say without a question.
  var isDrawnWithoutQuestions: Bool {
    switch kind {
    case .row, .text, .alertList: true
    default: false
    }
  }
}
