import App
import ArgumentParser
import Configuration
import Glibc
import Runtime
import Terminal
import Themes
import Times

/// Opens the dashboard on the terminal.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Open the dashboard (the default).")

  @Argument(
    help: ArgumentHelp(
      "The address of a dashboard in a Grafana: opens the layout with its uid.", valueName: "url"))
  var dashboard: String?

  @OptionGroup var options: SourceOptions

  @Option(help: "The view to begin with, by name.")
  var view: String?

  @Flag(help: "Take reports of the mouse from the terminal.")
  var mouse = false

  func run() throws {
    // Before any thread exists, or a signal could go to one that does not read it.
    TerminalSession.blockSignals()
    var invocation = try options.invocation()
    let address = try dashboard.flatMap { try self.address($0) }
    if let address { try invocation.open(address) }
    // On a clock that runs faster, so that we ask as often as ever.
    let speed = invocation.demo?.speed ?? 1
    invocation.settings.refresh = invocation.settings.refresh * Int64(speed)
    let program = invocation.program
    let views = program.views()
    let unknown = options.unknownVariables(in: views).first
    let first = try view.map { try index(of: $0, in: views) } ?? 0
    let palette = invocation.palette
    let session: TerminalSession
    do {
      session = try TerminalSession(
        TerminalOptions(
          color: invocation.depth, glyphs: invocation.glyphs,
          usesMouse: mouse || invocation.usesMouse))
    } catch {
      throw Failure(message: "hune: \(error)")
    }
    defer { session.restore() }
    session.resolve = Theme(palette, depth: session.depth).resolve
    var services = program.services()
    let state = State(
      settings: program.settings, views: views, current: first, now: program.clock(),
      glyphs: session.glyphs, keys: invocation.keys,
      notice: session.notice ?? unknown,
      seed: UInt64(getpid()),
      contexts: invocation.configuration.contexts, inventory: invocation.inventory,
      welcome: invocation.welcome, alerts: alertSetup(invocation, &services))
    let console = TerminalConsole(
      session, themes: invocation.themes, clock: program.clock, speed: speed)
    let inventory = invocation.inventory
    let (themes, library) = (invocation.themes, invocation.library)
    services.inventory = {
      let found = library.inventory
      return Inventory(
        themes: themes.names, theme: inventory.theme, layouts: found.names, titles: found.titles,
        runbooks: library.runbooks)
    }
    let options = options
    let begun = invocation
    services.configuration = { options.configurationAgain(begunWith: begun.path) }
    services.rules = {
      begun.rulesAgain(
        of: (try? options.configurationAgain(begunWith: begun.path).get()) ?? begun.configuration)
    }
    let loop = Loop(state: state, console: console, services: services, clock: program.clock)
    invocation.watch { [post = loop.post] in post(.filesChanged($0)) }
    loop.run()
    if let signal = console.endingSignal { throw ExitCode(128 + signal) }
  }

  private func address(_ text: String) throws -> GrafanaAddress? {
    do {
      if let address = try GrafanaAddress(text) { return address }
    } catch {
      throw Failure(usage: "\(error)")
    }
    throw Failure(usage: "\(text): neither a command nor the address of a dashboard; see --help")
  }

  private func index(of name: String, in views: [ViewState]) throws -> Int {
    guard let index = views.firstIndex(where: { $0.name == name }) else {
      let names = views.map(\.name).joined(separator: ", ")
      throw ValidationError("--view \(name): no such view; there are \(names)")
    }
    return index
  }
}

/// An error that ends the program with one line on standard error.
struct Failure: Error, CustomStringConvertible {
  var message: String
  var code: Int32 = 1

  init(message: String) { self.message = message }

  init(code: Int32, message: String) { (self.code, self.message) = (code, message) }

  /// The command line asks for what there is not.
  init(usage message: String) {
    self.message = "hune: " + message
    code = 2
  }

  var description: String { message }
}
