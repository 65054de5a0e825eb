import Configuration
import Dashboards
import Rules
import Times

/// What of the operator's files has changed while the program runs.
package enum ChangedFiles: Hashable, Sendable, CaseIterable {
  case configuration, layouts, themes, rules
}

// Files that change are read again; a bad edit keeps what was there and says why.
extension State {
  mutating func reload(_ changed: Set<ChangedFiles>) -> [Effect] {
    var effects: [Effect] = []
    if changed.contains(.configuration) { effects.append(.readConfiguration) }
    if changed.contains(.themes) {
      effects.append(.useTheme(inventory.theme))
      // It is refused anew where it is still wrong.
      if notice?.hasPrefix(Self.refusal(of: inventory.theme)) == true { notice = nil }
    }
    if changed.contains(.layouts) {
      var seen: Set<String> = []
      let names = views.map(\.layout).filter { seen.insert($0).inserted }
      effects += names.map { .reloadDashboard($0) }
    }
    // Rules may stand in the library too, and the configuration may name others.
    if alertSetup != nil, !changed.isDisjoint(with: [.configuration, .layouts, .rules]) {
      effects.append(.readRules)
    }
    return effects + [.takeInventory]
  }

  /// Takes back what was said of a file that was wrong and is right again.
  private mutating func forget(refusal: String) {
    if notice?.hasPrefix(refusal) == true { notice = nil }
  }

  private static let rulesRefused = "the rules are not taken"
  private static let configurationRefused = "the configuration is not taken"

  /// Takes the configured rules of each context, read again.
  mutating func apply(rules result: Result<[String: [RuleGroup]], InputProblem>) -> [Effect] {
    let rules: [String: [RuleGroup]]
    switch result {
    case .success(let read): rules = read
    case .failure(let problem):
      notice = "\(Self.rulesRefused): \(problem)"
      return [.log(.warning, "\(Self.rulesRefused): \(problem)")]
    }
    forget(refusal: Self.rulesRefused)
    guard alertSetup != nil, alertSetup?.rules != rules else { return [] }
    alertSetup?.rules = rules
    notice = "the rules have changed"
    return desks.keys.sorted().flatMap { name in
      withDesk(name) { desk, now in desk.take(rules: rules[name] ?? [], at: now) }
    }
  }

  mutating func apply(_ inventory: Inventory) {
    let theme = self.inventory.theme
    self.inventory = inventory
    self.inventory.theme = theme
    // Titles are read while the palette is open already.
    if let open = picker, open.subject == .palette, !open.hasMoved {
      var picker = palettePicker
      picker.input = open.input
      if !open.input.isEmpty { picker.filter() }
      self.open(picker)
    }
  }

  /// Takes a layout that was read again, for every view that shows it.
  mutating func apply(
    _ result: Result<Dashboard, InputProblem>, toReloadOf name: String
  ) -> [Effect] {
    let dashboard: Dashboard
    switch result {
    case .success(let read): dashboard = read
    case .failure(let problem):
      notice = "\(name) is not taken: \(problem)"
      return [.log(.warning, "\(name) is not taken: \(problem)")]
    }
    forget(refusal: "\(name) is not taken")
    // Contexts that are not shown read their layouts again when they are opened next.
    for index in contexts.indices where index != context {
      if contexts[index].settings.views.contains(where: { $0.layout == name }) {
        contexts[index].views = nil
      }
    }
    let changed = views.indices.filter {
      views[$0].layout == name && views[$0].source != dashboard
    }
    for index in changed {
      views[index].replace(dashboard)
      prepareView(index)
      views[index].refreshedAt = nil
    }
    guard changed.contains(current) else { return [] }
    notice = "\(name) has changed"
    if currentView.focus == nil { currentView.focus = visiblePanels.first { !$0.isRow }?.id }
    scrollToFocus()
    return listVariables() + refresh(supersedes: true)
  }

  /// Takes a configuration that was read again.
  mutating func apply(_ result: Result<Configuration, InputProblem>) -> [Effect] {
    switch result {
    case .failure(let problem):
      notice = "\(Self.configurationRefused): \(problem)"
      return [.log(.warning, "\(Self.configurationRefused): \(problem)")]
    case .success(let configuration):
      forget(refusal: Self.configurationRefused)
      return apply(configuration)
    }
  }

  private mutating func apply(_ configuration: Configuration) -> [Effect] {
    keys = KeyMap.adjusted(by: configuration.keys).map
    var effects: [Effect] = []
    if let theme = configuration.preferences.theme, theme != configuredTheme {
      configuredTheme = theme
      effects += use(theme: theme)
    }
    contexts[context].settings = settings
    let shown = contexts[context]
    let known = Dictionary(
      contexts.map { ($0.settings.context, $0) }, uniquingKeysWith: { first, _ in first })
    contexts = configuration.contexts.map { settings in
      if let old = known[settings.context], old.settings == settings { return old }
      return ContextState(settings: settings)
    }
    if case .frontDoor = overlay { overlay = nil }
    guard let index = contexts.firstIndex(where: { $0.settings.context == settings.context }) else {
      // The context on the screen is gone: the first one takes its place.
      context = contexts.firstIndex { $0.settings.context == configuration.start } ?? 0
      notice = "the context \(settings.context) is gone"
      return effects + [.openContext(context, contexts[context].settings)]
    }
    context = index
    guard contexts[index].settings != shown.settings else { return effects }
    notice = "the configuration has changed"
    return effects + [.openContext(index, contexts[index].settings)]
  }

  /// Takes the views of the context on the screen after its settings have changed. What a view of
  /// the same layout has is kept.
  mutating func renew(with views: [ViewState]) -> [Effect] {
    let old = self.views
    let name = currentView.name
    settings = contexts[context].settings
    let before = health
    health = contexts[context].health
    for (name, source) in health {
      if let known = before[name], known.source == source.source { health[name] = known }
    }
    self.views = views.enumerated().map { index, view in
      guard old.indices.contains(index), old[index].layout == view.layout,
        old[index].source == view.source
      else { return view }
      var kept = old[index]
      kept.name = view.name
      return kept
    }
    current = views.firstIndex { $0.name == name } ?? 0
    prepareViews()
    for index in self.views.indices { self.views[index].refreshedAt = nil }
    refreshes += 1
    return openView(current)
  }
}
