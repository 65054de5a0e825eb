/// A complete reply, its body decoded (gzip, br, zstd undone).
package struct HTTPResponse: Hashable, Sendable {
  package var status: Int
  package var headers: [HTTPRequest.Header]
  package var body: [UInt8]
  /// Seconds from sending to the last byte.
  package var seconds: Double
  /// Bytes of the body as they came over the wire.
  package var wireBytes: Int
  /// Of the protocol: `1.1`, `2`; empty where nothing went over a wire.
  package var version: String

  package init(
    status: Int, headers: [HTTPRequest.Header] = [], body: [UInt8] = [], seconds: Double = 0,
    wireBytes: Int = 0, version: String = ""
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.seconds = seconds
    self.wireBytes = wireBytes
    self.version = version
  }

  /// The first header of a name, whatever its case.
  package subscript(header name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}
