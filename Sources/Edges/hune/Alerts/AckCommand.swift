import Alerts
import ArgumentParser
import DataSources
import Files
import Frames
import Matchers
import Silences
import Text
import Times

/// Acknowledges the alerts that fire and match.
struct AckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Acknowledge the firing alerts that match.",
    discussion: """
      Makes a silence on exactly the labels of each. It returns at once: nobody extends them.

      Exits 0 done, 2 usage, 3 nothing matched, 4 refused by a guard, 5 the server failed.
      """)

  @OptionGroup var options: SourceOptions
  @OptionGroup var silencing: SilencingOptions

  @Argument(help: ArgumentHelp("Conditions that must all hold.", valueName: "matcher"))
  var matchers: [String]

  func run() throws {
    var office = try AlertOffice(options)
    office.isUnaudited = silencing.isUnaudited
    let matchers = try matcherSet(matchers)
    try office.checkWriting()
    let reports = try office.reports()
    let settings = office.configuration.acknowledgement
    let length = silencing.length(or: settings.length)
    let firing = AlertJoining.alerts(
      from: reports.flatMap { $0.report.sightings(at: $0.source.name) })
    try silencing.check(matchers, for: length, among: firing.map(\.labels), settings)
    let matching = firing.filter { matchers.matches($0.labels) }
    guard !matching.isEmpty else { throw Failure(code: 3, message: "hune: no alert matches") }
    let free = matching.filter(\.silencedBy.isEmpty)
    for alert in matching where !alert.silencedBy.isEmpty {
      AlertOffice.say("hune: held already: \(MatcherSet(exactly: alert.labels))")
    }
    guard !free.isEmpty else { return }
    for alert in free { AlertOffice.say("\(MatcherSet(exactly: alert.labels))") }
    try silencing.confirm(
      "Acknowledge \(free.count == 1 ? "it" : "these \(free.count)") for "
        + "\(length.prometheusText)?", count: free.count)
    let comment = silencing.comment(asking: "Comment: ")
    try acknowledge(free, comment, length, AlertOffice.realms(of: reports), office)
    if reports.count < office.alertmanagers.count { throw ExitCode(5) }
  }

  private func acknowledge(
    _ alerts: [Alert], _ comment: String, _ length: Span, _ realms: [SilenceRealm],
    _ office: AlertOffice
  ) throws {
    var work = SilenceWork(office: office, deed: .acknowledge)
    var failures = 0
    for alert in alerts {
      let sources = Set(alert.atAlertmanagers.map(\.source))
      for realm in realms where !sources.isDisjoint(with: realm.sources) {
        let now = Program.clock()
        let keeper = try work.run(
          SilenceKeeper(
            marker: office.newMarker(), matchers: MatcherSet(exactly: alert.labels),
            createdBy: office.author.description, comment: comment, realm: realm, from: now,
            to: now + length))
        failures += try report(keeper)
      }
    }
    if failures > 0 { throw ExitCode(5) }
  }
}

/// Prints what became of a silence; 1 where it is not there.
func report(_ keeper: SilenceKeeper) throws -> Int {
  switch keeper.phase {
  case .held where keeper.isSettled:
    try StandardOutput.write((keeper.id ?? "") + "\n")
    return 0
  case .failed(let reason):
    AlertOffice.say("hune: \(keeper.matchers): \(reason)")
  default:
    AlertOffice.say("hune: \(keeper.matchers): \(keeper.problem ?? "no answer")")
  }
  return 1
}
