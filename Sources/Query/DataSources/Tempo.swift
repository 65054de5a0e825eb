import Frames
package import HTTP
import JSON
package import Queries
package import Traces

/// The API of Tempo.
package enum Tempo {
  /// What a reply says to a query: a table of traces or of spans, or of numbers a frame for each
  /// series.
  package static func answer(
    to query: Query, from response: HTTPResponse, of source: DataSource,
    valueName: String = "Value"
  ) throws(DataSourceError) -> Answer {
    guard case .traces(let limit, let isSpans) = query.mode else {
      let result = try read(response, of: source) { (cursor) throws(JSONError) in
        try TempoMetrics.read(&cursor)
      }
      var query = query
      // A series of one label is that label's value, as in Grafana.
      if query.format != .table, query.legendFormat?.isEmpty ?? true,
        let label = TempoMetrics.onlyLabel(of: result)
      {
        query.legendFormat = "{{\(label)}}"
      }
      return try Prometheus.answer(
        to: query, with: result, notices: [], of: source, valueName: valueName)
    }
    if let id = traceID(query.expression) {
      guard let trace = try trace(id, from: response, of: source) else { return Answer(frames: []) }
      return Answer(
        frames: [TraceFrames.spans(of: trace, refID: query.refID)],
        notices: trace.notices.map { .init(.info, $0) })
    }
    let found = try traces(from: response, of: source)
    guard !found.isEmpty else { return Answer(frames: []) }
    let frame =
      isSpans
      ? TraceFrames.foundSpans(found, refID: query.refID)
      : TraceFrames.traces(found, refID: query.refID)
    return Answer(
      frames: [frame],
      notices: found.count >= limit ? [.init(.info, "the newest \(limit) traces only")] : [])
  }

  /// The traces in a reply to a search, newest first.
  package static func traces(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> [TraceSummary] {
    try read(response, of: source) { (cursor) throws(JSONError) in
      try TempoSearch.read(&cursor)
    }.sorted { ($1.start, $0.id) < ($0.start, $1.id) }
  }

  /// The trace in a reply to one of either version; `nil` where there is no such trace.
  package static func trace(
    _ id: TraceID, from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Trace? {
    if response.status == 404, response.body.allSatisfy({ $0 <= 0x20 }) { return nil }
    let trace = try read(response, of: source) { (cursor) throws(JSONError) in
      var reader = OTLPTraceReader(id: id)
      try reader.readAnswer(&cursor)
      return reader.finished()
    }
    return trace.spans.isEmpty ? nil : trace
  }

  /// A server that knows the first version of the request for a trace only.
  package static func knowsNoSecondVersion(_ response: HTTPResponse) -> Bool {
    response.status == 410 || response.status == 404 && response.body.contains { $0 > 0x20 }
  }

  static func read<Value>(
    _ response: HTTPResponse, of source: DataSource,
    _ body: (inout JSONCursor) throws(JSONError) -> Value
  ) throws(DataSourceError) -> Value {
    guard (200..<300).contains(response.status) else {
      throw Loki.refusal(response, from: source.name)
    }
    guard !Prometheus.isHTML(response) else {
      throw DataSourceError(
        .malformedResponse, source: source.name,
        detail: "a login page? HTTP \(response.status) text/html")
    }
    do throws(JSONError) {
      return try JSONCursor.read(response.body) { (cursor) throws(JSONError) in
        let value = try body(&cursor)
        try cursor.finish()
        return value
      }
    } catch {
      throw DataSourceError(
        .malformedResponse, source: source.name,
        detail: Prometheus.text(of: error, in: response.body))
    }
  }
}

extension OTLPTraceReader {
  /// `{"trace": {"resourceSpans": […]}}` of the second version, `{"batches": […]}` of the first.
  mutating func readAnswer(_ cursor: inout JSONCursor) throws(JSONError) {
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("trace", .object): try readAnswer(&cursor)
      case ("resourceSpans", .array), ("batches", .array): try readResources(&cursor)
      default: try cursor.skip()
      }
    }
  }
}
