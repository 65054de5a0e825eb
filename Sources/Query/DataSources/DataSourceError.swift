package import HTTP

/// Why a data source gave no frames, told to the person at the panel.
package struct DataSourceError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    case unreachable, timedOut, rejected, malformedResponse, tooLarge, unauthorised, cancelled
    case noSource
    /// The server could not do it, for reasons of its own.
    case failed
  }

  package var code: Code
  /// The source's name.
  package var source: String
  /// Raw text, from the server or from hune; no secrets.
  package var detail: String
  /// Seconds that the server asks to be left alone (429, 503 with `Retry-After`).
  package var retryAfter: Double?

  package init(_ code: Code, source: String, detail: String) {
    self.code = code
    self.source = source
    self.detail = detail
  }

  /// True where the source itself is in trouble, not one query of it.
  package var isOfSource: Bool {
    switch code {
    case .unreachable, .timedOut, .unauthorised, .malformedResponse: true
    case .rejected: retryAfter != nil
    case .tooLarge, .cancelled, .noSource, .failed: false
    }
  }

  /// True where the server has read the query and will say no to it again.
  package var isRefusal: Bool { code == .rejected && retryAfter == nil }

  /// True where fewer lines at a time would have an answer: more than the server gives were asked
  /// for, or they were too long together.
  package var isOfLineLimit: Bool {
    code == .tooLarge || code == .rejected && detail.contains("max entries limit")
  }

  /// The error of a source that gave no reply.
  package init(_ error: HTTPError, source: String) {
    let code: Code =
      switch error.code {
      case .unreachable, .insecure: .unreachable
      case .timedOut: .timedOut
      case .tooLarge: .tooLarge
      case .credentials: .unauthorised
      case .tooManyRedirects, .redirectRefused, .malformed: .malformedResponse
      case .cancelled: .cancelled
      }
    self.init(code, source: source, detail: error.detail)
  }
}

extension DataSourceError: CustomStringConvertible {
  package var description: String {
    switch code {
    case .unreachable: "\(source) is unreachable: \(detail)"
    case .timedOut: "\(source) took too long: \(detail)"
    case .rejected where retryAfter != nil: "\(source) is busy: \(detail)"
    case .rejected: "\(source) refused the query: \(detail)"
    case .failed: "\(source) failed: \(detail)"
    case .malformedResponse: "\(source) sent no data: \(detail)"
    case .tooLarge: "\(source) sent too much: \(detail)"
    case .unauthorised: "\(source) wants other credentials: \(detail)"
    case .cancelled: "the query to \(source) was cancelled"
    case .noSource: detail
    }
  }
}
