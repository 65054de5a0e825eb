package import AlertScreen
package import App
package import Cells
package import Configuration
package import Dashboards
package import HTTP
package import Rules

/// The edges that effects are performed with.
package struct Services: Sendable {
  package var client: any HTTPClient
  /// Where tasks run; the default pool wakes up once a second for as long as the program lives.
  package var executor: (any TaskExecutor)?
  /// Writes bytes to a file.
  package var write: @Sendable ([UInt8], String, _ overwrites: Bool) -> FileWrite.Failure?
  /// A drawn screen as a picture, in the colours of the theme.
  package var svg: @Sendable (Buffer) -> String
  /// What the process has used so far.
  package var usage: @Sendable () -> Usage
  package var traffic: TrafficMeter?
  package var log: @Sendable (LogLevel, String) -> Void

  /// The views of a context with their dashboards.
  package var views: @Sendable (Settings) -> [ViewState] = { _ in [] }
  /// A dashboard by its layout's name.
  package var dashboard: @Sendable (String) -> Result<Dashboard, InputProblem> = { name in
    .failure(InputProblem("no such layout"))
  }

  /// The configuration as the files have it now, with the command line over it.
  package var configuration: @Sendable () -> Result<Configuration, InputProblem> = {
    .failure(InputProblem("no configuration"))
  }
  /// The first runbook that there is of some names in the library.
  package var runbook: @Sendable ([String]) -> String? = { _ in nil }
  /// The configured rules of each context, as the files have them now.
  package var rules: @Sendable () -> Result<[String: [RuleGroup]], InputProblem> = {
    .failure(InputProblem("no rules"))
  }
  package var inventory: @Sendable () -> Inventory = { Inventory() }
  /// Adds lines to the audit; the reason where they can't be.
  package var audit: @Sendable ([String]) -> String? = { _ in nil }
  /// Changes the notes that hunes of a user on this machine share, and reads them.
  package var notes: @Sendable ([AlertNote.Change]) -> [AlertNote] = { _ in [] }

  package init(
    client: any HTTPClient, executor: (any TaskExecutor)? = nil,
    write: @escaping @Sendable ([UInt8], String, Bool) -> FileWrite.Failure? = { _, _, _ in
      .failed("no files here")
    },
    svg: @escaping @Sendable (Buffer) -> String = { $0.svg { _ in .standard } },
    usage: @escaping @Sendable () -> Usage = { Usage() }, traffic: TrafficMeter? = nil,
    log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.client = client
    self.executor = executor
    self.write = write
    self.svg = svg
    self.usage = usage
    self.traffic = traffic
    self.log = log
  }
}
