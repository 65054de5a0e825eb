package import App
package import HTTP

/// The edges that effects are performed with.
package struct Services: Sendable {
  package var client: any HTTPClient
  package var log: @Sendable (LogLevel, String) -> Void

  package init(
    client: any HTTPClient, log: @escaping @Sendable (LogLevel, String) -> Void = { _, _ in }
  ) {
    self.client = client
    self.log = log
  }
}
