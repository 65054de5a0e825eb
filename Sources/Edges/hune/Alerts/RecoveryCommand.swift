import ArgumentParser
import DataSources
import Files
import Runtime
import Silences
import Times

/// Begins and ends disaster-recovery tests.
struct RecoveryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dr", abstract: "Begin and end disaster-recovery tests.",
    discussion: "While one runs, alerts with dr_mode=\"true\" are silenced.",
    subcommands: [Start.self, Stop.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Begin a test, or prolong the one that runs.",
      discussion: "Exits 0 done, 2 usage, 4 refused by a guard, 5 the server failed.")

    @OptionGroup var options: SourceOptions

    @Option(name: .customLong("for"), help: ArgumentHelp("How long.", valueName: "2h"))
    var length: String

    @Option(help: ArgumentHelp("Why.", valueName: "text"))
    var comment = "disaster-recovery test"

    @Flag(name: .customLong("without-audit"), help: "Write nothing down.")
    var isUnaudited = false

    mutating func validate() throws {
      guard (try? Span(parsing: length)).map({ $0 >= .seconds(1) }) == true else {
        throw ValidationError("--for \(length): a duration of a second or more, such as 2h")
      }
    }

    func run() throws {
      var office = try AlertOffice(options)
      office.isUnaudited = isUnaudited
      try office.checkWriting()
      let span = try Span(parsing: length)
      let settings = office.configuration.acknowledgement
      guard span <= settings.longest else {
        throw Failure(
          code: 4,
          message: "hune: refused: "
            + "\(SilenceGuard.Refusal.tooLong(span, maximum: settings.longest))")
      }
      let reports = try office.reports()
      var work = SilenceWork(office: office, deed: .startDR)
      var failures = 0
      for realm in AlertOffice.realms(of: reports) {
        let now = Program.clock()
        let there = reports.filter { realm.sources.contains($0.source.name) }
          .flatMap { RecoveryTest.silences(among: $0.report.silences) }
        var keeper = SilenceKeeper(
          marker: office.newMarker(), matchers: RecoveryTest.matchers,
          createdBy: office.author.description, comment: comment, realm: realm, from: now,
          to: now + span)
        if let running = there.first(where: { $0.state == .active }) {
          keeper = SilenceKeeper(of: running, realm: realm, marker: office.newMarker(), at: now)
          keeper.extend(to: now + span)
        }
        failures += try report(try work.run(keeper))
      }
      if failures > 0 || reports.count < office.alertmanagers.count { throw ExitCode(5) }
    }
  }

  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End the test that runs.",
      discussion: "Exits 0 done, 2 usage, 3 none runs, 5 the server failed.")

    @OptionGroup var options: SourceOptions

    @Flag(name: .customLong("without-audit"), help: "Write nothing down.")
    var isUnaudited = false

    func run() throws {
      var office = try AlertOffice(options)
      office.isUnaudited = isUnaudited
      try office.checkWriting()
      let reports = try office.reports()
      var work = SilenceWork(office: office, deed: .stopDR)
      var count = 0
      for realm in AlertOffice.realms(of: reports) {
        var seen: Set<String> = []
        for (source, report) in reports where realm.sources.contains(source.name) {
          for silence in RecoveryTest.silences(among: report.silences)
          where seen.insert(silence.id).inserted {
            var keeper = SilenceKeeper(
              of: silence, realm: realm, marker: office.newMarker(), at: Program.clock())
            keeper.end()
            guard try work.run(keeper).isOver else {
              throw Failure(code: 5, message: "hune: the test could not be ended")
            }
            count += 1
          }
        }
      }
      guard count > 0 else { throw Failure(code: 3, message: "hune: no test runs") }
    }
  }
}
