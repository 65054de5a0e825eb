import Cells
import Configuration
package import AlertScreen
package import LogScreen
import Text
import Times
package import TraceScreen
import Widgets

/// What stands between header and footer: the panels of a view, or something that needs it all.
///
/// A screen of its own is a value with an `update` and a `draw`. It plugs in here, and only here:
/// each function below asks the screen that is shown, and does for panels what was done before.
package enum Screen: Sendable {
  case panels
  case logs(LogsView)
  case alerts(AlertsView)
  case traces(TracesView)
}

extension State {
  /// Shows a screen over the one that is shown, which it goes back to.
  mutating func show(_ next: Screen) {
    if case .panels = screen {
      screensBelow = []
    } else {
      screensBelow.append(screen)
      // Screens hold what they show: circles from lines to traces and back end somewhere.
      if screensBelow.count > 6 { screensBelow.removeFirst() }
    }
    screen = next
  }

  /// Back to the screen that the one shown was opened from, or to the panels.
  mutating func leaveScreen() -> [Effect] {
    guard let below = screensBelow.popLast() else {
      screen = .panels
      return openView(current)
    }
    screen = below
    return adjustScreen()
  }

  /// The scopes of a screen's own keys, innermost first; `nil` for panels, which have theirs.
  var screenScopes: [KeyMap.Scope]? {
    switch screen {
    case .panels: nil
    case .logs(let view): logScopes(of: view)
    case .alerts: [.alerts, .screen]
    case .traces(let view): view.isInTrace ? [.trace, .screen] : [.traces, .screen]
    }
  }

  /// Hands a key to a screen that takes it as it is, as text; `nil` when it is none of those.
  mutating func pressOnScreen(_ key: Key) -> [Effect]? {
    switch screen {
    case .panels: nil
    case .logs(let view): view.takesText ? writeInLogs(key) : nil
    case .alerts(let view): view.takesText ? writeInAlerts(key) : nil
    case .traces(let view): view.takesText ? withTraces { $0.write(key) } : nil
    }
  }

  /// Does what a command asks on the screen; `nil` where it means the same everywhere.
  mutating func performOnScreen(_ command: Command) -> [Effect]? {
    switch screen {
    case .panels: nil
    case .logs: performInLogs(command)
    case .alerts: performInAlerts(command)
    case .traces: performInTraces(command)
    }
  }

  /// Draws the screen; false for panels.
  func drawScreen(in area: Rect, into buffer: inout Buffer) -> Bool {
    switch screen {
    case .panels: return false
    case .logs(let view): draw(view, in: area, into: &buffer)
    case .alerts(let view): draw(view, in: area, into: &buffer)
    case .traces(let view): draw(view, in: area, into: &buffer)
    }
    return true
  }

  /// The commands that the footer names for the screen; `nil` for panels.
  var screenCommands: [(Command, String?)]? {
    switch screen {
    case .panels: nil
    case .logs(let view): view.footer.map { (.logs($0.command), $0.word) }
    case .alerts(let view):
      (desk.map { view.footer($0) } ?? []).map { (.alerts($0.command), $0.word) }
    case .traces(let view): view.footer.map { (.traces($0.command), $0.word) }
    }
  }

  /// What the footer says of the screen at its right.
  var screenState: Line? {
    switch screen {
    case .panels: nil
    case .logs(let view): view.state
    case .alerts: nil
    case .traces(let view): view.state
    }
  }

  /// When the screen wants to be called though nothing else has happened.
  var screenDeadline: Instant? {
    switch screen {
    case .panels: nil
    case .logs(let view): view.deadline
    case .alerts: nil
    case .traces: nil
    }
  }

  /// Does what is due on the screen.
  mutating func meetScreenDeadline() -> [Effect] {
    switch screen {
    case .panels: []
    case .logs: withLogs { $0.meetDeadline() }
    case .alerts: []
    case .traces: []
    }
  }

  /// The range, the interval or the time of freezing are others now.
  mutating func adjustScreen(refreshes: Bool = false) -> [Effect] {
    switch screen {
    case .panels: []
    case .logs: adjustLogs(refreshes: refreshes)
    case .alerts: []
    case .traces: withTraces { $0.adjust(refreshes: refreshes) }
    }
  }

  /// The key and the word of the screen's tab, for the header to light.
  var screenTab: Command? {
    switch screen {
    case .panels: nil
    case .logs: .openLogs
    case .alerts: .openAlerts
    case .traces: .openTraces
    }
  }
}
