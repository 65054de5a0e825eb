import AlertScreen
import DataSources
import HTTP
import TraceScreen

extension EvidenceRequest {
  /// The labels of the source that have the alert's values.
  func result(
    by client: any HTTPClient
  ) async -> Result<[SharedLabels.Candidate], DataSourceError> {
    do throws(DataSourceError) {
      return .success(
        source.kind == .loki ? try await streams(by: client) : try await attributes(by: client))
    } catch {
      return .failure(error)
    }
  }

  /// Each is looked for in the streams that have those before it: together they select something.
  private func streams(
    by client: any HTTPClient
  ) async throws(DataSourceError) -> [SharedLabels.Candidate] {
    let names = try await strings(Loki.labelNames(in: range, of: source), by: client)
    var shared: [SharedLabels.Candidate] = []
    for candidate in SharedLabels(labels).candidates(among: names) {
      guard !shared.contains(where: { $0.name == candidate.name }) else { continue }
      let request = Loki.labelValues(
        of: candidate.name, matching: shared.isEmpty ? nil : SharedLabels.selector(of: shared),
        in: range, of: source)
      if try await strings(request, by: client).contains(candidate.value) {
        shared.append(candidate)
      }
    }
    return shared
  }

  private func strings(
    _ request: HTTPRequest, by client: any HTTPClient
  ) async throws(DataSourceError) -> [String] {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await client.send(request)
    } catch {
      throw DataSourceError(error, source: source.name)
    }
    return try Loki.strings(from: response, of: source)
  }

  private func attributes(
    by client: any HTTPClient
  ) async throws(DataSourceError) -> [SharedLabels.Candidate] {
    let reader = TraceReader(source, client)
    let names = try await reader.names(in: range)
    let known = SharedLabels(labels)
    guard source.kind != .jaeger else {
      return known.services.first(where: names.contains).map {
        [SharedLabels.Candidate(name: "resource.service.name", value: $0)]
      } ?? []
    }
    var shared: [SharedLabels.Candidate] = []
    for candidate in known.candidates(among: names) {
      guard !shared.contains(where: { $0.name == candidate.name }) else { continue }
      let values = try await reader.values(of: candidate.name, in: range)
      if values.contains(where: { $0.text == candidate.value }) { shared.append(candidate) }
    }
    return shared
  }
}
