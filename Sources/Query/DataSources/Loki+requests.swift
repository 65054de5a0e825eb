package import HTTP
package import Queries
package import Times

extension Loki {
  /// The request for a query: lines or numbers of a range, or numbers of one moment, the range's
  /// end.
  ///
  /// Times are nanoseconds: thirteen digits Loki takes for nanoseconds too, and finds nothing. The
  /// end does not belong to the range.
  package static func request(for query: Query, to source: DataSource) -> HTTPRequest {
    switch query.mode {
    case .instant, .traces:
      ask(
        source, "/loki/api/v1/query",
        [("query", query.expression), ("time", text(query.range.to))])
    case .range(let step):
      ask(
        source, "/loki/api/v1/query_range",
        [("query", query.expression)] + fields(query.range)
          + [("step", seconds(step))])
    case .lines(let limit, let isForward):
      ask(
        source, "/loki/api/v1/query_range",
        [("query", query.expression)] + fields(query.range)
          + [("limit", "\(limit)"), ("direction", isForward ? "forward" : "backward")])
    }
  }

  /// The request for the names of labels, of all streams or of those that a query selects.
  package static func labelNames(
    matching selector: String? = nil, in range: TimeRange? = nil, of source: DataSource
  ) -> HTTPRequest {
    ask(source, "/loki/api/v1/labels", fields(selector, range))
  }

  /// The request for the values of a label, of all streams or of those that a query selects.
  package static func labelValues(
    of label: String, matching selector: String? = nil, in range: TimeRange? = nil,
    of source: DataSource
  ) -> HTTPRequest {
    ask(
      source, "/loki/api/v1/label/\(PercentEncoding.encoded(label))/values",
      fields(selector, range))
  }

  /// The request for the label sets of streams; one selector at least, or the server refuses.
  package static func series(
    matching selectors: [String], in range: TimeRange? = nil, of source: DataSource
  ) -> HTTPRequest {
    ask(source, "/loki/api/v1/series", selectors.map { ("match[]", $0) } + fields(nil, range))
  }

  /// The request for the bytes of streams by their labels, at the range's end or in steps.
  package static func volume(
    of selector: String, in range: TimeRange, step: Span? = nil, by labels: [String] = [],
    limit: Int = 100, of source: DataSource
  ) -> HTTPRequest {
    var form = fields(selector, range) + [("limit", "\(limit)")]
    if !labels.isEmpty { form.append(("targetLabels", labels.joined(separator: ","))) }
    if let step { form.append(("step", seconds(step))) }
    return ask(
      source, "/loki/api/v1/index/volume" + (step == nil ? "" : "_range"), form)
  }

  /// The request for how much a selector selects.
  package static func stats(
    of selector: String, in range: TimeRange, of source: DataSource
  ) -> HTTPRequest {
    ask(source, "/loki/api/v1/index/stats", fields(selector, range))
  }

  /// The request for the server's version.
  package static func buildInfo(of source: DataSource) -> HTTPRequest {
    ask(source, "/loki/api/v1/status/buildinfo", [])
  }

  /// All questions to Loki go in the address: every version takes that, and its POST is served by
  /// fewer proxies. A long query goes as a form all the same.
  private static func ask(
    _ source: DataSource, _ path: String, _ form: [(name: String, value: String)]
  ) -> HTTPRequest {
    let length = form.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    let takesForm = length > 4_000 && source.method == .post
    var request = source.request(takesForm ? .post : .get, path, form)
    // Labels of the stream, of the line and those read from it come apart, and a stream once.
    request.headers.append(.init("X-Loki-Response-Encoding-Flags", "categorize-labels"))
    // A reply that grows too large is refused only after some 17 s, and the reason must come.
    request.limits.totalSeconds = max(request.limits.totalSeconds, 30)
    request.limits.stalledSeconds = max(request.limits.stalledSeconds, 25)
    return request
  }

  private static func fields(
    _ selector: String?, _ range: TimeRange?
  ) -> [(name: String, value: String)] {
    (selector.map { [("query", $0)] } ?? []) + (range.map(fields) ?? [])
  }

  private static func fields(_ range: TimeRange) -> [(name: String, value: String)] {
    [("start", text(range.from)), ("end", text(range.to))]
  }

  private static func text(_ instant: Instant) -> String { "\(instant.nanoseconds)" }

  private static func seconds(_ span: Span) -> String {
    let (whole, rest) = span.milliseconds.quotientAndRemainder(dividingBy: 1000)
    return rest == 0 ? "\(whole)s" : "\(span.milliseconds)ms"
  }
}
