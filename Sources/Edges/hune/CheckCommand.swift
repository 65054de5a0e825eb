import ArgumentParser
import Checks
import Configuration
import DataSources
import Files
import HTTP
import JSON
import Text

/// Looks whether everything is there that hune shows.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look whether all sources are there, let hune in and have fresh data.",
    discussion: "Prints a line for each check, then the score. Exits 1 when one fails.")

  @OptionGroup var options: SourceOptions

  @Flag(help: "Print the checks as JSON.")
  var json = false

  func run() throws {
    let invocation = try options.invocation()
    let program = invocation.program
    let clock = program.clock
    let addresses = invocation.configuration.checks
    let outcome: Result<[Check], HTTPError> = program.wait { client async throws(HTTPError) in
      var checks: [Check] = []
      for source in program.settings.sources {
        checks += await SourceCheck(source, client: client, clock: clock).run()
      }
      for address in addresses { checks.append(await AddressCheck(address, client: client).run()) }
      return checks
    }
    let checks = try outcome.get() + layouts(of: program)
    if json {
      print(JSONValue.array(checks.map(\.json)).text(indent: 2))
    } else {
      for check in checks { print(DisplayText(check.description).string) }
      print(checks.score)
    }
    if checks.contains(where: { !$0.passed }) { throw ExitCode(1) }
  }

  /// Where the layout of each view was found: of several of a name the first wins.
  private func layouts(of program: Program) -> [Check] {
    program.settings.views.map { view in
      do {
        let layout = try program.library.layout(named: view.layout)
        return Check(view.name, "layout", passed: true, "\(view.layout), \(layout.origin)")
      } catch {
        return Check(view.name, "layout", passed: false, "\(view.layout): \(error)")
      }
    }
  }
}
