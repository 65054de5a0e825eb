package import HTTP

/// How an answer came: what was asked where, how long it took, how large it was, its raw text.
package struct Transfer: Hashable, Sendable {
  /// Method and address, without query, user and password.
  package var request: String
  package var status: Int
  /// From sending to the last byte.
  package var seconds: Double
  /// Of the body, decoded.
  package var bytes: Int
  /// Of the body as it came over the wire.
  package var wireBytes: Int
  /// Of HTTP: `1.1`, `2`; empty where nothing went over a wire.
  package var version: String
  /// The start of the body, at most `rawLimit` bytes.
  package var raw: [UInt8]

  /// What is kept of a body: enough to look at, so that many panels do not cost their answers twice.
  package static let rawLimit = 64 << 10

  package init(_ request: HTTPRequest, _ response: HTTPResponse) {
    self.request = request.description
    status = response.status
    seconds = response.seconds
    bytes = response.body.count
    wireBytes = response.wireBytes
    version = response.version
    raw = Array(response.body.prefix(Self.rawLimit))
  }

  package var isCut: Bool { bytes > raw.count }
}
