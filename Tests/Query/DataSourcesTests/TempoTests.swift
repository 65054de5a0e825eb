import Queries
import Testing
import Times
import Traces

@testable import DataSources

@Suite struct TempoTests {
  private let range = TimeRange(
    from: Instant(milliseconds: 1_795_217_357_400), to: Instant(milliseconds: 1_795_219_157_001))

  private func source(_ kind: DataSource.Kind) throws -> DataSource {
    try #require(DataSource(name: "t", kind: kind, address: "http://127.0.0.1:3200"))
  }

  @Test func aSearchAsksForTheNewestInWholeSeconds() throws {
    let request = Tempo.search("{ status = error }", in: range, limit: 20, of: try source(.tempo))
    #expect(
      request.url
        == "http://127.0.0.1:3200/api/search?q=%7B+status+%3D+error+%7D+with+%28most_recent%3Dtrue%29&start=1795217357&end=1795219158&limit=20&spss=3"
    )
  }

  @Test(arguments: [
    ("{}", "{} with (most_recent=true)"),
    ("{} with (most_recent=false)", "{} with (most_recent=false)"),
    ("{ } with (sample=true)", "{} with (sample=true, most_recent=true)"),
    ("{} | rate()", "{} | rate()"),
    ("{ nope", "{ nope"),
  ])
  func theHintIsAddedToWhatIsAQuery(text: String, sent: String) {
    #expect(Tempo.newestFirst(text) == sent)
  }

  @Test func anIDIsAskedForByThat() throws {
    let query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: " B5565A1093a5c47a16b4d43bae7b9f7",
      mode: .traces(limit: 20, isSpans: false), range: range)
    #expect(
      Tempo.request(for: query, to: try source(.tempo)).url
        == "http://127.0.0.1:3200/api/v2/traces/0b5565a1093a5c47a16b4d43bae7b9f7")
    #expect(Tempo.traceID("abc") == nil)
  }

  @Test func numbersAreAskedForInSteps() throws {
    var query = Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: "{} | rate()",
      mode: .range(step: .seconds(60)), range: range)
    #expect(
      Tempo.request(for: query, to: try source(.tempo)).url
        == "http://127.0.0.1:3200/api/metrics/query_range?q=%7B%7D+%7C+rate%28%29&start=1795217357&end=1795219158&step=60s&exemplars=100"
    )
    query.mode = .range(step: .milliseconds(500))
    #expect(Tempo.request(for: query, to: try source(.tempo)).url.contains("step=500ms"))
  }

  @Test(arguments: [
    ("gateway", "service=gateway"),
    (
      #"service=gateway operation="POST /v1" error=true"#,
      #"service=gateway operation="POST /v1" error=true"#
    ),
    (
      #"{resource.service.name="a" && name="GET /" && status=error && duration>100ms && .x=3}"#,
      #"service=a operation="GET /" error=true x=3 minDuration=100ms"#
    ),
    (
      #"{rootServiceName="a" && kind=server && duration<1s}"#,
      "service=a span.kind=server maxDuration=1s"
    ),
  ])
  func jaegerIsAskedInTraceQLToo(text: String, read: String) throws {
    #expect(try JaegerQuery(parsing: text).text == read)
  }

  @Test(arguments: [
    (
      "",
      "Jaeger searches one service at a time: add service=NAME, or resource.service.name = \"NAME\""
    ),
    (
      "{name=\"a\"}",
      "Jaeger searches one service at a time: add service=NAME, or resource.service.name = \"NAME\""
    ),
    (
      #"{resource.service.name="a" || name="b"}"#,
      "Jaeger can't search for resource.service.name = \"a\" || name = \"b\""
    ),
    (#"{resource.service.name=~"a"}"#, "Jaeger can't search for resource.service.name =~ \"a\""),
    ("{} | rate()", "Jaeger takes one {…} of conditions"),
  ])
  func whatJaegerCannotIsSaid(text: String, words: String) {
    let error = #expect(throws: JaegerQueryError.self) { try JaegerQuery(parsing: text) }
    #expect(error?.description == words)
  }

  @Test func aJaegerSearchIsInMicroseconds() throws {
    let request = try Jaeger.search(
      "service=a error=true", in: range, limit: 5, of: try source(.jaeger))
    #expect(
      request.url
        == "http://127.0.0.1:3200/api/traces?service=a&tags=%7B%22error%22%3A%22true%22%7D&start=1795217357400000&end=1795219157001000&limit=5&lookback=custom"
    )
  }
}
