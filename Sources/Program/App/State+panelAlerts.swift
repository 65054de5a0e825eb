import AlertScreen
import Alerts
import Dashboards
import Matchers
import Panels
import Queries
import Widgets

/// What is known of the alerts about the panels of the view, and what that was made of.
struct PanelAlerts: Sendable {
  struct Signature: Hashable {
    var context: String
    var generation: Int
    var uid: String?
    var questions: [Int: [AlertSubjects.Question]]
  }

  var signature: Signature?
  /// By panel.
  var alarms: [Int: PanelContent.Alarm] = [:]
  /// The labels' places in the desk's alerts that are about any panel.
  var places: Set<Int> = []
}

// Panels say in their titles what fires about them; lists of alerts show what they are asked for.
extension State {
  /// Makes the marks of the panels anew where alerts or questions have changed.
  mutating func markPanels() {
    guard let desk, !desk.alerts.isEmpty else {
      if panelAlerts.signature != nil { panelAlerts = PanelAlerts() }
      return
    }
    var questions: [Int: [AlertSubjects.Question]] = [:]
    for (id, panel) in currentView.panels {
      questions[id] = panel.orderedTargets.map {
        .init(expression: $0.expression, source: $0.source)
      }
    }
    let signature = PanelAlerts.Signature(
      context: settings.context, generation: desk.generation,
      uid: currentView.dashboard.uid, questions: questions)
    guard signature != panelAlerts.signature else { return }
    panelAlerts = PanelAlerts(signature: signature)
    let subjects = AlertSubjects(desk.alerts, evaluating: desk.evaluating)
    guard !subjects.isEmpty else { return }
    for panel in currentView.dashboard.allPanels {
      let places = subjects.alerts(
        about: questions[panel.id] ?? [], ofPanel: panel.id, in: signature.uid)
      guard !places.isEmpty else { continue }
      panelAlerts.places.formUnion(places)
      panelAlerts.alarms[panel.id] = alarm(of: places.map { desk.alerts[$0] }, desk)
    }
  }

  private func alarm(of alerts: [Alert], _ desk: AlertDesk) -> PanelContent.Alarm {
    let open = alerts.filter { desk.standing(of: $0) == .firing }
    let shown = open.isEmpty ? alerts : open
    var names: [String] = []
    for alert in shown.sorted(by: { $0.severity < $1.severity }) where !names.contains(alert.name) {
      names.append(alert.name)
    }
    return PanelContent.Alarm(
      names: names, severity: shown.compactMap(\.severity.sign).max(), isHeld: open.isEmpty)
  }

  /// The alerts that a list of them shows, as places in the desk's.
  func places(in options: AlertListOptions, ofPanel id: Int) -> [Int] {
    guard let desk else { return [] }
    let variables = currentView.variables(of: id)
    let name = variables.interpolate(options.name).lowercased()
    let matchers = try? MatcherSet(parsing: variables.interpolate(options.labels))
    let found = desk.alerts.indices.filter { place in
      let alert = desk.alerts[place]
      let isWanted =
        alert.state == .firing && options.states.contains(.firing)
        || alert.state == .pending && options.states.contains(.pending)
      return isWanted && (name.isEmpty || alert.name.lowercased().contains(name))
        && (matchers?.matches(alert.labels) ?? true)
        && (!options.isOfDashboard || panelAlerts.places.contains(place))
    }
    return Array(sorted(found, options.order, desk.alerts).prefix(options.maximum))
  }

  private func sorted(
    _ places: [Int], _ order: AlertListOptions.Order, _ alerts: [Alert]
  ) -> [Int] {
    func age(_ place: Int) -> Int64 { alerts[place].since?.nanoseconds ?? .max }
    // The desk's own order decides between equals: the worst first.
    return places.sorted { left, right in
      let (one, two) = (alerts[left], alerts[right])
      switch order {
      case .name where one.name != two.name: return one.name < two.name
      case .nameReversed where one.name != two.name: return one.name > two.name
      case .oldestFirst where age(left) != age(right): return age(left) < age(right)
      case .newestFirst where age(left) != age(right): return age(left) > age(right)
      default: return left < right
      }
    }
  }

  /// Puts into a list of alerts what it shows.
  func fill(_ content: inout PanelContent) {
    content.alarm = panelAlerts.alarms[content.panel.id]
    guard case .alertList(let options) = content.panel.kind else { return }
    guard let desk, hasAlerts else {
      content.alerts = "no alert source configured"
      return
    }
    let labels = currentView.variables(of: content.panel.id).interpolate(options.labels)
    do throws(MatcherError) {
      _ = try MatcherSet(parsing: labels)
    } catch {
      content.notices.append(.init(.warning, "the labels \(labels) are no matchers: \(error)"))
    }
    content.shownAlerts = places(in: options, ofPanel: content.panel.id).map { place in
      let alert = desk.alerts[place]
      return PanelContent.ShownAlert(
        name: alert.name, labels: alert.distinction,
        standing: desk.standing(of: alert).rawValue, severity: alert.severity.sign,
        since: alert.since)
    }
    guard content.shownAlerts.isEmpty else { return }
    let standings = desk.surroundings.sources.compactMap { desk.standings[$0.name] }
    if standings.contains(where: { $0.reply != nil }) { return }
    content.status = .loading
    let failed = standings.first { $0.failure != nil }
    if let failed, !standings.contains(where: \.isAsked) {
      content.status = .failed(
        .init(source: "alerts", reason: failed.failure ?? "", since: now, nextTry: desk.deadline))
    }
  }

  /// Shows the alert under the cursor of a list, in the view of them all.
  mutating func openAlert(ofRowIn id: Int) -> [Effect]? {
    guard let content = content(of: id), case .alertList(let options) = content.panel.kind,
      let row = content.selection, let desk
    else { return nil }
    let places = places(in: options, ofPanel: id)
    guard places.indices.contains(row) else { return nil }
    let labels = desk.alerts[places[row]].labels
    let effects = openAlerts()
    return effects
      + withAlerts { view, desk in
        view.select(labels, desk)
        return []
      }
  }
}

extension Alerts.Severity {
  /// As the signs of panels know it.
  var sign: Widgets.Severity? {
    switch rank {
    case .critical, .error: .critical
    case .warning: .warning
    case .info, .other: nil
    }
  }
}
