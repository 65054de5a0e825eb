import DataSources
import Embedded
import Queries
import Testing
import Times
import Traces
import World

/// What the embedded Prometheus keeps as examples, against the embedded Tempo.
@Suite struct ExemplarTests {
  private static let now = SyntheticWorld.epoch + .hours(24 * 321 + 15)
  private let servers = EmbeddedServers(seed: 1, clock: { now })
  private let prometheus: DataSource
  private let tempo: DataSource

  init() throws {
    prometheus = try #require(
      DataSource(name: "p", kind: .prometheus, address: EmbeddedServers.prometheusAddress))
    tempo = try #require(
      DataSource(name: "t", kind: .tempo, address: EmbeddedServers.tempoAddress))
  }

  private func exemplars(_ expression: String, last: Span = .minutes(30)) async throws -> [Exemplar]
  {
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: expression, mode: .instant,
      range: TimeRange(from: Self.now - last, to: Self.now))
    return try Prometheus.exemplars(
      from: await servers.send(Prometheus.exemplars(of: query, to: prometheus)), of: prometheus)
  }

  private func trace(of exemplar: Exemplar) async throws -> Trace {
    let id = try #require(exemplar.traceID(of: prometheus))
    return try #require(try await TraceReader(tempo, servers).trace(id))
  }

  @Test func aCounterOfErrorsHasTheTracesOfItsErrors() async throws {
    let found = try await exemplars(
      #"sum by (platform) (rate(publish_errors_total{platform="tiktok"}[5m]))"#)
    let one = try #require(found.last)
    #expect(Set(found.map(\.time)).count > 1)
    #expect(found.allSatisfy { $0.series["platform"] == "tiktok" && $0.value == 1 })
    let trace = try await trace(of: one)
    #expect(
      trace.spans.contains { $0.isError && $0.attributes["social.platform"] == .string("tiktok") })
    // The failure is counted at its end.
    #expect(trace.spans.contains { $0.end == one.time && $0.name == "activity.publish" })
  }

  @Test func aHistogramHasThemInTheirBuckets() async throws {
    let found = try await exemplars(
      #"histogram_quantile(0.95, sum by (le) (rate(publish_latency_ms_bucket[5m])))"#)
    #expect(!found.isEmpty)
    for exemplar in found {
      let bound = exemplar.series["le"] ?? ""
      #expect(exemplar.value <= (bound == "+Inf" ? .infinity : try #require(Double(bound))))
    }
    // None stands in two buckets.
    let traces = found.compactMap { $0.traceID(of: prometheus) }
    #expect(Set(traces).count == traces.count)
    let one = try #require(found.max { $0.value < $1.value })
    let span = try #require(try await trace(of: one).spans.last { $0.end == one.time })
    #expect((span.duration.seconds * 1000 - one.value).magnitude < 0.001)
  }

  @Test func othersHaveNone() async throws {
    #expect(try await exemplars("up + nothing_like_it").isEmpty)
    await #expect(throws: DataSourceError.self) { try await exemplars("sum(") }
    // A month is answered too, from what is kept.
    let old = try await exemplars("publish_errors_total", last: .hours(720))
    #expect(!old.isEmpty && old.allSatisfy { $0.time >= Self.now - .hours(6) })
  }
}
