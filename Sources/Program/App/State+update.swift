import Times

extension State {
  /// Applies an action and returns the work it calls for.
  package mutating func update(_ action: Action) -> [Effect] {
    now = action.at
    let effects = take(action.event)
    markPanels()
    return effects + inquire()
  }

  private mutating func take(_ event: Action.Event) -> [Effect] {
    switch event {
    case .started:
      let said = notice
      let effects = openView(current) + survey() + openDesk()
      notice = said
      greet()
      return effects
    case .key(let key):
      return press(key)
    case .resized(let width, let height):
      self.width = max(0, width)
      self.height = max(0, height)
      scrollToFocus()
      return []
    case .resumed:
      return [.redraw]
    case .deadline:
      // Looking at what it costs is paid for only while somebody looks.
      if case .help = overlay { return meetDeadline() + [.measure] }
      return meetDeadline()
    case .fetched(let id, let result):
      return id.place.isExplored ? apply(result, toExplored: id) : apply(result, to: id)
    case .tailed(let id, let result):
      return apply(result, toTail: id)
    case .countedTail(let id, let result):
      return apply(result, toCountOf: id)
    case .askedLogs(let request, let result):
      return apply(result, toLogs: request)
    case .askedTraces(let request, let result):
      return apply(result, toTraces: request)
    case .foundExemplars(let id, let result):
      return apply(result, toExemplars: id)
    case .inquired(let id, let result):
      return apply(result, toInquiry: id)
    case .listed(let context, let view, let variable, let result):
      return context == self.context ? apply(result, to: variable, of: view) : []
    case .suggested(let suggestions, let result):
      return apply(result, to: suggestions)
    case .scraped(let source, let result):
      return apply(result, toTargetsOf: source)
    case .wrote(let file, let failure):
      return apply(failure, to: file)
    case .measured(let cost):
      self.cost = (cost, self.cost?.last)
      return []
    case .probed(let source, let result):
      note(result, ofProbe: source)
      return apply(result, toProbeOf: source)
    case .surveyed(let context, let result):
      return apply(result, toSurveyOf: context)
    case .surveyedAlerts(let context, let result):
      apply(result, toWorstOf: context)
      return []
    case .contextOpened(let index, let views):
      return apply(views, toContext: index)
    case .dashboardOpened(let name, let result):
      return apply(result, toDashboard: name)
    case .filesChanged(let files):
      return reload(files)
    case .foundEvidence(let request, let result): return apply(result, to: request)
    case .rulesRead(let result): return apply(rules: result)
    case .configurationRead(let result):
      return apply(result)
    case .dashboardReloaded(let name, let result):
      return apply(result, toReloadOf: name)
    case .dashboardsFound(let link, let found):
      apply(found, to: link)
      return []
    case .inventoryTaken(let inventory):
      apply(inventory)
      return []
    case .toldOfAlerts(let context, let request, let result):
      return withDesk(context) { desk, now in desk.take(result, to: request, at: now) }
    case .didForAlerts(let context, let deed, let outcome):
      return withDesk(context) { desk, now in desk.take(outcome, of: deed, at: now) }
    case .evaluatedRule(let context, let question, let result):
      return withDesk(context) { desk, now in
        desk.take(result, evaluating: question, at: now)
      }
    case .audited(let context, let batch, let failure):
      return apply(failure, toAudit: batch, of: context)
    case .readNotes(let context, let notes):
      return withDesk(context) { desk, now in desk.take(notes: notes, at: now) }
    case .runbookRead(let subject, let text):
      return apply(runbook: text, of: subject)
    case .themeRefused(let name, let reason):
      refuse(theme: name, because: reason)
      return []
    }
  }

  /// Does what is due: refreshes the view, or asks the sources whose next try has come.
  private mutating func meetDeadline() -> [Effect] {
    var surveys = survey()
    if let screenDeadline, now >= screenDeadline { surveys += meetScreenDeadline() }
    surveys += followLogs()
    if let alertDeadline, now >= alertDeadline { surveys += meetAlertDeadlines() }
    if let nextRefresh, now >= nextRefresh { return surveys + refresh() }
    let due = health.values.filter { source in source.nextTry.map { $0 <= now } ?? false }
    return surveys + (due.isEmpty ? [] : retry(Set(due.map(\.source.name))))
  }
}
