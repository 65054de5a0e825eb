/// Why a request had no reply. An HTTP status, whatever it is, is a reply.
package struct HTTPError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    case unreachable, timedOut, tooLarge, tooManyRedirects, redirectRefused, insecure, malformed
    /// A secret's file can't be read.
    case credentials
    case cancelled
  }

  package var code: Code
  /// What happened, for a person: raw text, no secrets.
  package var detail: String

  package init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}

extension HTTPError {
  /// The task that asked was cancelled.
  package static let cancelled = HTTPError(.cancelled, "cancelled")
}

extension HTTPError: CustomStringConvertible {
  package var description: String { detail }
}
