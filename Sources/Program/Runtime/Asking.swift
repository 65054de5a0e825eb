import App
import DataSources
import Frames
import HTTP
import LogScreen
import Queries

// Sending belongs to the client, reading to the data source: this joins them. Decoding happens on
// the task's own thread, never on the one that draws.

extension Fetch {
  func result(by client: any HTTPClient) async -> Result<Answer, DataSourceError> {
    do throws(DataSourceError) {
      let request = try source.request(for: query)
      let response = try await source.send(request, by: client)
      var answer = try source.answer(to: query, from: response, valueName: valueName)
      answer.transfer = Transfer(request, response)
      return .success(answer)
    } catch {
      return .failure(error)
    }
  }
}

extension Fetch {
  func exemplars(by client: any HTTPClient) async -> Result<[Exemplar], DataSourceError> {
    do throws(DataSourceError) {
      guard source.kind == .prometheus else {
        let response = try await source.send(try source.request(for: query), by: client)
        return .success(try Tempo.exemplars(from: response, of: source))
      }
      let request = Prometheus.exemplars(of: query, to: source)
      return .success(
        try Prometheus.exemplars(from: try await source.send(request, by: client), of: source))
    } catch {
      return .failure(error)
    }
  }
}

extension LogsRequest {
  func result(by client: any HTTPClient) async -> Result<LogsReply, DataSourceError> {
    do throws(DataSourceError) {
      switch question {
      case .query(let query):
        let response = try await source.send(try source.request(for: query), by: client)
        return .success(.frames(try source.answer(to: query, from: response).frames))
      case .labelNames(let range):
        let request = Loki.labelNames(in: range, of: source)
        let response = try await source.send(request, by: client)
        return .success(.texts(try Loki.strings(from: response, of: source)))
      case .labelValues(let label, let selector, let range):
        let request = Loki.labelValues(of: label, matching: selector, in: range, of: source)
        let response = try await source.send(request, by: client)
        return .success(.texts(try Loki.strings(from: response, of: source)))
      }
    } catch {
      return .failure(error)
    }
  }
}

extension Suggestions {
  func result(by client: any HTTPClient) async -> Result<[String], DataSourceError> {
    if source.kind == .loki { return await lokiResult(by: client) }
    let request =
      switch kind {
      case .metrics: Prometheus.labelValues(of: "__name__", in: range, of: source)
      case .labelNames(let selector):
        Prometheus.labelNames(matching: selector.map { [$0] } ?? [], in: range, of: source)
      case .labelValues(let label, let selector):
        Prometheus.labelValues(
          of: label, matching: selector.map { [$0] } ?? [], in: range, of: source)
      }
    do throws(DataSourceError) {
      let response = try await source.send(request, by: client)
      return .success(
        Array(try Prometheus.strings(from: response, of: source).elements.prefix(Self.limit)))
    } catch {
      return .failure(error)
    }
  }
}

extension Suggestions {
  private func lokiResult(by client: any HTTPClient) async -> Result<[String], DataSourceError> {
    let request: HTTPRequest
    switch kind {
    case .metrics: return .success([])
    case .labelNames(let selector):
      request = Loki.labelNames(matching: selector, in: range, of: source)
    case .labelValues(let label, let selector):
      request = Loki.labelValues(of: label, matching: selector, in: range, of: source)
    }
    do throws(DataSourceError) {
      let response = try await source.send(request, by: client)
      return .success(Array(try Loki.strings(from: response, of: source).prefix(Self.limit)))
    } catch {
      return .failure(error)
    }
  }
}

extension DataSource {
  func targets(by client: any HTTPClient) async -> Result<[ScrapeTarget], DataSourceError> {
    do throws(DataSourceError) {
      let response = try await send(Prometheus.targets(of: self), by: client)
      return .success(try Prometheus.targets(from: response, of: self))
    } catch {
      return .failure(error)
    }
  }
}

