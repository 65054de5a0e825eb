import Frames
import HTTP
import Queries
import Testing
import Times
import Traces

@testable import DataSources

private func source(_ kind: DataSource.Kind) throws -> DataSource {
  try #require(DataSource(name: "prod", kind: kind, address: "http://127.0.0.1:9090"))
}

private func recorded(_ name: String) throws -> HTTPResponse {
  if let recording = Recording.all.first(where: { $0.name == name }) {
    return try recording.response
  }
  return try #require(TraceRecording.all.first { $0.name == name }).response()
}

struct ExemplarTests {
  @Test func prometheusIsAskedForWhatTheExpressionReads() throws {
    var prometheus = try source(.prometheus)
    prometheus.method = .get
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: "rate(a_bucket[5m])",
      mode: .range(step: .seconds(15)),
      range: TimeRange(from: Instant(milliseconds: 1_000), to: Instant(milliseconds: 2_500)))
    #expect(
      Prometheus.exemplars(of: query, to: prometheus).url
        == "http://127.0.0.1:9090/api/v1/query_exemplars?query=rate%28a_bucket%5B5m%5D%29&start=1&end=2.5"
    )
  }

  @Test func aReplyHasTheTracesOfItsSeries() throws {
    let prometheus = try source(.prometheus)
    let found = try Prometheus.exemplars(from: recorded("prometheus/exemplars"), of: prometheus)
    let first = try #require(found.first)
    #expect(first.time == Instant(milliseconds: 1_795_219_158_666))
    #expect(first.value == 0.4)
    #expect(first.traceID(of: prometheus) == TraceID(low: 0x0722_30fd))
    #expect(first.series["le"] == "0.5" && first.series["platform"] == "bluesky")
    #expect(Set(found.map(\.series)).count > 1)
    #expect(found.allSatisfy { $0.traceID(of: prometheus) != nil })
  }

  @Test(arguments: [
    "prometheus/exemplars_empty", "victoriametrics/exemplars", "victoriametrics/v1150_exemplars",
  ])
  func aServerMayKeepNone(name: String) throws {
    #expect(try Prometheus.exemplars(from: recorded(name), of: source(.prometheus)).isEmpty)
  }

  @Test func aServerThatKnowsNoSuchPageKeepsNone() throws {
    let response = HTTPResponse(status: 404, headers: [], body: Array("404 page not found".utf8))
    #expect(try Prometheus.exemplars(from: response, of: source(.prometheus)).isEmpty)
  }

  @Test func aRefusalIsTold() throws {
    let error = try #require(throws: DataSourceError.self) {
      try Prometheus.exemplars(
        from: recorded("prometheus/err_exemplars_bad"), of: source(.prometheus))
    }
    #expect(
      "\(error)" == "prod refused the query: 1:5: parse error: unclosed left parenthesis")
  }

  @Test func tempoHasThemBesideTheNumbers() throws {
    let tempo = try source(.tempo)
    let found = try Tempo.exemplars(from: recorded("tempo/metrics_exemplars"), of: tempo)
    #expect(found.count == 2)
    // The zero at the front of an id is left out.
    #expect(found.first?.traceID(of: tempo) == TraceID(hex: "02f48acffc61b4f56f86f82a9b6e0206"))
    #expect(found.first?.time == Instant(milliseconds: 1_795_218_873_698))
    #expect(found.first?.series["__name__"] == "rate")
  }

  @Test(
    arguments: [
      ("trace_id", "ff", 255), ("traceID", "ff", 255), ("request", "fe", 254),
      ("traceID", "none", nil), ("span_id", "ff", nil),
    ] as [(String, String, UInt64?)])
  func aLabelNamesTheTrace(name: String, value: String, low: UInt64?) throws {
    var prometheus = try source(.prometheus)
    prometheus.traceFields = [.init("request", isLabel: true)]
    let exemplar = Exemplar(
      time: Instant(milliseconds: 0), value: 1, labels: Labels([(name, value)]), series: Labels())
    #expect(exemplar.traceID(of: prometheus) == low.map { TraceID(low: $0) })
  }
}
