import App
import ArgumentParser
import Glibc
import Runtime
import Terminal
import Themes
import Times

/// Opens the dashboard on the terminal.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Open the dashboard (the default).")

  @OptionGroup var options: SourceOptions

  @Option(help: "The view to begin with, by name.")
  var view: String?

  @Flag(help: "Take reports of the mouse from the terminal.")
  var mouse = false

  func run() throws {
    // Before any thread exists, or a signal could go to one that does not read it.
    TerminalSession.blockSignals()
    let demo = try options.demo.demo()
    var settings = try options.settings()
    // On a clock that runs faster, so that we ask as often as ever.
    settings.refresh = settings.refresh * Int64(demo?.speed ?? 1)
    let program = Program(settings: settings, library: options.library, demo: demo)
    let views = program.views()
    let first = try view.map { try index(of: $0, in: views) } ?? 0
    let palette = try options.palette()
    let session: TerminalSession
    do {
      session = try TerminalSession(
        TerminalOptions(color: options.depth, glyphs: options.glyphs, usesMouse: mouse))
    } catch {
      throw Failure(message: "hune: \(error)")
    }
    defer { session.restore() }
    session.resolve = Theme(palette, depth: session.depth).resolve
    let state = State(
      settings: program.settings, views: views, current: first, now: program.clock(),
      glyphs: session.glyphs, notice: session.notice, seed: UInt64(getpid()))
    let console = TerminalConsole(session, clock: program.clock, speed: demo?.speed ?? 1)
    Loop(state: state, console: console, services: program.services(), clock: program.clock).run()
    if let signal = console.endingSignal { throw ExitCode(128 + signal) }
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
  var description: String { message }
}
