package import HTTP

/// A server in process: what it answers depends on the request and its clock alone.
package protocol InProcessServer: HTTPClient {
  func answer(to request: HTTPRequest) -> HTTPResponse
}

extension InProcessServer {
  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard !Task.isCancelled else { throw .cancelled }
    let response = answer(to: request)
    // What was broken off has no reader.
    guard !Task.isCancelled else { throw .cancelled }
    guard response.body.count <= request.limits.bodyBytes else {
      throw HTTPError(.tooLarge, "more than \(request.limits.bodyBytes) bytes")
    }
    return response
  }
}

extension HTTPRequest {
  /// What stands behind the host, without the query.
  var path: String {
    guard let colons = url.firstRange(of: "://") else { return url }
    let rest = url[colons.upperBound...].drop { $0 != "/" }
    return String(rest.prefix { $0 != "?" && $0 != "#" })
  }
}

extension HTTPResponse {
  static func plainText(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [.init("Content-Type", "text/plain; charset=utf-8")],
      body: Array(text.utf8))
  }

  static func json(_ body: [UInt8], status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [.init("Content-Type", "application/json")], body: body)
  }
}
