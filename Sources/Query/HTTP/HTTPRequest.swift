/// A request as a value: nothing is sent until a client performs it.
package struct HTTPRequest: Hashable, Sendable {
  package enum Method: String, Hashable, Sendable {
    case get = "GET", post = "POST", delete = "DELETE"
  }

  package var method: Method
  /// The whole address, escaped: `http://127.0.0.1:9090/prom/api/v1/query_range`.
  package var url: String
  /// The path of a unix socket to connect to in place of the address's host.
  package var unixSocket: String?
  package var headers: [Header]
  /// A secret that an `Authorizer` adds; one that is known stands in the headers.
  package var authorization: Authorization?
  package var connection = ConnectionOptions()
  package var body: [UInt8]
  package var limits: HTTPLimits
  /// Whether the server is another one afterwards: such a request is never shared with an equal
  /// one, and never sent twice.
  package var changesState: Bool

  package init(
    _ method: Method = .get, url: String, unixSocket: String? = nil, headers: [Header] = [],
    body: [UInt8] = [], limits: HTTPLimits = HTTPLimits(), changesState: Bool = false
  ) {
    self.method = method
    self.url = url
    self.unixSocket = unixSocket
    self.headers = headers
    self.body = body
    self.limits = limits
    self.changesState = changesState
  }

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String
    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }
}

/// What a reply may cost before it is cut off.
package struct HTTPLimits: Hashable, Sendable {
  /// Decoded bytes of the body.
  package var bodyBytes = 32 << 20
  /// Bytes of all headers.
  package var headerBytes = 64 << 10
  package var connectSeconds = 5.0
  package var totalSeconds = 30.0
  /// How long a body may come at less than 32 bytes a second.
  package var stalledSeconds = 15.0
  /// Redirects that are followed, to the same origin only.
  package var redirects = 3

  package init() {}
}
