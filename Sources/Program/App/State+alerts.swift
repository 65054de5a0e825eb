import AlertScreen
import Alerts
import Cells
import Configuration
import DataSources
import Silences
import Text
import Times
import Widgets

// Alerts, as the state plugs them in: the desk of each context, and the view of the one shown.
extension State {
  /// There are alerts to be had: without, their keys and actions are not spoken of.
  var hasAlerts: Bool { desk.map { !$0.surroundings.sources.isEmpty } ?? false }

  /// What is known of the alerts of the context that is shown.
  var desk: AlertDesk? { desks[settings.context] }

  /// When a desk wants to be called.
  var alertDeadline: Instant? { desks.values.compactMap(\.deadline).min() }

  /// Begins to look after the alerts of the context that is shown.
  mutating func openDesk() -> [Effect] {
    guard let alertSetup else { return [] }
    let name = settings.context
    let fresh = alertSetup.desk(for: settings, seed: random.next())
    // The configuration may name other sources by now; what is looked after stays.
    if desks[name] == nil { desks[name] = fresh }
    if desks[name]?.surroundings != fresh.surroundings {
      desks[name]?.surroundings = fresh.surroundings
    }
    return withDesk(name) { desk, now in desk.ask(at: now) }
  }

  /// Changes a desk and does what it asks for.
  mutating func withDesk(
    _ name: String, _ change: (inout AlertDesk, Instant) -> [AlertEffect]
  ) -> [Effect] {
    // The value must be held once, or each change copies its alerts.
    guard var desk = desks.removeValue(forKey: name) else { return [] }
    let effects = change(&desk, now)
    desks[name] = desk
    if case .alerts(var view) = screen, name == settings.context {
      screen = .panels
      view.surroundings = alertSurroundings
      view.arrange(desk)
      screen = .alerts(view)
      desks[name]?.look()
    }
    return effects.compactMap { effect in
      guard case .say(let text) = effect else { return .alerts(context: name, effect) }
      notice = text
      return nil
    }
  }

  mutating func meetAlertDeadlines() -> [Effect] {
    let due = desks.filter { $0.value.deadline.map { $0 <= now } ?? false }.keys.sorted()
    let shown = settings.context
    return due.flatMap { name in
      withDesk(name) { desk, now in
        // One that is not shown is asked for as long as it has something to look after.
        if name != shown, desk.acknowledgements.isEmpty { desk.rest() }
        return desk.meetDeadline(at: now)
      }
    }
  }

  mutating func openAlerts() -> [Effect] {
    guard hasAlerts else {
      notice = "no source of alerts"
      return []
    }
    overlay = nil
    if case .alerts = screen { return [] }
    screensBelow = []
    screen = .alerts(AlertsView(alertSurroundings))
    return withDesk(settings.context) { desk, _ in
      desk.look()
      return []
    }
  }

  private var alertSurroundings: AlertsView.Surroundings {
    AlertsView.Surroundings(
      now: now, width: max(0, gridArea.width - 2), height: gridArea.height, glyphs: glyphs,
      calendar: settings.calendar)
  }

  /// Changes the view and does what it asks for.
  mutating func withAlerts(
    _ change: (inout AlertsView, AlertDesk) -> [AlertsViewEffect]
  ) -> [Effect] {
    guard case .alerts(var view) = screen, let desk else { return [] }
    screen = .panels
    view.surroundings = alertSurroundings
    let effects = change(&view, desk)
    screen = .alerts(view)
    return effects.flatMap { translated($0) }
  }

  mutating func writeInAlerts(_ key: Key) -> [Effect] {
    withAlerts { view, desk in view.write(key, desk) }
  }

