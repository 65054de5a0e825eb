package import HTTP
package import Queries

extension DataSource {
  /// The request that asks a query of this source.
  package func request(for query: Query) throws(DataSourceError) -> HTTPRequest {
    switch kind {
    case .prometheus: Prometheus.request(for: query, to: self)
    case .loki: Loki.request(for: query, to: self)
    case .tempo: Tempo.request(for: query, to: self)
    case .jaeger: try Jaeger.request(for: query, to: self)
    case .alertmanager: throw unknownKind
    }
  }

  /// What a reply says to a query. `valueName` is the value column's name in table format; see
  /// `TableFrame.valueName`.
  package func answer(
    to query: Query, from response: HTTPResponse, valueName: String = "Value"
  ) throws(DataSourceError) -> Answer {
    switch kind {
    case .prometheus:
      try Prometheus.answer(to: query, from: response, of: self, valueName: valueName)
    case .loki:
      try Loki.answer(to: query, from: response, of: self, valueName: valueName)
    case .tempo:
      try Tempo.answer(to: query, from: response, of: self, valueName: valueName)
    case .jaeger: try Jaeger.answer(to: query, from: response, of: self)
    case .alertmanager: throw unknownKind
    }
  }

  private var unknownKind: DataSourceError {
    DataSourceError(.noSource, source: name, detail: "no source of type \(kind.rawValue)")
  }
}
