package import App
package import HTTP

/// The edges that effects are performed with.
package struct Services: Sendable {
  package var client: any HTTPClient
  /// Where tasks run; the default pool wakes up once a second for as long as the program lives.
  package var executor: (any TaskExecutor)?
  package var log: @Sendable (LogLevel, String) -> Void

  package init(
    client: any HTTPClient, executor: (any TaskExecutor)? = nil,
    log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.client = client
    self.executor = executor
    self.log = log
  }
}
