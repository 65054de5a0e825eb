import Frames
import HTTP
import Queries
import Testing
import Times

@testable import DataSources

struct LokiTests {
  private let source: DataSource
  private let range = TimeRange(
    from: Instant(nanoseconds: 1_795_219_154_000_000_001),
    to: Instant(milliseconds: 1_795_219_274_120)
  )

  init() throws {
    source = try #require(
      DataSource(
        name: "logs", kind: .loki, address: "http://127.0.0.1:3100/loki-gw/",
        credentials: [.headers([.init("X-Scope-OrgID", "a")])]))
  }

  private func query(_ mode: Query.Mode, _ expression: String = #"{a="b c"}"#) -> Query {
    Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: expression, mode: mode, range: range)
  }

  private func reply(_ body: String) -> HTTPResponse {
    HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: Array(body.utf8))
  }

  @Test func asksForLines() throws {
    let request = try source.request(for: query(.lines(limit: 20, isForward: false)))
    #expect(request.method == .get)
    #expect(
      request.url
        == "http://127.0.0.1:3100/loki-gw/loki/api/v1/query_range?query=%7Ba%3D%22b+c%22%7D"
        + "&start=1795219154000000001&end=1795219274120000000&limit=20&direction=backward")
    #expect(request.headers.contains(.init("X-Scope-OrgID", "a")))
    #expect(
      request.headers.contains(.init("X-Loki-Response-Encoding-Flags", "categorize-labels")))
    #expect(request.limits.totalSeconds > 17)
    #expect(request.limits.stalledSeconds > 17)
  }

  @Test(arguments: [
    (Span.seconds(15), "&step=15s"), (.milliseconds(1500), "&step=1500ms"),
  ])
  func asksForNumbersInSteps(step: Span, text: String) throws {
    let request = try source.request(for: query(.range(step: step), "rate({a=\"b\"}[1m])"))
    #expect(request.url.hasSuffix("&start=1795219154000000001&end=1795219274120000000" + text))
    #expect(
      try source.request(for: query(.instant)).url.hasSuffix("&time=1795219274120000000"))
  }

  @Test func aLongQueryIsAForm() throws {
    let long = "{a=\"" + String(repeating: "x", count: 5_000) + "\"}"
    let request = try source.request(for: query(.instant, long))
    #expect(request.method == .post)
    #expect(request.url.hasSuffix("/query"))
    #expect(request.body.count > 5_000)
  }

  @Test func asksForListings() {
    #expect(
      Loki.labelValues(of: "a/b", matching: "{c=\"d\"}", of: source).url.hasSuffix(
        "/loki/api/v1/label/a%2Fb/values?query=%7Bc%3D%22d%22%7D"))
    #expect(
      Loki.labelNames(in: range, of: source).url.hasSuffix(
        "/labels?start=1795219154000000001&end=1795219274120000000"))
    #expect(
      Loki.series(matching: ["{a=\"b\"}", "{c=\"d\"}"], of: source).url.hasSuffix(
        "/series?match%5B%5D=%7Ba%3D%22b%22%7D&match%5B%5D=%7Bc%3D%22d%22%7D"))
    #expect(
      Loki.volume(of: "{a=\"b\"}", in: range, step: .seconds(60), by: ["a"], of: source).url
        .hasSuffix("&limit=100&targetLabels=a&step=60s"))
  }

  @Test func theOrderOfKeysDoesNotMatter() throws {
    let body =
      #"{"data":{"result":[{"values":[["2","b"],["1","a"]],"stream":{"x":"y"}}],"#
      + #""resultType":"streams"},"status":"success"}"#
    let answer = try source.answer(
      to: query(.lines(limit: 20, isForward: false)), from: reply(body))
    let lines = try #require(answer.frames.first?.lines)
    #expect(lines.times.map(\.nanoseconds) == [1, 2])
    #expect(
      lines.indices.map { String(decoding: lines.text(at: $0), as: UTF8.self) } == ["a", "b"])
    #expect(lines.stream(at: 1) == ["x": "y"])
    #expect(answer.frames.first?.rowCount == 2)
  }

  @Test func metadataOfOldServersIsRead() throws {
    let body =
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"x":"y"},"#
      + #""values":[["1","a",{"trace_id":"7"}],["2","b",null,3]]}]}}"#
    let answer = try source.answer(to: query(.lines(limit: 9, isForward: true)), from: reply(body))
    let lines = try #require(answer.frames.first?.lines)
    #expect(lines.metadata(at: 0) == ["trace_id": "7"])
    #expect(lines.metadata(at: 1).isEmpty)
    #expect(lines.label("trace_id", at: 0) == "7")
  }

  @Test(arguments: [
    (
      500, "text/plain", "context deadline exceeded\n",
      "logs took too long: context deadline exceeded"
    ),
    (401, "text/plain", "no org id\n", "logs wants other credentials: no org id"),
    (400, "text/plain", " a\nb ", "logs refused the query: a\nb"),
    (503, "text/plain", "Ingester not ready", "logs is unreachable: Ingester not ready"),
    (
      502, "text/html", "<html>", "logs is unreachable: HTTP 502 text/html"
    ),
    (
      400, "application/json", #"{"code":400,"message":"parse error"}"#,
      "logs refused the query: parse error"
    ),
    (
      200, "application/json", #"{"status":"success"}"#, "logs sent no data: an answer without data"
    ),
    (
      200, "application/json",
      #"{"status":"success","data":{"resultType":"streams","result":[{"values":[[1]]}]}}"#,
      "logs sent no data: not JSON at byte 73: '1' where a number in quotes should be"
    ),
  ])
  func saysWhyThereAreNoLines(status: Int, type: String, body: String, text: String) {
    let error = #expect(throws: DataSourceError.self) {
      try source.answer(
        to: query(.lines(limit: 1, isForward: true)),
        from: HTTPResponse(
          status: status, headers: [.init("Content-Type", type)], body: Array(body.utf8)))
    }
    #expect(error?.description == text)
  }

  @Test func linesBecomeColumnsOfATable() {
    var lines = LogLines()
    let (first, second) = (lines.add(["a": "1"]), lines.add(["b": "2"]))
    lines.append("x".utf8, at: Instant(nanoseconds: 1), stream: first)
    lines.append("y".utf8, at: Instant(nanoseconds: 2), stream: first, metadata: second)
    let frame = Frame(refID: "A", lines: lines).withLinesAsFields
    #expect(frame.fields.map(\.name) == ["Time", "Line", "a", "b"])
    #expect(frame.fields.map(\.strings) == [nil, ["x", "y"], ["1", "1"], [nil, "2"]])
    #expect(frame.rowCount == 2)
  }
}

