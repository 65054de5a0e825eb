package import HTTP
package import Queries
package import Times
import TraceQL
package import Traces

extension Tempo {
  /// The request for a query: a search, a trace where the query is its id, or numbers.
  package static func request(for query: Query, to source: DataSource) -> HTTPRequest {
    switch query.mode {
    case .traces(let limit, _):
      if let id = traceID(query.expression) { return trace(id, of: source) }
      return search(query.expression, in: query.range, limit: limit, of: source)
    case .range(let step):
      return ask(
        source, "/api/metrics/query_range",
        [("q", query.expression)] + fields(query.range)
          + [("step", seconds(step)), ("exemplars", "100")])
    case .instant, .lines:
      return ask(source, "/api/metrics/query", [("q", query.expression)] + fields(query.range))
    }
  }

  /// A query that is no query but the id of a trace: 8 digits at least, so that no name is taken
  /// for one.
  package static func traceID(_ text: String) -> TraceID? {
    let word = text.filter { !$0.isWhitespace }
    return word.utf8.count >= 8 ? TraceID(hex: word) : nil
  }

  /// The request for a search. Without its hint Tempo stops at the first traces that it finds,
  /// which are not the newest.
  package static func search(
    _ query: String, in range: TimeRange, limit: Int, of source: DataSource
  ) -> HTTPRequest {
    ask(
      source, "/api/search",
      [("q", newestFirst(query))] + fields(range) + [("limit", "\(max(1, limit))"), ("spss", "3")])
  }

  /// The query with the hint, where it is one and has none of its own; else as it is, so that the
  /// server says what is wrong with it.
  static func newestFirst(_ query: String) -> String {
    guard let tree = try? TraceQuery(parsing: query), tree.metrics == nil,
      !tree.hints.contains(where: { $0.name == "most_recent" })
    else { return query }
    guard tree.hints.isEmpty else {
      var tree = tree
      tree.hints.append(TraceHint("most_recent", .bool(true)))
      return "\(tree)"
    }
    return query + " with (most_recent=true)"
  }

  /// The request for a trace. Servers before 2.7 know the first form only.
  package static func trace(
    _ id: TraceID, isFirstVersion: Bool = false, of source: DataSource
  ) -> HTTPRequest {
    var request = ask(source, (isFirstVersion ? "/api/traces/" : "/api/v2/traces/") + "\(id)", [])
    request.limits.totalSeconds = max(request.limits.totalSeconds, 30)
    return request
  }

  /// The request for the names of attributes, by scope.
  package static func tags(in range: TimeRange, of source: DataSource) -> HTTPRequest {
    ask(source, "/api/v2/search/tags", fields(range) + [("limit", "500")])
  }

  /// The request for the values of an attribute, written with its scope as in a query.
  package static func tagValues(
    of tag: String, matching query: String? = nil, in range: TimeRange, of source: DataSource
  ) -> HTTPRequest {
    ask(
      source, "/api/v2/search/tag/\(PercentEncoding.encoded(tag))/values",
      (query.map { [("q", $0)] } ?? []) + fields(range) + [("limit", "500")])
  }

  /// The request for a word from the server; cheap, so that it serves to see whether it answers.
  package static func echo(of source: DataSource) -> HTTPRequest { ask(source, "/api/echo", []) }

  private static func ask(
    _ source: DataSource, _ path: String, _ form: [(name: String, value: String)]
  ) -> HTTPRequest { source.request(.get, path, form) }

  /// Whole seconds, both ends, never the same.
  private static func fields(_ range: TimeRange) -> [(name: String, value: String)] {
    let from = max(0, range.from.milliseconds / 1000)
    let to = max(from + 1, (range.to.milliseconds + 999) / 1000)
    return [("start", "\(from)"), ("end", "\(to)")]
  }

  private static func seconds(_ span: Span) -> String {
    let (whole, rest) = span.milliseconds.quotientAndRemainder(dividingBy: 1000)
    return rest == 0 ? "\(max(1, whole))s" : "\(span.milliseconds)ms"
  }
}
