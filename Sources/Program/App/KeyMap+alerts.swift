import AlertScreen
import Cells

extension KeyMap {
  /// The keys on alerts and silences.
  static let alerts: [Binding] = {
    func bind(_ command: AlertsCommand, _ keys: Key...) -> Binding {
      Binding(scope: .alerts, keys: keys, command: .alerts(command))
    }
    func move(_ command: Command, _ keys: Key...) -> Binding {
      Binding(scope: .alerts, keys: keys, command: command)
    }
    return [
      bind(.acknowledge, .character("a")),
      bind(.takeBack, .character("u")),
      bind(.silenceForm, .character("S")),
      bind(.markAlert, .character("m")),
      bind(.runbook, .character("b")),
      bind(.alertGraph, .character("g")),
      bind(.alertLogs, .character("l")),
      bind(.alertTraces, .character("x")),
      bind(.alertDetail, .enter),
      bind(.filterAlerts, .character("/")),
      bind(.previousAlertOrder, .character("<")),
      bind(.nextAlertOrder, .character(">")),
      bind(.groupAlerts, .character("o")),
      bind(.silenceList, .character("Z")),
      move(.moveUp, .up, .character("k")),
      move(.moveDown, .down, .character("j")),
      move(.pageUp, .pageUp),
      move(.pageDown, .pageDown),
      move(.moveToStart, .home),
      move(.moveToEnd, .end),
    ]
  }()
}
