import ArgumentParser
import Configuration
import DataSources
import Frames
import Matchers
import Silences
import Times

/// The flags of the commands that make silences.
struct SilencingOptions: ParsableArguments {
  @Option(name: .customLong("for"), help: ArgumentHelp("How long.", valueName: "15m"))
  var length: String?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var comment: String?

  @Flag(help: "Ask nothing. A guard stays a guard.")
  var yes = false

  @Option(
    name: .customLong("force-count"),
    help: ArgumentHelp(
      "Go past a guard: so many alerts would be held, and that is meant.", valueName: "n"))
  var forceCount: Int?

  @Flag(name: .customLong("without-audit"), help: "Write nothing down.")
  var isUnaudited = false

  mutating func validate() throws {
    if let length, (try? Span(parsing: length)).map({ $0 >= .seconds(1) }) != true {
      throw ValidationError("--for \(length): a duration of a second or more, such as 15m")
    }
  }

  func length(or standard: Span) -> Span {
    length.flatMap { try? Span(parsing: $0) } ?? standard
  }

  /// Ends the command where a guard speaks against the matchers.
  func check(
    _ matchers: MatcherSet, for length: Span, among alerts: [Labels],
    _ settings: AcknowledgementSettings
  ) throws {
    let refusals = SilenceGuard(maximumLength: settings.longest)
      .refusals(of: matchers, for: length, among: alerts)
    guard !refusals.isEmpty else { return }
    let held = alerts.count { matchers.matches($0) }
    if forceCount == held { return }
    var lines = refusals.map { "hune: refused: \($0)" }
    if let forceCount {
      lines.append("hune: --force-count \(forceCount), but it would hold \(held)")
    } else {
      lines.append("hune: if that is meant: --force-count \(held)")
    }
    throw Failure(code: 4, message: lines.joined(separator: "\n"))
  }

  /// Asks whether to go on; above one alert the count is typed.
  func confirm(_ what: String, count: Int) throws {
    if yes { return }
    let question = count > 1 ? "\(what) Type \(count) to go on: " : "\(what) [y/N] "
    guard let answer = AlertOffice.answer(to: question) else {
      throw Failure(usage: "there is no terminal to ask on: give --yes")
    }
    guard count > 1 ? answer == "\(count)" : answer.lowercased() == "y" else {
      throw Failure(message: "hune: nothing was sent")
    }
  }

  /// The comment, asked for where it was not given.
  func comment(asking question: String) -> String {
    comment ?? (yes ? "" : AlertOffice.answer(to: question) ?? "")
  }
}
