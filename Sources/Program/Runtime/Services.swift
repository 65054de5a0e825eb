package import App
package import Configuration
package import Dashboards
package import HTTP

/// The edges that effects are performed with.
package struct Services: Sendable {
  package var client: any HTTPClient
  /// Where tasks run; the default pool wakes up once a second for as long as the program lives.
  package var executor: (any TaskExecutor)?
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
  package var inventory: @Sendable () -> Inventory = { Inventory() }

  package init(
    client: any HTTPClient, executor: (any TaskExecutor)? = nil,
    log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.client = client
    self.executor = executor
    self.log = log
  }
}
