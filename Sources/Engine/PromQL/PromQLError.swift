/// Why a query has no answer.
package struct PromQLError: Error, Hashable, Sendable {
  /// What Prometheus puts into `errorType` of its answer.
  package enum Code: String, Hashable, Sendable {
    /// Not PromQL, or asked for in a way that nothing can answer (HTTP 400).
    case badData = "bad_data"
    /// PromQL that these data give no answer to (422).
    case execution
    /// Longer than allowed (503).
    case timeout
    /// Nobody waits for the answer any more (503).
    case canceled
  }

  package var code: Code
  /// Prometheus's words where it has any.
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }

  static let tooManySamples = PromQLError(
    .execution, "query processing would load too many samples into memory in query execution")
  static let sameLabels = PromQLError(
    .execution, "vector cannot contain metrics with the same labelset")
}

extension PromQLError: CustomStringConvertible {
  package var description: String { detail }
}
