import Frames
package import HTTP
import JSON
package import Queries
package import Times
package import Traces

/// The query API of Jaeger, and of those who speak it.
package enum Jaeger {
  /// The request for a query: a search, or a trace where the query is its id.
  package static func request(
    for query: Query, to source: DataSource
  ) throws(DataSourceError) -> HTTPRequest {
    guard case .traces(let limit, _) = query.mode else {
      throw DataSourceError(.rejected, source: source.name, detail: "Jaeger has no numbers")
    }
    if let id = Tempo.traceID(query.expression) { return trace(id, of: source) }
    return try search(query.expression, in: query.range, limit: limit, of: source)
  }

  /// The request for a search, of a text as `JaegerQuery` reads it.
  package static func search(
    _ text: String, in range: TimeRange, limit: Int, of source: DataSource
  ) throws(DataSourceError) -> HTTPRequest {
    let query: JaegerQuery
    do throws(JaegerQueryError) {
      query = try JaegerQuery(parsing: text)
    } catch {
      throw DataSourceError(.rejected, source: source.name, detail: "\(error)")
    }
    var form = [("service", query.service)]
    if let operation = query.operation { form.append(("operation", operation)) }
    if !query.tags.isEmpty {
      let members = query.tags.map { JSONObject.Member(key: $0.name, value: .string($0.value)) }
      form.append(("tags", JSONValue.object(JSONObject(members)).text()))
    }
    if let least = query.minDuration { form.append(("minDuration", least)) }
    if let most = query.maxDuration { form.append(("maxDuration", most)) }
    form.append(("start", "\(range.from.nanoseconds / 1000)"))
    form.append(("end", "\(range.to.nanoseconds / 1000)"))
    form.append(("limit", "\(max(1, limit))"))
    // Some servers take the range from this alone.
    form.append(("lookback", "custom"))
    return source.request(.get, "/api/traces", form)
  }

  /// The request for a trace.
  package static func trace(_ id: TraceID, of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/traces/\(id)")
  }

  /// The request for the services that have traces; cheap, so that it serves to see whether the
  /// server answers.
  package static func services(of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/services")
  }

  /// The request for the operations of a service.
  package static func operations(of service: String, of source: DataSource) -> HTTPRequest {
    source.request(.get, "/api/services/\(PercentEncoding.encoded(service))/operations")
  }

  /// What a reply says to a query: a table of traces or of spans.
  package static func answer(
    to query: Query, from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Answer {
    let traces = try traces(from: response, of: source)
    guard !traces.isEmpty else { return Answer(frames: []) }
    if Tempo.traceID(query.expression) != nil, let trace = traces.first {
      return Answer(
        frames: [TraceFrames.spans(of: trace, refID: query.refID)],
        notices: trace.notices.map { .init(.info, $0) })
    }
    return Answer(
      frames: [TraceFrames.traces(newestFirst(traces.map(TraceSummary.init)), refID: query.refID)])
  }

  /// What a reply to a search tells, newest first.
  package static func summaries(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [TraceSummary] {
    newestFirst(try traces(from: response, of: source).map(TraceSummary.init))
  }

  private static func newestFirst(_ traces: [TraceSummary]) -> [TraceSummary] {
    traces.sorted { ($1.start, $0.id) < ($0.start, $1.id) }
  }

  /// The traces in a reply, whole; none where there is no such trace.
  package static func traces(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [Trace] {
    try data(of: response, from: source) { (cursor) throws(JSONError) in
      var traces: [Trace] = []
      try cursor.enterArray()
      while try cursor.nextElement() { traces.append(try JaegerTraceReader.read(&cursor)) }
      return traces.filter { !$0.spans.isEmpty }
    }
  }

  /// The names in a reply to `services` or `operations`.
  package static func names(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [String] {
    try data(of: response, from: source) { (cursor) throws(JSONError) in
      var names: [String] = []
      try cursor.enterArray()
      while try cursor.nextElement() {
        // Newer servers give operations as objects.
        if let name = (try cursor.value()).named { names.append(name) }
      }
      return names
    }
  }

  /// `{"data": […], "errors": null}`. A trace that is not there is an empty list, or a 404 with
  /// an error that says so.
  private static func data<Value: ExpressibleByArrayLiteral>(
    of response: HTTPResponse, from source: DataSource,
    _ read: (inout JSONCursor) throws(JSONError) -> Value
  ) throws(DataSourceError) -> Value {
    var response = response
    if response.status == 404, errors(in: response).contains(where: { $0.contains("not found") }) {
      return []
    }
    if !(200..<300).contains(response.status) {
      let words = errors(in: response)
      var error = Loki.refusal(response, from: source.name)
      if !words.isEmpty { error.detail = words.joined(separator: "; ") }
      throw error
    }
    response.status = 200
    return try Tempo.read(response, of: source) { (cursor) throws(JSONError) in
      var value: Value = []
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        if key == "data", try cursor.nextKind() == .array {
          value = try read(&cursor)
        } else {
          try cursor.skip()
        }
      }
      return value
    }
  }

  private static func errors(in response: HTTPResponse) -> [String] {
    guard let object = try? JSONValue(parsing: response.body) else { return [] }
    return (object["errors"]?.array ?? []).compactMap { $0["msg"]?.string ?? $0.string }
  }
}

extension JSONValue {
  fileprivate var named: String? { string ?? self["name"]?.string }
}
