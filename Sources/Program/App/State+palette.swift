import Alerts
import Dashboards

// The palette: everything that there is, by a few letters of its name.
extension State {
  var palettePicker: Picker {
    var items = views.enumerated().map { index, view in
      Picker.Item(
        .view(index), view.dashboard.title.isEmpty ? view.title : view.dashboard.title,
        detail: "view \(view.name)", key: key(of: .showView(index + 1)))
    }
    items += visiblePanels.filter { !$0.isRow && !$0.title.isEmpty }.map {
      Picker.Item(.panel($0.id), $0.title, detail: "panel")
    }
    items += Command.inPalette.filter(isThere).map { command in
      Picker.Item(.command(command), command.title, detail: "action", key: key(of: command))
    }
    items += choosableVariables.map { variable in
      Picker.Item(
        .variable(variable.name), variable.label ?? variable.name,
        detail: "variable " + (currentView.variables.summary(of: variable.name) ?? ""))
    }
    let shown = Set(views.map(\.layout))
    items += inventory.layouts.filter { !shown.contains($0) }.map { name in
      let title = inventory.titles[name]
      return Picker.Item(
        .dashboard(name), title ?? name, detail: title == nil ? "dashboard" : "dashboard " + name)
    }
    items += runbooks.map { Picker.Item(.runbook($0), Runbook.title(of: $0), detail: "runbook") }
    let known = currentView.variables(of: nil)
    items += currentView.source.links.map { link in
      let url = known.interpolate(link.url, as: .address)
      let title = known.interpolate(link.title)
      return Picker.Item(.link(url), title.isEmpty ? url : title, detail: "link")
    }
    items += tagLinkItems
    if contexts.count > 1 {
      items += contexts.map {
        Picker.Item(.context($0.settings.context), $0.settings.context, detail: "context")
      }
    }
    items += inventory.themes.map { Picker.Item(.theme($0), $0, detail: "theme") }
    return Picker(.palette, title: "Find anything", items: items)
  }

  /// The runbooks that stand beside the views' layouts.
  private var runbooks: [String] {
    let folders = Set((views.map(\.layout) + settings.ruleFiles).map(Runbook.folder))
    return inventory.runbooks.filter { name in folders.contains { name.hasPrefix($0) } }
  }

  private func key(of command: Command) -> String { keys.key(for: command)?.title ?? "" }

  mutating func takeFromPalette(_ picker: Picker) -> [Effect] {
    guard let choice = picker.selected?.choice else { return [] }
    overlay = nil
    switch choice {
    case .command(let command): return perform(command)
    case .view(let index): return openView(index)
    case .panel(let id): focus(id)
    case .variable(let name): return chooseVariable(name, isNested: false)
    case .dashboard(let name): return openDashboard(name)
    case .tagged(let index): return openTagged(index)
    case .context(let name): return switchContext(to: name)
    case .theme(let name): return use(theme: name)
    case .link(let url): return follow(url)
    case .runbook(let name): return [.readRunbook(names: [name], .guide(name))]
    case .all, .value, .series, .range, .interval, .trace: break
    }
    return []
  }

  /// Shows the view of a layout; one that there is not yet is asked for.
  mutating func openDashboard(_ name: String) -> [Effect] {
    if let known = views.firstIndex(where: { $0.layout == name }) { return openView(known) }
    notice = "opening \(name)"
    return [.openDashboard(name)]
  }

  /// Shows a dashboard that was asked for, as one more view of the context.
  mutating func apply(_ result: Result<Dashboard, InputProblem>, toDashboard name: String)
    -> [Effect]
  {
    switch result {
    case .failure(let problem):
      if name.hasPrefix(Self.linkedPrefix), let effects = cannotOpenLinked() { return effects }
      notice = "\(name): \(problem)"
      return []
    case .success(let dashboard):
      if let known = views.firstIndex(where: { $0.layout == name }) { return openLinked(known) }
      let file = name.split(separator: "/").last ?? ""
      views.append(
        ViewState(
          name: String(file.prefix { $0 != "." }), layout: name, dashboard: dashboard,
          overrides: settings.variables))
      prepareView(views.count - 1)
      return openLinked(views.count - 1)
    }
  }
}
