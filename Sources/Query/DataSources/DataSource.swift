package import HTTP
package import Times

/// A server that answers queries, as the settings name it.
package struct DataSource: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case prometheus, loki, tempo, jaeger, alertmanager
  }

  /// What the operator calls it.
  package var name: String
  /// What layouts call it.
  package var uid: String
  package var kind: Kind
  /// Where its API starts, a path before it included and no slash at the end:
  /// `http://127.0.0.1:9009/prometheus`.
  package var url: String
  /// The path of the unix socket that it listens on in place of the address.
  package var unixSocket: String?
  /// Sent with each request; may hold secrets.
  package var headers: [HTTPRequest.Header]
  /// A secret that stands in a file.
  package var authorization: Authorization?
  package var connection = ConnectionOptions()
  /// How often the server scrapes: the least useful step.
  package var scrapeInterval: Span
  /// How queries are sent; `get` for servers and gateways that let no POST pass.
  package var method: HTTPRequest.Method
  package var limits: HTTPLimits
  /// How the ids of traces stand in lines of logs, beside the usual names.
  package var traceFields: [TraceField] = []

  /// A field that Grafana derives of a line: by an expression whose first group is the id, or by
  /// the name of a label.
  package struct TraceField: Hashable, Sendable {
    package var matcher: String
    package var isLabel: Bool

    package init(_ matcher: String, isLabel: Bool = false) {
      self.matcher = matcher
      self.isLabel = isLabel
    }
  }

  /// A source at an http or https address, or at a socket: `unix:///run/prometheus.sock`, then
  /// after a colon the path before the API, if any. `nil` for any other address.
  ///
  /// User and password in the address become a header.
  package init?(
    name: String, uid: String? = nil, kind: Kind, address: String,
    credentials: [Credentials] = [], scrapeInterval: Span = .seconds(15),
    method: HTTPRequest.Method = .post, limits: HTTPLimits = HTTPLimits()
  ) {
    var credentials = credentials
    if address.hasPrefix("unix://") {
      let parts = address.dropFirst(7).split(separator: ":", maxSplits: 1)
      guard let socket = parts.first, socket.hasPrefix("/") else { return nil }
      unixSocket = String(socket)
      url = "http://localhost" + (parts.count > 1 ? withoutSlash(parts[1]) : "")
      guard WebAddress(url) != nil else { return nil }
    } else {
      guard let parsed = WebAddress(address) else { return nil }
      url = parsed.origin.description + withoutSlash(parsed.path)
      if let user = parsed.userInfo?.split(separator: ":", maxSplits: 1), let name = user.first {
        let password = user.count > 1 ? String(user[1]) : ""
        credentials.insert(.basic(user: String(name), password: password), at: 0)
      }
    }
    self.name = name
    self.uid = uid ?? name
    self.kind = kind
    headers = credentials.flatMap(\.headers)
    self.scrapeInterval = scrapeInterval
    self.method = method
    self.limits = limits
  }
}

private func withoutSlash(_ path: Substring) -> Substring {
  var path = path
  while path.hasSuffix("/") { path = path.dropLast() }
  return path
}

extension DataSource {
  /// Nobody looks whether the server is who it says it is.
  package var isUnverified: Bool { !connection.verifiesServer && url.hasPrefix("https:") }
}
