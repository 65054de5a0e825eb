import App
import ArgumentParser
import Cells
import Configuration
import Dashboards
import Files
import Runtime
import Text
import Themes
import Times

/// Prints one complete frame.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Print one complete frame of a view or of a dashboard file.",
    discussion: """
      Waits until every panel has its answer, at most --wait. Exits 0 when all panels are ok, 3 \
      when some are not (they are named on standard error), 1 when there is nothing to print. Of a \
      file with several dashboards it prints the first, or the one that --view names, and counts \
      the others as panels that are not ok.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, ansi, svg, json }

  @OptionGroup var options: SourceOptions

  @Argument(
    help: ArgumentHelp(
      "A view's name, or a dashboard file; - is standard input.", valueName: "view|file"))
  var what: String

  @Option(help: ArgumentHelp("The dashboard of a file with several, by title.", valueName: "title"))
  var view: String?

  @Option(help: ArgumentHelp("Columns and rows.", valueName: "120x40"))
  var size = "120x40"

  @Option(help: "text, ansi, svg or json.")
  var format = Format.text

  @Option(help: ArgumentHelp("The longest time to wait for answers.", valueName: "10s"))
  var wait = "10s"

  func run() throws {
    let (width, height) = try FrameSize.parse(size)
    let longest = try parsedWait()
    var invocation = try options.invocation()
    // A picture has one moment, and all that is asked for it, too.
    invocation.demo?.speed = 0
    invocation.settings = settings(of: invocation)
    invocation.settings.views.removeAll { $0.name != what }
    let (settings, program) = (invocation.settings, invocation.program)
    let isFile = settings.views.isEmpty
    let views = isFile ? try viewsOfFile(settings) : program.views()
    let index = try view.map { try self.index(of: $0, in: views) } ?? 0
    if views.indices.contains(index) { warn(about: views[index]) }
    var state = State(
      settings: settings, views: views, current: index, now: program.clock(),
      glyphs: invocation.glyphs ?? .full, alerts: options.watchingAlerts(invocation))
    state.asksCollapsedRows = true
    let console = QuietConsole(width: width, height: height, clock: program.clock)
    let loop = Loop(
      state: state, console: console, services: program.services(), clock: program.clock)
    let end = Program.uptime() + longest
    loop.runUntilComplete(deadline: program.clock() + longest) { Program.uptime() >= end }
    try write(loop.state, as: invocation)
    let left = isFile && view == nil ? views.dropFirst().map(\.name) : []
    try complain(about: loop.state.report, left: left)
  }

  /// Says what the frame would keep quiet about.
  private func warn(about view: ViewState) {
    let circles = view.source.problems.filter { $0.code == "circular-variable" }
    for line in circles.map({ "\($0.path): \($0.message)" }) + options.unknownVariables(in: [view])
    {
      StandardError.write(DisplayText("hune: " + line).string)
    }
  }

  private func index(of title: String, in views: [ViewState]) throws -> Int {
    if let index = views.firstIndex(where: { $0.name == title }) { return index }
    let titles = views.map(\.name).joined(separator: ", ")
    throw Failure(message: "hune: \(what): no dashboard \(title) in it; there is \(titles)")
  }

  private func viewsOfFile(_ settings: Settings) throws -> [ViewState] {
    do {
      let isInput = what == "-"
      let name = isInput ? "standard input" : what
      let bytes = try isInput ? File.readStandardInput() : File.read(what)
      guard !bytes.isEmpty else { throw Failure(message: "hune: \(name): empty") }
      let dashboards = try Layouts.dashboards(in: bytes, name: name)
      guard !dashboards.isEmpty else { throw Failure(message: "hune: \(name): no dashboard in it") }
      if let first = dashboards.first, first.panels.isEmpty,
        let problem = first.problems.first(where: { $0.level == .error })
      {
        throw Failure(message: "hune: \(name): \(problem.path): \(problem.message)")
      }
      return dashboards.map {
        ViewState(name: $0.title, layout: what, dashboard: $0, overrides: settings.variables)
      }
    } catch let error as FileError where error.code == .notFound {
      throw Failure(message: "hune: \(what): no such view, and no such file")
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(message: "hune: \(error)")
    }
  }

  /// The settings of the context that shows the view, or that lists the file; else the first.
  private func settings(of invocation: Invocation) -> Settings {
    if options.context != nil { return invocation.settings }
    let all = [invocation.settings] + invocation.configuration.contexts
    return all.first { $0.views.contains { $0.name == what } }
      ?? all.first { $0.views.contains { what == $0.layout || what.hasSuffix("/" + $0.layout) } }
      ?? invocation.settings
  }

  private func write(_ state: State, as invocation: Invocation) throws {
    let palette = invocation.palette
    let depth = invocation.depth ?? .truecolor
    let frame = state.view()
    switch format {
    // Each row brings its own end.
    case .text: print(frame.text(), terminator: "")
    case .ansi: print(frame.ansi(Theme(palette, depth: depth).resolve), terminator: "")
    case .svg: print(frame.svg(Theme(palette, depth: .truecolor).resolve))
    case .json: print(state.report.json.text(indent: 2))
    }
  }

  private func complain(about report: Report, left: [String]) throws {
    for title in left {
      StandardError.write(DisplayText("\(title): not printed; --view prints it").string)
    }
    let bad = report.panels.filter { $0.state != "ok" }
    for panel in bad {
      let reason = panel.error.map { ": \($0)" } ?? ""
      StandardError.write(DisplayText("\(panel.title): \(panel.state)\(reason)").string)
    }
    if !bad.isEmpty || !left.isEmpty { throw ExitCode(3) }
  }

  private func parsedWait() throws -> Span {
    do {
      return try Span(parsing: wait)
    } catch {
      throw ValidationError("--wait \(wait): \(error)")
    }
  }
}
