package import Alerts
package import DataSources
package import Matchers
package import Times

/// What the alert view can do beside moving, each with its name in the configuration.
package enum AlertsCommand: String, Hashable, Sendable, CaseIterable {
  case acknowledge, takeBack, silenceForm, markAlert
  case runbook, alertGraph, alertLogs, alertTraces, alertDetail
  case filterAlerts, previousAlertOrder, nextAlertOrder, groupAlerts, silenceList

  /// In the words of the help and the footer.
  package var title: String {
    switch self {
    case .acknowledge: "acknowledge"
    case .takeBack: "take back; end a silence"
    case .silenceForm: "silence; edit a silence, or make it again"
    case .markAlert: "mark"
    case .runbook: "runbook"
    case .alertGraph: "graph of its expression"
    case .alertLogs: "logs of the alert"
    case .alertTraces: "traces of the alert"
    case .alertDetail: "details"
    case .filterAlerts: "filter by matchers"
    case .previousAlertOrder: "order of alerts before"
    case .nextAlertOrder: "next order of alerts"
    case .groupAlerts: "group by a label"
    case .silenceList: "silences"
    }
  }

  /// Needs a server that may be changed.
  package var changesServers: Bool {
    self == .acknowledge || self == .takeBack || self == .silenceForm
  }
}

/// What the alert view asks of the program.
package enum AlertsViewEffect: Hashable, Sendable {
  case acknowledge([Alert], comment: String)
  case takeBack([Alert])
  case silence(MatcherSet, length: Span, comment: String)
  case change([Silence], until: Instant?)
  /// The word on what the audit could not take.
  case decide(sends: Bool)
  case runbook(Alert)
  case graph(Alert)
  case logs(Alert)
  case traces(Alert)
  case copy(String)
  case say(String)
  case leave
}