@Test(
  arguments: [
    (500, "text/plain; charset=utf-8", "empty ring", .failed, false),
    (500, "application/json", #"{"status":"error","error":"boom"}"#, .failed, false),
    (429, "text/plain; charset=utf-8", "too many outstanding requests", .rejected, false),
    (400, "text/plain; charset=utf-8", "parse error", .rejected, true),
    (503, "text/plain", "gone", .unreachable, false),
  ] as [(Int, String, String, DataSourceError.Code, Bool)])
func onlyWhatTheServerSaysNoToIsRefused(
  status: Int, type: String, body: String, code: DataSourceError.Code, isRefusal: Bool
) {
  let response = HTTPResponse(
    status: status, headers: [.init("Content-Type", type)], body: Array(body.utf8))
  let error = Loki.refusal(response, from: "loki")
  #expect(error.code == code)
  #expect(error.isRefusal == isRefusal)
  #expect((error.retryAfter != nil) == (status == 429))
}

@Test(
  arguments: [
    ("the query time range exceeds the limit (query length: 1440h0m0s, limit: 30d1h)", 30 * 24 + 1),
    ("the query time range exceeds the limit (query length: 1h10m0s, limit: 1h0m0s)", 1),
    ("the query time range exceeds the limit", nil), ("limit: 3h", nil),
  ] as [(String, Double?)])
func theLongestRangeIsRead(detail: String, hours: Double?) {
  let error = DataSourceError(.rejected, source: "loki", detail: detail)
  #expect(error.rangeLimit == hours.map { Span.hours($0) })
}
