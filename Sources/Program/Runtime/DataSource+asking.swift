import App
import DataSources
import HTTP
import Queries

// Sending belongs to the client, reading to the data source: this joins them.
extension Fetch {
  func answer(by client: any HTTPClient) async throws(DataSourceError) -> Answer {
    let response = try await source.send(try source.request(for: query), by: client)
    return try source.answer(to: query, from: response, valueName: valueName)
  }
}

extension DataSource {
  /// Asks something cheap, to see whether the source answers; its version.
  func probe(by client: any HTTPClient) async throws(DataSourceError) -> String {
    switch kind {
    case .prometheus:
      let response = try await send(Prometheus.buildInfo(of: self), by: client)
      return try Prometheus.version(from: response, of: self) ?? ""
    case .alertmanager:
      let request = HTTPRequest(
        .get, url: url + "/-/healthy", unixSocket: unixSocket, headers: headers, limits: limits)
      let response = try await send(request, by: client)
      guard response.status == 200 else {
        throw DataSourceError(.unreachable, source: name, detail: "HTTP \(response.status)")
      }
      return ""
    case .loki, .tempo, .jaeger:
      throw DataSourceError(.noSource, source: name, detail: "no source of type \(kind.rawValue)")
    }
  }

  func send(
    _ request: HTTPRequest, by client: any HTTPClient
  ) async throws(DataSourceError) -> HTTPResponse {
    do throws(HTTPError) {
      return try await client.send(request)
    } catch {
      throw DataSourceError(error, source: name)
    }
  }
}
