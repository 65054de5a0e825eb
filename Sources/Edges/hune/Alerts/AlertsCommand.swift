import Alerts
import ArgumentParser
import DataSources
import Files
import Frames
import HTTP
import JSON
import Matchers
import Runtime
import Silences
import Text
import Times

/// Lists alerts.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "List alerts, those that match.",
    discussion: """
      Matchers are Alertmanager's: alertname=Down 'job=~"api|web"'. Exits 0, also when there are \
      none; 2 for a wrong command line; 5 when no server has answered.
      """)

  @OptionGroup var options: SourceOptions

  @Flag(help: "An array of objects.")
  var json = false

  @Argument(help: ArgumentHelp("Conditions that must all hold.", valueName: "matcher"))
  var matchers: [String] = []

  func run() throws {
    let office = try AlertOffice(options)
    let matchers = try matcherSet(matchers)
    let (alerts, silences) = try gather(office)
    let shown = alerts.filter { matchers.matches($0.labels) }
    try StandardOutput.write(
      json ? text(of: shown, silences) : table(shown, silences, now: office.program.clock()))
  }

  private func gather(
    _ office: AlertOffice
  ) throws -> (alerts: [Alert], silences: [String: Silence]) {
    let rules = office.program.settings.sources.filter { $0.kind == .prometheus }
    var sightings: [AlertSighting] = []
    var silences: [String: Silence] = [:]
    var answers = 0
    if !office.alertmanagers.isEmpty || rules.isEmpty {
      for (source, report) in try office.reports() {
        sightings += report.sightings(at: source.name)
        for silence in report.silences { silences[silence.id] = silence }
        answers += 1
      }
    }
    for source in rules {
      switch office.ask({ client in await source.ruleReport(by: client) }) {
      case .success(let report):
        sightings += report.sightings(at: source.name)
        answers += 1
      case .failure(let error): AlertOffice.say("hune: \(error)")
      }
    }
    guard answers > 0 else { throw Failure(code: 5, message: "hune: no server has answered") }
    return (AlertJoining.alerts(from: sightings), silences)
  }

  private func table(_ alerts: [Alert], _ silences: [String: Silence], now: Instant) -> String {
    var rows = [["STATE", "SEVERITY", "ALERT", "AGE", "HELD BY", "LABELS"]]
    for alert in alerts {
      let holders = holders(of: alert, silences)
      let labels = alert.labels.pairs.filter { $0.name != "alertname" && $0.name != "severity" }
      rows.append([
        state(of: alert, silences), alert.severity.word, alert.name,
        alert.since.map { (now - $0).ageText } ?? "", holders.joined(separator: ", "),
        labels.map { Matcher(label: $0.name, is: $0.value).description }.joined(separator: " "),
      ])
    }
    let cells = rows.map { $0.map { DisplayText($0) } }
    let widths = (0..<6).map { column in cells.map { $0[column].width }.max() ?? 0 }
    return cells.map { row in
      let line = row.enumerated().map { column, cell in
        let room = column == 5 ? 0 : widths[column] - cell.width + 2
        return cell.string + String(repeating: " ", count: room)
      }.joined()
      return line.reversed().drop { $0 == " " }.reversed().map(String.init).joined() + "\n"
    }.joined()
  }

  private func state(of alert: Alert, _ silences: [String: Silence]) -> String {
    guard alert.state == .firing else { return alert.state.rawValue }
    if alert.silencedBy.contains(where: { Self.isAcknowledgement(silences[$0], of: alert) }) {
      return "acknowledged"
    }
    if !alert.silencedBy.isEmpty { return "silenced" }
    return alert.inhibitedBy.isEmpty ? "firing" : "inhibited"
  }

  static func isAcknowledgement(_ silence: Silence?, of alert: Alert) -> Bool {
    guard let silence, SilenceMarker.split(silence.comment).marker != nil else { return false }
    return silence.matchers == MatcherSet(exactly: alert.labels)
  }

  private func holders(of alert: Alert, _ silences: [String: Silence]) -> [String] {
    alert.silencedBy.map { id in
      guard let silence = silences[id] else { return id }
      let words = SilenceMarker.split(silence.comment).text
      return words.isEmpty ? silence.createdBy : "\(silence.createdBy): \(words)"
    }
  }

  private func text(of alerts: [Alert], _ silences: [String: Silence]) -> String {
    func strings(_ list: [String]) -> JSONValue { .array(list.map { .string($0) }) }
    func object(_ labels: Labels) -> JSONValue {
      .object(JSONObject(labels.pairs.map { .init(key: $0.name, value: .string($0.value)) }))
    }
    let array = alerts.map { alert -> JSONValue in
      [
        "name": .string(alert.name), "state": .string(state(of: alert, silences)),
        "severity": .string(alert.severity.word), "labels": object(alert.labels),
        "annotations": object(alert.annotations),
        "since": alert.since.map { .string($0.iso8601Text) } ?? .null,
        "value": alert.value.map { .number($0) } ?? .null,
        "sources": strings(alert.sightings.map(\.source)),
        "receivers": strings(alert.receivers), "silencedBy": strings(alert.silencedBy),
        "inhibitedBy": strings(alert.inhibitedBy),
      ]
    }
    return JSONValue.array(array).text(indent: 2) + "\n"
  }
}

/// The matchers of a command line.
func matcherSet(_ words: [String]) throws -> MatcherSet {
  do {
    return try MatcherSet(words: words)
  } catch {
    throw Failure(usage: error.description)
  }
}
