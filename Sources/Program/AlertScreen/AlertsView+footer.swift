extension AlertsView {
  /// The keys that matter on the row under the cursor.
  package func footer(_ desk: AlertDesk) -> [(command: AlertsCommand, word: String?)] {
    let isReadOnly = desk.surroundings.isReadOnly
    func word(_ text: String) -> String { isReadOnly ? text + " (read-only)" : text }
    if showsSilences {
      return [
        (.takeBack, word("end")), (.silenceForm, word("edit")), (.silenceList, "alerts"),
      ]
    }
    guard let alert = alert(desk) else {
      return [(.filterAlerts, "filter"), (.groupAlerts, "group"), (.silenceList, nil)]
    }
    let isHeld = desk.standing(of: alert) == .acknowledged
    return [
      isHeld ? (.takeBack, word("take back")) : (.acknowledge, word("acknowledge")),
      (.silenceForm, word("silence")), (.markAlert, nil), (.alertDetail, nil),
      (.alertGraph, "graph"), (.alertLogs, "logs"), (.runbook, nil), (.filterAlerts, "filter"),
      (.groupAlerts, "group"), (.nextAlertOrder, "sort"), (.silenceList, nil),
    ]
  }
}
