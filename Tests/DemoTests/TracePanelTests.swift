import DataSources
import HTTP
import Panels
import Queries
import Runtime
import Testing
import Times
import Traces
import Transport
import World

/// The trace panels of the shipped layouts, and the embedded Tempo and Jaeger over HTTP.
@Suite struct TracePanelTests {
  private static let now = SyntheticWorld.epoch + .hours(24 * 321 + 15)
  private let range = TimeRange(from: now + -Span.minutes(30), to: now)

  @Test(
    arguments: ["Error Traces", "Recent Workflows"], DemoProgram.Way.allCases)
  func tracePanelsHaveRows(title: String, way: DemoProgram.Way) throws {
    let layout =
      title == "Error Traces" ? "ofm/ofm-social-overview" : "ofm/ofm-temporal-workflows"
    let loop = try DemoProgram.loop(layout, seed: 1, at: Self.now, by: way)
    let summary = try #require(loop.state.report.panels.first { $0.title == title })
    #expect(summary.state == "ok")
    #expect(!summary.values.isEmpty)
  }

  private func readers() throws -> (tempo: TraceReader, jaeger: TraceReader) {
    let (sources, client) = try DemoProgram.sources(seed: 1, at: Self.now, by: .overHTTP)
    let tempo = try #require(sources.first { $0.kind == .tempo })
    let jaeger = try #require(sources.first { $0.kind == .jaeger })
    return (TraceReader(tempo, client), TraceReader(jaeger, client))
  }

  @Test func theSameTracesAreFoundInBoth() async throws {
    let (tempo, jaeger) = try readers()
    let failed = try await tempo.search(
      #"{ resource.service.name = "publisher" && status = error }"#, in: range, limit: 20)
    let first = try #require(failed.first)
    let trace = try #require(try await tempo.trace(first.id))
    #expect(trace.spans.count == first.spanCount)
    let other = try #require(try await jaeger.trace(first.id))
    #expect(other.spans.map(\.id).sorted() == trace.spans.map(\.id).sorted())
    #expect(Set(other.spans.map(\.name)) == Set(trace.spans.map(\.name)))
    #expect(other.spans.count(where: \.isError) == trace.spans.count(where: \.isError))
    let found = try await jaeger.search(
      #"service=publisher error=true"#, in: range, limit: 20)
    #expect(Set(found.map(\.id)).isSuperset(of: failed.prefix(5).map(\.id)))
    #expect(try await tempo.trace(TraceID(low: 1)) == nil)
    #expect(try await jaeger.trace(TraceID(low: 1)) == nil)
  }

  @Test func namesAndValuesAreListed() async throws {
    let (tempo, jaeger) = try readers()
    let names = try await tempo.names(in: range)
    #expect(names.contains("span.social.platform") && names.contains("resource.service.name"))
    let platforms = try await tempo.values(of: "span.social.platform", in: range)
    #expect(platforms.contains { $0.text == "tiktok" && $0.isText })
    let services = try await jaeger.names(in: range)
    #expect(services.contains("publisher") && services.contains("gateway"))
    let operations = try await jaeger.values(of: "publisher", in: range)
    #expect(operations.contains { $0.text == "activity.publish" })
  }

  /// Each by its path, as it comes over the wire: a 400 that says why.
  @Test(arguments: [
    ("/api/search?q=%7B%7D%20%7C%20rate%28%29", "the demo makes no metrics of traces"),
    ("/api/search?q=%7B%7D%20%3E%3E%20%7B%7D", "the demo knows && and ||"),
    ("/api/metrics/query_range?q=%7B%7D%20%7C%20rate%28%29&start=1&end=2", "no metrics of traces"),
    ("/api/traces/xyz", "can only contain hex characters"),
    ("/api/search?limit=x", "invalid limit"),
  ])
  func whatTempoDoesNotKnowItRefuses(path: String, reason: String) async throws {
    let tempo = try readers().tempo
    try await refuses(tempo, path, reason)
  }

  @Test(arguments: [
    ("/api/traces", "parameter 'service' is required"),
    ("/api/traces?service=a&minDuration=x", "unable to parse param 'minDuration'"),
    ("/api/traces?service=a&tags=x", "malformed 'tags' parameter"),
    ("/api/traces?service=a&limit=x", "unable to parse param 'limit'"),
    ("/api/traces?service=a&start=x", "unable to parse param 'start'"),
    ("/api/traces/xyz", "invalid syntax"),
  ])
  func whatJaegerDoesNotKnowItRefuses(path: String, reason: String) async throws {
    let jaeger = try readers().jaeger
    try await refuses(jaeger, path, reason)
  }

  private func refuses(_ reader: TraceReader, _ path: String, _ reason: String) async throws {
    let response = try await CurlClient().send(
      HTTPRequest(.get, url: reader.source.url + path, limits: reader.source.limits))
    #expect(response.status == 400)
    let body = String(decoding: response.body, as: UTF8.self)
    #expect(body.contains(reason), "\(body)")
  }
}
