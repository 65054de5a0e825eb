import App
import ArgumentParser
import Cells
import Dashboards
import Files
import Glibc
import Runtime
import Text
import Themes
import Times

/// An expression drawn over the range: a dashboard with one panel.
struct QueryGraph {
  var expression: String
  var step: Span
  var size: String

  func draw(by invocation: Invocation) throws {
    let program = invocation.program
    let (width, height) = try FrameSize.parse(size)
    var panel = Panel(
      id: 1, title: expression, gridPos: GridPos(x: 0, y: 0, w: 24, h: 100),
      kind: .timeSeries(TimeSeriesOptions()))
    panel.targets = [Target(refID: "A", expr: expression)]
    panel.interval = step.prometheusText
    var dashboard = Dashboard(title: expression)
    dashboard.panels = [panel]
    var settings = program.settings
    settings.isKiosk = true
    let view = ViewState(name: expression, layout: "", dashboard: dashboard, overrides: [:])
    let state = State(
      settings: settings, views: [view], now: program.clock(), glyphs: invocation.glyphs ?? .full)
    let console = QuietConsole(width: width, height: height, clock: program.clock)
    let loop = Loop(
      state: state, console: console, services: program.services(), clock: program.clock)
    let end = Program.uptime() + .seconds(30)
    loop.runUntilComplete(deadline: program.clock() + .seconds(30)) { Program.uptime() >= end }
    let frame = loop.state.view()
    if isatty(STDOUT_FILENO) == 1, invocation.depth != .mono {
      let theme = Theme(invocation.palette, depth: invocation.depth ?? .truecolor)
      try StandardOutput.write(frame.ansi(theme.resolve))
    } else {
      try StandardOutput.write(frame.text())
    }
    for panel in loop.state.report.panels where panel.state != "ok" {
      if panel.state == "nodata" {
        StandardError.write(
          DisplayText((["no data"] + panel.notices).joined(separator: ": ")).string)
        return
      }
      StandardError.write(DisplayText("hune: \(panel.error ?? "failed")").string)
      if let place = PromQLPlace(expression) {
        for line in place.lines { StandardError.write(line) }
        throw ExitCode(3)
      }
      throw ExitCode(1)
    }
  }
}
