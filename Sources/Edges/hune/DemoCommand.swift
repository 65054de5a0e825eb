import ArgumentParser

/// `hune demo`: what `hune --demo` is.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Open the dashboard on a system that does not exist: no server, no network.")

  @OptionGroup var dashboard: RunCommand

  func run() throws {
    var dashboard = dashboard
    dashboard.options.demo.isOn = true
    try dashboard.run()
  }
}
