extension Importer {
  /// A list of alerts: of today, of versions 7 and 8, and from before, when the options stood
  /// beside the type.
  mutating func alertList(_ panel: Place, _ options: Place) -> AlertListOptions {
    let source = options.exists ? options : panel
    var list = AlertListOptions()
    list.order = integer(source["sortOrder"], in: 1...5).flatMap { .init(rawValue: $0) } ?? .name
    list.name = string(source["alertName"]) ?? string(source["nameFilter"]) ?? ""
    list.labels = string(source["alertInstanceLabelFilter"]) ?? ""
    list.maximum =
      integer(source["maxItems"], in: 1...10_000) ?? integer(source["limit"], in: 1...10_000) ?? 20
    list.isOfDashboard =
      bool(source["dashboardAlerts"]) ?? bool(source["onlyAlertsOnDashboard"]) ?? false
    list.isCount = source["viewMode"].value == "stat"
    list.states = alertStates(source["stateFilter"])
    return list
  }

  /// A list of words, or a flag for each; alerts that are neither firing nor pending are never
  /// listed, and nothing chosen means all.
  private mutating func alertStates(_ place: Place) -> Set<AlertListOptions.State> {
    var states: Set<AlertListOptions.State> = []
    let all: Set<AlertListOptions.State> = [.firing, .pending]
    if place.value?.array != nil {
      for word in elements(place).compactMap({ string($0) }) {
        if word == "alerting" || word == "firing" { states.insert(.firing) }
        if word == "pending" { states.insert(.pending) }
      }
      return elements(place).isEmpty ? all : states
    }
    guard place.value?.object != nil else { return all }
    if bool(place["firing"]) ?? bool(place["alerting"]) ?? false { states.insert(.firing) }
    if bool(place["pending"]) ?? false { states.insert(.pending) }
    let others = ["normal", "inactive", "ok", "noData", "no_data", "error", "paused", "recovering"]
    let choosesOthers = others.contains { place[$0].value?.bool == true }
    return states.isEmpty && !choosesOthers ? all : states
  }
}
