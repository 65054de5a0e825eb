import Configuration
import Dashboards
import DataSources
import Frames
import LogScreen
import Panels
import Times

// From a log panel to the logs view, with its query, its lines and the line that is chosen.
extension State {
  /// The focused panel, where it shows log lines.
  var focusedLogPanel: Panel? {
    guard let panel = focusedPanel, case .logs = panel.kind else { return nil }
    let targets = knowledge(of: panel).orderedTargets
    return targets.contains { $0.asked(in: settings)?.kind == .loki } ? panel : nil
  }

  /// Shows the lines of a log panel on the whole screen.
  mutating func openLogs(of panel: Panel) -> [Effect] {
    let targets = knowledge(of: panel).orderedTargets.filter {
      $0.asked(in: settings)?.kind == .loki
    }
    guard let source = targets.first?.asked(in: settings) else {
      notice = "no source of type loki"
      return []
    }
    let own = targets.filter { $0.source == source.name }
    overlay = nil
    var view = LogsView(
      source: source, calendar: settings.calendar, queries: own.map(\.expression),
      surroundings: logSurroundings)
    if case .logs(let options) = panel.kind { view.begin(wraps: options.wraps) }
    for (place, target) in own.enumerated() {
      guard let lines = target.frames.first?.lines, let answeredAt = target.answeredAt,
        target.range.span == range.span
      else { continue }
      view.begin(leg: place, with: lines, answeredAt: answeredAt)
    }
    if let content = content(of: panel.id), let row = content.selection,
      let line = PanelView.line(of: content, atRow: row)
    {
      view.stand(on: line.text, at: line.time)
    }
    let effects = view.open()
    screensBelow = []
    screen = .logs(view)
    return translated(effects)
  }

  /// Does on the logs view what was asked of a log panel.
  mutating func performOnLogPanel(_ command: LogsCommand) -> [Effect] {
    guard let panel = focusedLogPanel else {
      notice =
        hasLogs
        ? "this is for log lines: \(keys.key(for: .openLogs)?.title ?? "") opens them"
        : "no source of type loki"
      return []
    }
    return openLogs(of: panel) + withLogs { $0.perform(command) }
  }
}

extension TargetState {
  func asked(in settings: Settings) -> DataSource? {
    settings.sources.first { $0.name == source }
  }
}
