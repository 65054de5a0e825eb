import DataSources
import HTTP
import Queries
import Testing
import Times
import Traces
import World

@testable import Embedded

/// The embedded Tempo and Jaeger, asked with hune's own requests.
@Suite struct TempoAPITests {
  private let tempo: EmbeddedTempo
  private let jaeger: EmbeddedJaeger
  private let source: DataSource
  private let jaegerSource: DataSource
  private static let traces = Result { try WorldTraces(seed: 1) }
  private static let now = Instant(milliseconds: 1_795_219_200_000)
  private let range = TimeRange(from: now + -Span.minutes(5), to: now)

  init() throws {
    let archive = TraceArchive(try Self.traces.get()) { Self.now }
    tempo = EmbeddedTempo(archive)
    jaeger = EmbeddedJaeger(archive)
    source = try #require(
      DataSource(name: "tempo", kind: .tempo, address: EmbeddedServers.tempoAddress))
    jaegerSource = try #require(
      DataSource(name: "jaeger", kind: .jaeger, address: EmbeddedServers.jaegerAddress))
  }

  private func search(_ query: String, limit: Int = 20) throws -> [TraceSummary] {
    let request = Tempo.search(query, in: range, limit: limit, of: source)
    return try Tempo.traces(from: tempo.answer(to: request), of: source)
  }

  private func whole(_ id: TraceID) throws -> Trace {
    try #require(
      try Tempo.trace(id, from: tempo.answer(to: Tempo.trace(id, of: source)), of: source))
  }

  @Test(arguments: [
    "{ status = error }", #"{ name =~ ".*Workflow" && kind = server }"#,
    "{ duration > 1s }", "{ traceDuration < 40ms }",
    #"{ span.social.platform = "tiktok" && status = error }"#,
    #"{ .social.platform != "tiktok" && resource.service.name = "publisher" }"#,
    "{ llm.cost_usd > 0.02 }".replacing("llm", with: "span.llm"),
    #"{ name = "llm.call" } || { name = "media.transcode" }"#,
    #"{ name = "llm.call" } && { status = error }"#,
    #"{ event:name = "exception" }"#, #"{ rootServiceName = "gateway" }"#,
    "{ span.temporal.attempt >= 3 }", "{ span.http.response.status_code = 429 }",
    #"{ !(kind = server) && name !~ "POST.*" }"#, "{ span.policy.verdict != nil }",
  ])
  func aSearchFindsWhatHasIt(query: String) throws {
    let found = try search(query)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { ($0.matched ?? 0) > 0 && !$0.found.isEmpty })
    #expect(found.map(\.start) == found.map(\.start).sorted(by: >))
    let trace = try whole(found[0].id)
    #expect(trace.spans.count == found[0].spanCount)
    #expect(trace.spans.count(where: \.isError) == found[0].errorCount)
  }

  @Test func conditionsAreOfTheSpansThatAreFound() throws {
    for found in try search(#"{ span.social.platform = "x" && status = error }"#) {
      let trace = try whole(found.id)
      let spans = trace.spans.filter {
        $0.attributes["social.platform"] == .string("x") && $0.isError
      }
      #expect(found.matched == spans.count)
      #expect(found.found.allSatisfy { one in spans.contains { $0.id == one.id } })
    }
    #expect(try search(#"{ span.social.platform = "nowhere" }"#).isEmpty)
    // A missing attribute is neither equal nor different.
    #expect(try search(#"{ span.nowhere != "x" }"#).isEmpty)
  }

  @Test func bothVersionsGiveTheSameTrace() throws {
    let id = try #require(try search("{ status = error }").first).id
    let first = tempo.answer(to: Tempo.trace(id, isFirstVersion: true, of: source))
    #expect(try Tempo.trace(id, from: first, of: source) == whole(id))
    let short = HTTPRequest(.get, url: source.url + "/api/traces/abc")
    #expect(tempo.answer(to: short).status == 404)
    let none = tempo.answer(to: Tempo.trace(TraceID(low: 9), of: source))
    #expect(try Tempo.trace(TraceID(low: 9), from: none, of: source) == nil)
  }

  @Test(arguments: [
    (
      "{ a",
      "invalid TraceQL query: parse error at line 1, col 3: syntax error: unexpected IDENTIFIER"
    ),
    ("{ } >> { }", "the demo knows && and || between {…}: not >>"),
    (
      "{ } | count() > 2",
      "the demo knows {…}, &&, || and select(): not {} | count() > 2 with (most_recent=true)"
    ),
    ("{ duration + 1s > 2s }", "the demo does not calculate: duration + 1s"),
    ("{ } | rate()", "the demo makes no metrics of traces"),
    ("{ parent.a = 1 }", "the demo does not know the attribute parent.a"),
    (#"{ name =~ "(" }"#, "invalid TraceQL query: error parsing regexp: (: missing ): ("),
  ])
  func whatIsNotKnownIsAClear400(query: String, reason: String) throws {
    let request = Tempo.search(query, in: range, limit: 20, of: source)
    let response = tempo.answer(to: request)
    #expect(response.status == 400)
    #expect(String(decoding: response.body, as: UTF8.self) == reason)
  }

  @Test(arguments: [
    ("limit=x", #"invalid limit: strconv.ParseUint: parsing "x": invalid syntax"#),
    ("limit=0", "invalid limit: must be a positive number"),
    ("spss=200", "spans per span set exceeds 100. received 200"),
    ("start=5&end=3", "http parameter start must be before end. received start=5 end=3"),
    (
      "start=1795217357000&end=1795217357001",
      #"invalid start: strconv.ParseUint: parsing "1795217357000": value out of range"#
    ),
    ("tags=a%3Db", "the demo searches with q only"),
  ])
  func wrongParametersAreRefused(form: String, reason: String) {
    let response = tempo.answer(to: HTTPRequest(.get, url: source.url + "/api/search?" + form))
    #expect(response.status == 400)
    #expect(String(decoding: response.body, as: UTF8.self) == reason)
  }

  @Test func attributesAndTheirValuesAreListed() throws {
    let tags = try Tempo.tags(from: tempo.answer(to: Tempo.tags(in: range, of: source)), of: source)
    #expect(tags.contains("span.social.platform") && tags.contains("resource.service.name"))
    #expect(tags.contains("event.exception.type") && tags.contains("duration"))
    func values(_ tag: String, _ query: String? = nil) throws -> [String] {
      let request = Tempo.tagValues(of: tag, matching: query, in: range, of: source)
      return try Tempo.tagValues(from: tempo.answer(to: request), of: source).map(\.text)
    }
    #expect(
      try values("span.social.platform") == ["instagram", "reddit", "tiktok", "x", "youtube"])
    #expect(try values("status") == ["error", "ok", "unset"])
    #expect(
      try values("resource.service.name", #"{name="llm.call"}"#) == ["llm-router"])
    let wrong = tempo.answer(to: Tempo.tagValues(of: "nope", in: range, of: source))
    #expect(wrong.status == 400)
  }

  @Test func jaegerTellsTheSameTraces() throws {
    let id = try #require(try search("{ status = error }").first).id
    let response = jaeger.answer(to: Jaeger.trace(id, of: jaegerSource))
    let other = try #require(try Jaeger.traces(from: response, of: jaegerSource).first)
    let trace = try whole(id)
    #expect(other.id == id)
    #expect(Set(other.spans.map(\.id)) == Set(trace.spans.map(\.id)))
    let byID = Dictionary(uniqueKeysWithValues: trace.spans.map { ($0.id, $0) })
    for span in other.spans {
      let same = try #require(byID[span.id])
      #expect(span.name == same.name && span.status == same.status && span.kind == same.kind)
      #expect(span.parentID == same.parentID && span.statusMessage == same.statusMessage)
      #expect(span.attributes == same.attributes && span.scope == same.scope)
      #expect(span.events.map(\.name) == same.events.map(\.name))
      #expect(other.service(of: span) == trace.service(of: same))
    }
  }

  @Test func jaegerSearchesByServiceTagsAndDuration() throws {
    func search(_ text: String) throws -> [TraceSummary] {
      let request = try Jaeger.search(text, in: range, limit: 10, of: jaegerSource)
      return try Jaeger.summaries(from: jaeger.answer(to: request), of: jaegerSource)
    }
    let errors = try search("service=publisher error=true social.platform=tiktok")
    #expect(!errors.isEmpty && errors.allSatisfy { ($0.errorCount ?? 0) > 0 })
    #expect(try search("service=gateway minDuration=2s").allSatisfy { $0.duration >= .seconds(2) })
    #expect(try search("service=nobody").isEmpty)
    let names = try Jaeger.names(
      from: jaeger.answer(to: Jaeger.services(of: jaegerSource)), of: jaegerSource)
    #expect(names.contains("token-refresher"))
    let operations = try Jaeger.names(
      from: jaeger.answer(to: Jaeger.operations(of: "publisher", of: jaegerSource)),
      of: jaegerSource)
    #expect(operations.contains("activity.publish"))
    let refused = jaeger.answer(to: HTTPRequest(.get, url: jaegerSource.url + "/api/traces"))
    #expect(
      throws: DataSourceError(
        .rejected, source: "jaeger", detail: "parameter 'service' is required")
    ) { try Jaeger.traces(from: refused, of: jaegerSource) }
  }
}
