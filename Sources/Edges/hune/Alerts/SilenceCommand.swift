import Alerts
import ArgumentParser
import DataSources
import Files
import Frames
import JSON
import Matchers
import Silences
import Text
import Times

/// Silences: made, listed, ended.
struct SilenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "silence", abstract: "Make, list and end silences.",
    subcommands: [Add.self, List.self, Expire.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Silence all alerts that match, those to come too.",
      discussion: """
        Exits 0 done, 2 usage, 3 nothing matched, 4 refused by a guard, 5 the server failed.
        """)

    @OptionGroup var options: SourceOptions
    @OptionGroup var silencing: SilencingOptions

    @Flag(help: "Also when no alert matches now.")
    var ahead = false

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
      let alerts = AlertJoining.alerts(
        from: reports.flatMap { $0.report.sightings(at: $0.source.name) })
      try silencing.check(matchers, for: length, among: alerts.map(\.labels), settings)
      let held = alerts.filter { matchers.matches($0.labels) }
      guard ahead || !held.isEmpty else {
        throw Failure(
          code: 3, message: "hune: no alert matches now; --ahead makes it all the same")
      }
      for alert in held.prefix(20) { AlertOffice.say("\(MatcherSet(exactly: alert.labels))") }
      try silencing.confirm(
        "Silence \(matchers) for \(length.prometheusText)? It holds \(held.count).",
        count: held.count)
      let comment = silencing.comment(asking: "Comment: ")
      var work = SilenceWork(office: office, deed: .silence)
      var failures = 0
      for realm in AlertOffice.realms(of: reports) {
        let now = Program.clock()
        failures += try report(
          try work.run(
            SilenceKeeper(
              marker: office.newMarker(), matchers: matchers,
              createdBy: office.author.description, comment: comment, realm: realm, from: now,
              to: now + length)))
      }
      if failures > 0 || reports.count < office.alertmanagers.count { throw ExitCode(5) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List silences.")

    @OptionGroup var options: SourceOptions

    @Flag(help: "Expired ones too.")
    var expired = false

    @Flag(help: "An array of objects.")
    var json = false

    func run() throws {
      let office = try AlertOffice(options)
      let reports = try office.reports()
      let now = Program.clock()
      var seen: Set<String> = []
      var lines: [String] = []
      var values: [JSONValue] = []
      for (source, report) in reports {
        for silence in report.silences where seen.insert(silence.id).inserted {
          guard expired || silence.state != .expired else { continue }
          let held = report.alerts.count { silence.holds($0.labels) }
          let left = silence.endsAt.map { $0 > now ? ($0 - now).ageText : "over" } ?? ""
          lines.append(
            "\(silence.id)  \(silence.state.rawValue)  \(left)  holds \(held)  "
              + "\(silence.createdBy)  \(silence.matchers)  \(silence.comment)")
          values.append([
            "id": .string(silence.id), "state": .string(silence.state.rawValue),
            "source": .string(source.name), "matchers": .string(silence.matchers.description),
            "createdBy": .string(silence.createdBy), "comment": .string(silence.comment),
            "endsAt": silence.endsAt.map { .string($0.iso8601Text) } ?? .null,
            "holds": .number(Double(held)),
          ])
        }
      }
      try StandardOutput.write(
        json
          ? JSONValue.array(values).text(indent: 2) + "\n"
          : lines.map { DisplayText($0).string + "\n" }.joined())
    }
  }

  struct Expire: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End silences, by their ids.",
      discussion: "Exits 0 done, 2 usage, 3 no such silence, 5 the server failed.")

    @OptionGroup var options: SourceOptions

    @Flag(name: .customLong("without-audit"), help: "Write nothing down.")
    var isUnaudited = false

    @Argument(help: ArgumentHelp("The silences.", valueName: "id"))
    var ids: [String]

    func run() throws {
      var office = try AlertOffice(options)
      office.isUnaudited = isUnaudited
      try office.checkWriting()
      let reports = try office.reports()
      let realms = AlertOffice.realms(of: reports)
      var work = SilenceWork(office: office, deed: .expire)
      for id in ids {
        let places = reports.filter { $0.report.silences.contains { $0.id == id } }
        guard let (source, report) = places.first,
          let silence = report.silences.first(where: { $0.id == id }),
          let realm = realms.first(where: { $0.sources.contains(source.name) })
        else { throw Failure(code: 3, message: "hune: no silence has the id \(id)") }
        var keeper = SilenceKeeper(
          of: silence, realm: realm, marker: office.newMarker(), at: Program.clock())
        keeper.end()
        keeper = try work.run(keeper)
        guard keeper.isOver else {
          throw Failure(code: 5, message: "hune: \(keeper.problem ?? "no answer")")
        }
      }
    }
  }
}
