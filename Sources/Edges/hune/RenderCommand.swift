import App
import ArgumentParser
import Cells
import Configuration
import Dashboards
import Files
import Glibc
import Panels
import Runtime
import Themes
import Times

/// Prints one complete frame.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Print one complete frame of a view or of a dashboard file.",
    discussion: """
      Waits until every panel has its answer, at most --wait. Exits 0 when all panels are ok, 3 \
      when some are not (they are named on standard error), 1 when there is nothing to print.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, ansi, svg, json }

  @OptionGroup var options: SourceOptions

  @Argument(
    help: ArgumentHelp(
      "A view's name, or a dashboard file; - is standard input.", valueName: "view|file"))
  var what: String

  @Option(help: ArgumentHelp("Columns and rows.", valueName: "120x40"))
  var size = "120x40"

  @Option(help: "text, ansi, svg or json.")
  var format = Format.text

  @Option(help: ArgumentHelp("The longest time to wait for answers.", valueName: "10s"))
  var wait = "10s"

  func run() throws {
    let (width, height) = try parsedSize()
    let (views, index) = try viewsToRender()
    let theme = try options.palette()
    var state = State(
      settings: try options.settings(), views: views, current: index, now: Program.clock(),
      glyphs: options.glyphs ?? .full)
    state.asksCollapsedRows = true
    let console = QuietConsole(width: width, height: height, clock: Program.clock)
    let program = Program(settings: state.settings, library: options.library)
    let loop = Loop(
      state: state, console: console, services: program.services(), clock: Program.clock)
    loop.runUntilComplete(deadline: Program.clock() + (try Span.parsing(wait)))
    let report = loop.state.report(width: width, height: height)
    write(loop.state.view(), report, theme)
    try complain(about: report)
  }

  private func write(_ buffer: Buffer, _ report: Report, _ theme: Theme) {
    switch format {
    case .text: print(buffer.text)
    case .ansi:
      let depth = options.depth ?? .truecolor
      print(buffer.ansi(depth: depth, resolve: theme.at(depth: depth).resolve))
    case .svg: print(buffer.svg(resolve: theme.at(depth: .truecolor).resolve))
    case .json: print(report.json.text(indent: 2))
    }
  }

  private func complain(about report: Report) throws {
    let bad = report.panels.filter { $0.state != "ok" }
    guard !bad.isEmpty else { return }
    for panel in bad {
      let reason = panel.error.map { ": \($0)" } ?? ""
      fputs(DisplayLine("hune: \(panel.title) is \(panel.state)\(reason)") + "\n", stderr)
    }
    throw ExitCode(3)
  }

  private func parsedSize() throws -> (Int, Int) {
    let parts = size.split(separator: "x").map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...1000).contains(width), (1...1000).contains(height)
    else { throw ValidationError("--size \(size): write columns x rows, 1 to 1000: 120x40") }
    return (width, height)
  }
}
