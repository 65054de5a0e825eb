import Foundation
import HTTP
import Testing
import Times
import Traces

@testable import DataSources

/// Every recorded reply of Tempo and of Jaeger's API against what `Fixtures/expect_traces.py` read
/// in its body.
struct TraceRecordingTests {
  @Test(arguments: TraceRecording.all.filter(\.hasExpectation))
  func decodesToWhatTheBodySays(recording: TraceRecording) throws {
    let expected = try recording.expectation()
    let kind = try #require(expected.keys.first)
    var lines: [String]
    if let groups = expected[kind] as? [[String]] {
      lines = groups.flatMap { $0 }
    } else {
      lines = try #require(expected[kind] as? [String])
    }
    if kind == "values", recording.name.contains("_v2") {
      lines = lines.map { String($0.drop { $0 != " " }.dropFirst()) }
    }
    if kind == "series", recording.name == "tempo/metrics_instant" {
      // One number and no time.
      lines = lines.map { $0.replacingOccurrences(of: "|", with: "|0 ") }
    }
    #expect(try recording.outcome(of: kind, in: recording.response()) == lines)
  }

  @Test func noJSONIsLeftOut() {
    let others = TraceRecording.all.filter {
      !$0.hasExpectation && $0.bodyFile.hasSuffix(".json")
    }
    // Answers to what hune never sends: pushes, another format, the server's build.
    #expect(
      Set(others.map(\.name)) == [
        "tempo/otlp_push_bad", "tempo/otlp_push_bad_id", "tempo/otlp_push_ok",
        "tempo/status_buildinfo", "tempo/trace_v2_llm_accept",
      ])
    #expect(TraceRecording.all.count(where: \.hasExpectation) == 86)
  }

  @Test(arguments: TraceRecording.all.filter { $0.status >= 400 && $0.bodyFile.hasSuffix(".txt") })
  func refusalsAreInTheServersWords(recording: TraceRecording) throws {
    let response = try recording.response()
    let words = String(decoding: try recording.body(), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let source = try recording.source
    guard !words.isEmpty else {
      // Tempo's first version has no word for a trace that is not there.
      #expect(try Tempo.trace(TraceID(low: 1), from: response, of: source) == nil)
      return
    }
    let error = #expect(throws: DataSourceError.self) {
      if recording.isJaeger {
        _ = try Jaeger.traces(from: response, of: source)
      } else {
        _ = try Tempo.traces(from: response, of: source)
      }
    }
    #expect(error?.code == .rejected)
    #expect(error?.detail.contains(words) == true)
  }

  @Test func jaegersOwnErrorsAreRead() throws {
    let source = try #require(
      DataSource(name: "prod", kind: .jaeger, address: "http://127.0.0.1:16686"))
    func response(_ status: Int, _ body: String) -> HTTPResponse {
      HTTPResponse(
        status: status, headers: [.init("Content-Type", "application/json")],
        body: Array(body.utf8))
    }
    let missing = response(
      404, #"{"data":null,"total":0,"errors":[{"code":404,"msg":"trace not found"}]}"#)
    #expect(try Jaeger.traces(from: missing, of: source).isEmpty)
    let refused = response(
      400, #"{"data":null,"errors":[{"code":400,"msg":"parameter 'service' is required"}]}"#)
    #expect(
      throws: DataSourceError(
        .rejected, source: "prod", detail: "parameter 'service' is required")
    ) { try Jaeger.traces(from: refused, of: source) }
  }

  /// A decoder gets every beginning of a reply, and replies with broken bytes, and never traps.
  @Test(arguments: [
    "tempo/trace_v2_error", "tempo/search_by", "jaeger/trace_error",
    "tempo/metrics_exemplars", "tempo/tags_v2", "tempo/tag_values_v2_name",
  ])
  func brokenBodiesAreErrors(name: String) throws {
    let recording = try #require(TraceRecording.all.first { $0.name == name })
    let kind = try #require(try recording.expectation().keys.first)
    let body = try recording.body()
    let end = body.lastIndex(of: UInt8(ascii: "}")) ?? 0
    for length in stride(from: 0, to: end, by: 41) {
      #expect(throws: DataSourceError.self) {
        try recording.outcome(of: kind, in: recording.response(Array(body.prefix(length))))
      }
    }
    var state: UInt64 = 1
    for _ in 0..<200 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var broken = body
      broken[Int(state >> 33) % body.count] = UInt8(truncatingIfNeeded: state >> 24)
      _ = try? recording.outcome(of: kind, in: recording.response(broken))
    }
  }

  @Test func oddTracesSayWhatIsWrongWithThem() throws {
    let recording = try #require(TraceRecording.all.first { $0.name == "tempo/trace_v2_odd" })
    let id = try #require(TraceID(hex: "b5565a1093a5c47a16b4d43bae7b9f7"))
    let trace = try #require(
      try Tempo.trace(id, from: recording.response(), of: recording.source))
    #expect(
      TraceTree(trace).faults.texts == [
        "1 span without its parent", "2 roots",
        "1 span starts before its parent (clock skew?)",
      ])
  }
}
