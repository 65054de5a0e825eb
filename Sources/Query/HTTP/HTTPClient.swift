/// Performs requests: over libcurl, in process, or from a test's list of replies.
///
/// Cancelling the task ends the transfer and throws `.cancelled`.
package protocol HTTPClient: Sendable {
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse
}
