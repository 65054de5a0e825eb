import Configuration
import DataSources
import Times

// Contexts: what each had is kept while another is shown.
extension State {
  var contextPicker: Picker {
    let items = contexts.enumerated().map { index, context in
      Picker.Item(
        .context(context.settings.context), context.settings.context,
        detail: index == self.context ? "shown" : standing(of: index).words)
    }
    return Picker(.context, title: "Context", items: items) {
      $0.choice == .context(settings.context)
    }
  }

  /// Shows another context; one that was never open is opened first.
  mutating func switchContext(to name: String) -> [Effect] {
    guard let index = contexts.firstIndex(where: { $0.settings.context == name }) else { return [] }
    overlay = nil
    guard index != context else { return [] }
    guard contexts[index].views != nil else {
      notice = "opening \(name)"
      return [.openContext(index, contexts[index].settings)]
    }
    return show(context: index)
  }

  /// Takes the views of a context that was asked for.
  mutating func apply(_ views: [ViewState], toContext index: Int) -> [Effect] {
    guard contexts.indices.contains(index), !views.isEmpty else { return [] }
    if index == context { return renew(with: views) }
    guard contexts[index].views == nil else { return [] }
    contexts[index].views = views
    return show(context: index)
  }

  private mutating func show(context index: Int) -> [Effect] {
    guard let views = contexts[index].views, !views.isEmpty else { return [] }
    leaveContext()
    let next = contexts[index]
    let isFirst = next.selection == nil
    (frozen, cursor) = (nil, nil)
    suggestions.forget()
    (context, settings, self.views, notice) = (index, next.settings, views, nil)
    current = min(max(0, next.current), views.count - 1)
    (health, answeredAt, isRefreshed) = (next.health, next.answeredAt, next.isRefreshed)
    hasChosenRange = next.hasChosenRange
    selection = next.selection ?? defaultSelection(of: currentView.source)
    if isFirst { prepareViews() }
    enteredAt = now
    // What was asked before can't be answered any more.
    refreshes += 1
    nextRefresh = nil
    let isOld = currentView.refreshedAt.map { now - $0 >= settings.refresh } ?? true
    let effects = openView(current) + openDesk()
    if !isOld, isRefreshed {
      nextRefresh = currentView.refreshedAt.map { $0 + settings.refresh }
    }
    return effects
  }

  /// Keeps what the context on the screen has; its questions under way are forgotten.
  private mutating func leaveContext() {
    for index in views.indices {
      for (id, panel) in views[index].panels {
        for (place, target) in panel.targets where target.awaited != nil {
          views[index].panels[id]?.targets[place]?.awaited = nil
          // So that it is asked again however young the view is.
          views[index].refreshedAt = nil
        }
      }
      views[index].failedVariables.formUnion(views[index].listedVariables)
      views[index].listedVariables = []
    }
    contexts[context].views = views
    contexts[context].settings = settings
    contexts[context].current = current
    contexts[context].selection = selection
    contexts[context].hasChosenRange = hasChosenRange
    contexts[context].isRefreshed = isRefreshed
    contexts[context].health = health
    contexts[context].answeredAt = answeredAt
  }

  /// Makes the views' dashboards of what is known before any question.
  mutating func prepareViews() {
    for index in views.indices { prepareView(index) }
  }

  mutating func prepareView(_ index: Int) {
    views[index].learn { settings.options(ofType: $0) }
    views[index].fill(over: range, calendar: settings.calendar)
  }
}