extension VariableFetch {
  func result(by client: any HTTPClient) async -> Result<[String], DataSourceError> {
    do throws(DataSourceError) {
      return .success(query.chosen(of: try await texts(by: client)))
    } catch {
      return .failure(error)
    }
  }

  private func texts(by client: any HTTPClient) async throws(DataSourceError) -> [String] {
    if source.kind == .loki { return try await lokiTexts(by: client) }
    switch query {
    case .labelValues(let label, let selector):
      let request = Prometheus.labelValues(
        of: label, matching: selector.map { [$0] } ?? [], in: range, of: source)
      return try Prometheus.strings(from: await source.send(request, by: client), of: source)
        .elements
    case .labelNames:
      let request = Prometheus.labelNames(in: range, of: source)
      return try Prometheus.strings(from: await source.send(request, by: client), of: source)
        .elements
    case .metrics:
      let request = Prometheus.labelValues(of: "__name__", in: range, of: source)
      return try Prometheus.strings(from: await source.send(request, by: client), of: source)
        .elements
    case .queryResult(let expression):
      return try await results(of: expression, by: client)
    case .series(let selector):
      let request = Prometheus.series(matching: [selector], in: range, of: source)
      let response = try await source.send(request, by: client)
      return try Prometheus.seriesTexts(from: response, of: source).elements
    }
  }

  /// Loki has labels and their values; what only Prometheus has gives nothing.
  private func lokiTexts(
    by client: any HTTPClient
  ) async throws(DataSourceError) -> [String] {
    let request: HTTPRequest
    switch query {
    case .labelValues(let label, let selector):
      request = Loki.labelValues(
        of: label, matching: selector.flatMap { $0.isEmpty ? nil : $0 }, in: range, of: source)
    case .labelNames: request = Loki.labelNames(in: range, of: source)
    case .metrics, .queryResult, .series: return []
    }
    return try Loki.strings(from: await source.send(request, by: client), of: source)
  }

  private func results(
    of expression: String, by client: any HTTPClient
  ) async throws(DataSourceError) -> [String] {
    let query = Query(
      panelID: 0, refID: "A", dataSource: .init(), expression: expression, mode: .instant,
      range: range)
    let response = try await source.send(try source.request(for: query), by: client)
    return try Prometheus.sampleTexts(from: response, of: source).elements
  }
}

extension DataSource {
  /// Asks something cheap, to see whether the source answers; its version.
  func probe(by client: any HTTPClient) async -> Result<String, DataSourceError> {
    do throws(DataSourceError) {
      return .success(try await version(by: client))
    } catch {
      return .failure(error)
    }
  }

  private func version(by client: any HTTPClient) async throws(DataSourceError) -> String {
    switch kind {
    case .prometheus:
      let response = try await send(Prometheus.buildInfo(of: self), by: client)
      // Not every server has a version to tell; that it answers is what counts.
      guard response.status != 404 else { return "" }
      return try Prometheus.version(from: response, of: self) ?? ""
    case .loki, .tempo, .jaeger, .alertmanager:
      let path =
        switch kind {
        case .alertmanager: "/-/healthy"
        case .jaeger: "/api/services"
        default: "/ready"
        }
      let request = HTTPRequest(
        .get, url: url + path, unixSocket: unixSocket, headers: headers, limits: limits)
      let response = try await send(request, by: client)
      guard response.status == 200 else {
        throw DataSourceError(.unreachable, source: name, detail: "HTTP \(response.status)")
      }
      return ""
    }
  }

  func send(
    _ request: HTTPRequest, by client: any HTTPClient
  ) async throws(DataSourceError) -> HTTPResponse {
    do throws(HTTPError) {
      let clock = ContinuousClock()
      let start = clock.now
      var response = try await client.send(request)
      // A client that is no network tells no time.
      if response.seconds == 0 {
        let (seconds, attoseconds) = (clock.now - start).components
        response.seconds = Double(seconds) + Double(attoseconds) * 1e-18
      }
      return response
    } catch {
      throw DataSourceError(error, source: name)
    }
  }
}
