package import HTTP
package import Queries
package import Times

extension Prometheus {
  /// The request for a query: of a range in steps, or of one moment, the range's end.
  ///
  /// A form in the body, since expressions outgrow what servers and proxies take as an address.
  package static func request(for query: Query, to source: DataSource) -> HTTPRequest {
    switch query.mode {
    case .instant:
      request(
        "/api/v1/query", [("query", query.expression), ("time", text(query.range.to))],
        source.method, to: source)
    case .range(let step):
      request(
        "/api/v1/query_range",
        [
          ("query", query.expression), ("start", text(query.range.from)),
          ("end", text(query.range.to)), ("step", text(Instant(nanoseconds: step.nanoseconds))),
        ], source.method, to: source)
    }
  }

  /// The request for the names of labels, of all series or of those that match a selector.
  package static func labelNames(
    matching selectors: [String] = [], in range: TimeRange? = nil, of source: DataSource
  ) -> HTTPRequest {
    request("/api/v1/labels", fields(selectors, range), source.method, to: source)
  }

  /// The request for the values of a label, of all series or of those that match a selector.
  package static func labelValues(
    of label: String, matching selectors: [String] = [], in range: TimeRange? = nil,
    of source: DataSource
  ) -> HTTPRequest {
    // This one is GET in every server.
    request(
      "/api/v1/label/\(PercentEncoding.encoded(label))/values", fields(selectors, range), .get,
      to: source)
  }

  /// The request for the label sets that match; one selector at least, or the server refuses.
  package static func series(
    matching selectors: [String], in range: TimeRange? = nil, of source: DataSource
  ) -> HTTPRequest {
    request("/api/v1/series", fields(selectors, range), source.method, to: source)
  }

  /// The request for the server's version; cheap, so that it serves to see whether it answers.
  package static func buildInfo(of source: DataSource) -> HTTPRequest {
    request("/api/v1/status/buildinfo", [], .get, to: source)
  }

  private static func fields(
    _ selectors: [String], _ range: TimeRange?
  ) -> [(name: String, value: String)] {
    selectors.map { ("match[]", $0) }
      + (range.map { [("start", text($0.from)), ("end", text($0.to))] } ?? [])
  }

  private static func request(
    _ path: String, _ fields: [(name: String, value: String)], _ method: HTTPRequest.Method,
    to source: DataSource
  ) -> HTTPRequest {
    var request = HTTPRequest(
      method, url: source.url + path, unixSocket: source.unixSocket,
      headers: source.headers + [.init("Accept", "application/json")], limits: source.limits)
    let form = PercentEncoding.form(fields)
    if method == .post {
      // Prometheus ignores a body that does not say that it is a form.
      request.headers.append(.init("Content-Type", "application/x-www-form-urlencoded"))
      request.body = form
    } else if !form.isEmpty {
      request.url += "?" + String(decoding: form, as: UTF8.self)
    }
    return request
  }

  /// Seconds, with as many of three decimals as it takes.
  private static func text(_ instant: Instant) -> String {
    let (seconds, thousandths) = instant.milliseconds.magnitude.quotientAndRemainder(
      dividingBy: 1000)
    let sign = instant.milliseconds < 0 ? "-" : ""
    guard thousandths != 0 else { return "\(sign)\(seconds)" }
    var fraction = String(1000 + thousandths).dropFirst()
    while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
    return "\(sign)\(seconds).\(fraction)"
  }
}
