package import HTTP
package import Queries
package import Times

extension Prometheus {
  /// The request for a query: of a range in steps, or of one moment, the range's end.
  ///
  /// A form in the body, since expressions outgrow what servers and proxies take as an address.
  package static func request(for query: Query, to source: DataSource) -> HTTPRequest {
    switch query.mode {
    // Nobody asks for lines or traces here; the plan makes such queries for others alone.
    case .instant, .lines, .traces:
      source.request(
        source.method, "/api/v1/query",
        [("query", query.expression), ("time", text(query.range.to))])
    case .range(let step):
      source.request(
        source.method, "/api/v1/query_range",
        [
          ("query", query.expression), ("start", text(query.range.from)),
          ("end", text(query.range.to)), ("step", text(Instant(nanoseconds: step.nanoseconds))),
        ])
    }
  }

  /// The request for the names of labels, of all series or of those that match a selector.
  package static func labelNames(
    matching selectors: [String] = [], in range: TimeRange? = nil, of source: DataSource
  ) -> HTTPRequest {
    source.request(source.method, "/api/v1/labels", fields(selectors, range))
  }

  /// The request for the values of a label, of all series or of those that match a selector.
  package static func labelValues(
    of label: String, matching selectors: [String] = [], in range: TimeRange? = nil,
    of source: DataSource
  ) -> HTTPRequest {
    // This one is GET in every server.
    source.request(
      .get, "/api/v1/label/\(PercentEncoding.encoded(label))/values", fields(selectors, range))
  }

  /// The request for the label sets that match; one selector at least, or the server refuses.
  package static func series(
    matching selectors: [String], in range: TimeRange? = nil, of source: DataSource
  ) -> HTTPRequest {
    source.request(source.method, "/api/v1/series", fields(selectors, range))
  }

  /// The request for the server's version; cheap, so that it serves to see whether it answers.
  package static func buildInfo(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/v1/status/buildinfo")
  }

  private static func fields(
    _ selectors: [String], _ range: TimeRange?
  ) -> [(name: String, value: String)] {
    selectors.map { ("match[]", $0) }
      + (range.map { [("start", text($0.from)), ("end", text($0.to))] } ?? [])
  }

  /// Seconds, with as many of three decimals as it takes.
  static func text(_ instant: Instant) -> String {
    let (seconds, thousandths) = instant.milliseconds.magnitude.quotientAndRemainder(
      dividingBy: 1000)
    let sign = instant.milliseconds < 0 ? "-" : ""
    guard thousandths != 0 else { return "\(sign)\(seconds)" }
    var fraction = String(1000 + thousandths).dropFirst()
    while fraction.hasSuffix("0") { fraction = fraction.dropLast() }
    return "\(sign)\(seconds).\(fraction)"
  }
}
