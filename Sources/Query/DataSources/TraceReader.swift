package import HTTP
package import Times
package import Traces

/// Asks a source of traces, whichever of the two kinds it is.
package struct TraceReader: Sendable {
  package let source: DataSource
  let client: any HTTPClient

  package init(_ source: DataSource, _ client: any HTTPClient) {
    self.source = source
    self.client = client
  }

  /// The newest traces that a query finds.
  package func search(
    _ query: String, in range: TimeRange, limit: Int
  ) async throws(DataSourceError) -> [TraceSummary] {
    switch source.kind {
    case .jaeger:
      let request = try Jaeger.search(query, in: range, limit: limit, of: source)
      return try Jaeger.summaries(from: try await send(request), of: source)
    default:
      let request = Tempo.search(query, in: range, limit: limit, of: source)
      return try Tempo.traces(from: try await send(request), of: source)
    }
  }

  /// A trace; `nil` where the source has none of that id.
  package func trace(_ id: TraceID) async throws(DataSourceError) -> Trace? {
    guard source.kind != .jaeger else {
      return try Jaeger.traces(from: try await send(Jaeger.trace(id, of: source)), of: source).first
    }
    var response = try await send(Tempo.trace(id, of: source))
    if Tempo.knowsNoSecondVersion(response) {
      response = try await send(Tempo.trace(id, isFirstVersion: true, of: source))
    }
    return try Tempo.trace(id, from: response, of: source)
  }

  /// Names to complete a query with: attributes of Tempo, services of Jaeger.
  package func names(in range: TimeRange) async throws(DataSourceError) -> [String] {
    guard source.kind != .jaeger else {
      return try Jaeger.names(from: try await send(Jaeger.services(of: source)), of: source)
    }
    return try Tempo.tags(from: try await send(Tempo.tags(in: range, of: source)), of: source)
  }

  /// The values of a name, as a query writes them.
  package func values(
    of name: String, in range: TimeRange
  ) async throws(DataSourceError) -> [Tempo.TagValue] {
    guard source.kind != .jaeger else {
      return try Jaeger.names(
        from: try await send(Jaeger.operations(of: name, of: source)), of: source
      ).map { Tempo.TagValue($0) }
    }
    let request = Tempo.tagValues(of: name, in: range, of: source)
    return try Tempo.tagValues(from: try await send(request), of: source)
  }

  private func send(_ request: HTTPRequest) async throws(DataSourceError) -> HTTPResponse {
    do throws(HTTPError) {
      return try await client.send(request)
    } catch {
      throw DataSourceError(error, source: source.name)
    }
  }
}
