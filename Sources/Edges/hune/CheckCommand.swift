import ArgumentParser
import Checks
import Configuration
import DataSources
import Files
import HTTP
import JSON
import Rules
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
    // All contexts, unless one is named. The other systems of the demo have their bad hours.
    let chosen = options.context != nil || invocation.demo != nil
    let contexts = chosen ? [program.settings] : invocation.configuration.contexts
    let sources = unique(contexts.flatMap(\.sources))
    let outcome: Result<[Check], HTTPError> = program.wait { client async throws(HTTPError) in
      var checks: [Check] = []
      for source in sources {
        checks += await SourceCheck(source, client: client, clock: clock).run()
      }
      for address in addresses { checks.append(await AddressCheck(address, client: client).run()) }
      return checks
    }
    let missing = sources.isEmpty ? [noSources(invocation)] : []
    let views = unique(contexts.flatMap(\.views))
    let checks =
      try missing + outcome.get() + layouts(of: views, in: program.library)
      + rules(unique(contexts.flatMap(\.ruleFiles)), in: program.library)
    if json {
      print(JSONValue.array(checks.map(\.json)).text(indent: 2))
    } else {
      for check in checks { print(DisplayText(check.description).string) }
      print(checks.score)
    }
    if checks.contains(where: { !$0.passed }) { throw ExitCode(1) }
  }

  /// Each once, in order.
  private func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }

  private func noSources(_ invocation: Invocation) -> Check {
    let ports = Discovery.ports.map { "\($0.port)" }.joined(separator: ", ")
    let detail =
      invocation.welcome == nil
      ? "none: add one under datasources"
      : "no configuration, and nothing at the usual ports \(ports): hune --prometheus URL, or "
        + "hune demo"
    return Check("hune", "sources", passed: false, detail)
  }

  /// What is evaluated here where a server evaluates no rules.
  private func rules(_ names: [String], in library: LayoutLibrary) -> [Check] {
    names.map { name in
      let file = Program.rules(in: name, of: library)
      let alerts = file.groups.flatMap(\.rules).count { $0.alerting != nil }
      let error = file.problems.first { $0.level == .error }
      return Check(
        name, "rules", passed: error == nil,
        error.map { "\($0)" } ?? "\(alerts) alerts, evaluated here where a server evaluates none")
    }
  }

  /// Where the layout of each view was found: of several of a name the first wins.
  private func layouts(of views: [Settings.View], in library: LayoutLibrary) -> [Check] {
    views.map { view in
      do {
        let layout = try library.layout(named: view.layout)
        return Check(view.name, "layout", passed: true, "\(view.layout), \(layout.origin)")
      } catch {
        return Check(view.name, "layout", passed: false, "\(view.layout): \(error)")
      }
    }
  }
}