  mutating func performInAlerts(_ command: Command) -> [Effect]? {
    if let offset = command.rows(inPageOf: max(1, gridArea.height - 4)) {
      return withAlerts { view, desk in
        view.move(by: offset, desk)
        return []
      }
    }
    switch command {
    case .back: return overlay == nil ? withAlerts { view, desk in view.back(desk) } : nil
    case .alerts(let command): return withAlerts { view, desk in view.perform(command, desk) }
    case .refresh: return withDesk(settings.context) { desk, now in desk.ask(at: now) }
    case .copy, .open: return overlay == nil ? [] : nil
    // What belongs to panels does nothing here.
    default: return command.isOfPanels && overlay == nil ? [] : nil
    }
  }

  func draw(_ view: AlertsView, in area: Rect, into buffer: inout Buffer) {
    guard let desk else { return }
    var view = view
    view.surroundings = alertSurroundings
    view.draw(in: area.inset(left: 1, right: 1), desk, into: &buffer)
  }

  private mutating func translated(_ effect: AlertsViewEffect) -> [Effect] {
    let context = settings.context
    switch effect {
    case .acknowledge(let alerts, let comment):
      return withDesk(context) { desk, now in
        desk.acknowledge(alerts, comment: comment, at: now)
      }
    case .takeBack(let alerts):
      return withDesk(context) { desk, now in desk.takeBack(alerts, at: now) }
    case .silence(let matchers, let length, let comment):
      return withDesk(context) { desk, now in
        desk.silence(matchers, for: length, comment: comment, at: now)
      }
    case .change(let silences, let end):
      return withDesk(context) { desk, now in
        desk.change(silences, until: end, deed: end == nil ? .expire : .edit, at: now)
      }
    case .decide(let sends):
      return withDesk(context) { desk, now in desk.decide(sends: sends, at: now) }
    case .runbook(let alert): return openRunbook(of: alert)
    case .graph(let alert): return openEvidence(of: alert)
    case .logs(let alert): return openLogs(of: alert)
    case .traces(let alert): return openTraces(of: alert)
    case .copy(let text): return [.copy(text)]
    case .say(let text):
      notice = text
      return []
    case .leave:
      screen = .panels
      return openView(current)
    }
  }

  /// `◆2 ▲3`: what fires and nobody holds, by severity; what is new, what is acknowledged.
  var alertBadge: Line {
    guard let desk else { return Line() }
    let tally = desk.tally
    func count(_ ranks: Alerts.Severity.Rank...) -> Int {
      ranks.reduce(0) { $0 + (tally.firing[$1] ?? 0) }
    }
    let counts = [
      (Widgets.Severity.critical, count(.critical, .error)), (.warning, count(.warning)),
    ]
    let (others, new, held) = (count(.info, .other), tally.new, tally.acknowledged)
    var line = Line()
    for (severity, count) in counts where count > 0 {
      line =
        line + Line(" " + glyphs.sign(of: severity), Style(severity.role, .bold))
        + Line(DisplayText("\(count)"), Style(severity.role))
    }
    if others > 0 { line = line + Line(" " + glyphs.dot + DisplayText("\(others)"), Style(.info)) }
    if new > 0 { line = line + Line(DisplayText(" +\(new)"), Style(.accent, .bold)) }
    if held > 0 { line = line + Line(DisplayText(" \(held) acked"), .dim) }
    return line
  }

  /// Said on every view while a disaster-recovery test runs.
  var recoveryBanner: Line? {
    guard let test = desk?.recoveryTests.first(where: { $0.state == .active }) else { return nil }
    let end = test.endsAt.map { " until " + settings.calendar.shortTime($0) } ?? ""
    let text = " DR test\(end): \(SilenceMarker.split(test.comment).text) "
    return Line(
      glyphs.text(text, limit: max(8, width / 2)), Style(Ink(.warning), on: Ink(.raised), .bold))
  }

  /// Takes whether the audit could be written.
  mutating func apply(
    _ failure: String?, toAudit batch: Int?, of context: String
  ) -> [Effect] {
    guard let batch else {
      if let failure { notice = "the audit can't be written: \(failure)" }
      return []
    }
    return withDesk(context) { desk, now in desk.audited(batch, failure: failure, at: now) }
  }
}
