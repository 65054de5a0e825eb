/// Why a data source gave no frames, told to the person at the panel.
package struct DataSourceError: Error, Hashable, Sendable {
  package enum Code: String, Hashable, Sendable {
    case unreachable, timedOut, rejected, malformedResponse, tooLarge, unauthorised, cancelled
    case noSource
  }

  package var code: Code
  /// The source's name.
  package var source: String
  /// Raw text, from the server or from hune; no secrets.
  package var detail: String

  package init(_ code: Code, source: String, detail: String) {
    self.code = code
    self.source = source
    self.detail = detail
  }
}
