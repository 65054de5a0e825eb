import DataSources
import Frames
import HTTP
import Queries
import Testing
import Times

struct PrometheusTests {
  private let source: DataSource
  private let range = TimeRange(
    from: Instant(milliseconds: 1_795_219_154_000), to: Instant(milliseconds: 1_795_219_274_120))

  init() throws {
    source = try #require(
      DataSource(
        name: "prod", kind: .prometheus, address: "http://127.0.0.1:9009/prometheus/",
        credentials: [.headers([.init("X-Scope-OrgID", "a")])]))
  }

  private func query(_ mode: Query.Mode) -> Query {
    Query(
      panelID: 1, refID: "A", dataSource: .init(), expression: #"up{a="b c"} + 1"#, mode: mode,
      range: range)
  }

  private func error(
    _ status: Int, _ type: String = "application/json", _ body: String
  ) -> DataSourceError? {
    do throws(DataSourceError) {
      _ = try source.answer(
        to: query(.instant),
        from: HTTPResponse(
          status: status, headers: [.init("Content-Type", type)], body: Array(body.utf8)))
      return nil
    } catch {
      return error
    }
  }

  @Test func asksForARangeWithAForm() throws {
    let request = try source.request(for: query(.range(step: .seconds(15))))
    #expect(request.method == .post)
    #expect(request.url == "http://127.0.0.1:9009/prometheus/api/v1/query_range")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "query=up%7Ba%3D%22b+c%22%7D+%2B+1&start=1795219154&end=1795219274.12&step=15")
    #expect(request.headers.contains(.init("Content-Type", "application/x-www-form-urlencoded")))
    #expect(request.headers.contains(.init("X-Scope-OrgID", "a")))
  }

  @Test func asksForAMomentAtTheEndOfTheRange() throws {
    var source = source
    source.method = .get
    let request = try source.request(for: query(.instant))
    #expect(request.method == .get)
    #expect(request.body.isEmpty)
    #expect(
      request.url
        == "http://127.0.0.1:9009/prometheus/api/v1/query"
        + "?query=up%7Ba%3D%22b+c%22%7D+%2B+1&time=1795219274.12")
  }

  @Test func asksForLabelsAndSeries() {
    #expect(
      Prometheus.labelValues(of: "a/b", matching: ["up"], in: range, of: source).url
        == "http://127.0.0.1:9009/prometheus/api/v1/label/a%2Fb/values"
        + "?match%5B%5D=up&start=1795219154&end=1795219274.12")
    #expect(Prometheus.labelNames(of: source).url.hasSuffix("/api/v1/labels"))
    #expect(
      Prometheus.series(matching: ["a", "b"], of: source).body
        == Array("match%5B%5D=a&match%5B%5D=b".utf8))
    #expect(Prometheus.buildInfo(of: source).url.hasSuffix("/prometheus/api/v1/status/buildinfo"))
  }

  @Test(arguments: [
    (
      400, "application/json", #"{"status":"error","errorType":"bad_data","error":"at char 4"}"#,
      "prod refused the query: at char 4"
    ),
    (
      200, "application/json", #"{"status":"error","error":"odd"}"#,
      "prod refused the query: odd"
    ),
    (
      503, "application/json", #"{"status":"error","errorType":"timeout","error":"timed out"}"#,
      "prod took too long: timed out"
    ),
    (
      503, "application/json", #"{"status":"error","errorType":"unavailable","error":"starting"}"#,
      "prod is unreachable: starting"
    ),
    (
      503, "text/plain", "Service Unavailable", "prod is unreachable: HTTP 503: Service Unavailable"
    ),
    (504, "text/html", "<html>nginx", "prod took too long: HTTP 504 text/html"),
    (
      200, "text/html; charset=utf-8", "<!doctype html>",
      "prod sent no data: a login page? HTTP 200 text/html"
    ),
    (200, "", "\n <html>", "prod sent no data: a login page? HTTP 200 text/html"),
    (401, "text/plain", "no org id\n", "prod wants other credentials: HTTP 401: no org id"),
    (
      403, "application/json", #"{"message":"not yours"}"#,
      "prod wants other credentials: not yours"
    ),
    (429, "text/plain", "", "prod is busy: HTTP 429 without a word"),
    (
      404, "text/plain", "404 page not found\n",
      "prod refused the query: HTTP 404: 404 page not found"
    ),
    (200, "application/json", "", "prod sent no data: an empty body"),
    (
      200, "application/json", #"{"status":"success","data":{"resultType":"matrix","res"#,
      "prod sent no data: the body is cut short at byte 54: ends inside a string"
    ),
    (
      200, "application/json", #"{"status":"success","data":nothing}"#,
      "prod sent no data: not JSON at byte 27: 'n' where null should be"
    ),
    (
      200, "application/json", #"{"status":"success","data":{"resultType":"streams","result":[]}}"#,
      "prod sent no data: a result of type streams"
    ),
    (
      200, "application/json", #"{"status":"success"}"#, "prod sent no data: an answer without data"
    ),
    (
      200, "application/json", "{}",
      "prod sent no data: JSON that no Prometheus sends, without a status"
    ),
    (
      200, "application/json",
      #"{"status":"success","data":{"resultType":"scalar","result":[1,"x"]}}"#,
      "prod sent no data: not JSON at byte 67: a scalar that is no number"
    ),
  ])
  func saysWhyThereIsNoData(status: Int, type: String, body: String, text: String) {
    #expect(error(status, type, body)?.description == text)
  }

  @Test(arguments: [
    (HTTPError.Code.unreachable, "prod is unreachable: x"), (.timedOut, "prod took too long: x"),
    (.tooLarge, "prod sent too much: x"), (.tooManyRedirects, "prod sent no data: x"),
    (.redirectRefused, "prod sent no data: x"), (.insecure, "prod is unreachable: x"),
    (.malformed, "prod sent no data: x"), (.cancelled, "the query to prod was cancelled"),
  ])
  func saysWhyThereIsNoReply(code: HTTPError.Code, text: String) {
    #expect(DataSourceError(HTTPError(code, "x"), source: "prod").description == text)
  }

  @Test func aSourceOfAnotherKindIsNamed() {
    var tempo = source
    tempo.kind = .alertmanager
    let error = #expect(throws: DataSourceError.self) { try tempo.request(for: query(.instant)) }
    #expect(error?.description == "no source of type alertmanager")
  }

  @Test func theOrderOfKeysDoesNotMatter() throws {
    let body =
      #"{"infos":["i"],"warnings":["w"],"isPartial":true,"data":{"result":[{"values":[[1,"2"]],"#
      + #""metric":{"a":"b"}}],"resultType":"matrix"},"status":"success"}"#
    let answer = try source.answer(
      to: query(.instant), from: HTTPResponse(status: 200, body: Array(body.utf8)))
    #expect(answer.frames.first?.fields.last?.labels == ["a": "b"])
    #expect(answer.frames.first?.fields.last?.values == .numbers([2]))
    #expect(
      answer.notices
        == [.init(.warning, "w"), .init(.warning, "the answer is partial"), .init(.info, "i")])
  }

  @Test func seriesOfDifferentTimesKeepThem() throws {
    let samples = [[1, 2, 3], [1, 2], [1, 2, 3, 4], [2, 3], [], [2, 3]]
    let series = samples.map { times in
      let pairs = times.map { #"[\#($0),"\#($0)"]"# }.joined(separator: ",")
      return #"{"metric":{},"values":[\#(pairs)]}"#
    }
    let body =
      #"{"status":"success","data":{"resultType":"matrix","result":["#
      + series.joined(separator: ",") + "]}}"
    let answer = try source.answer(
      to: query(.instant), from: HTTPResponse(status: 200, body: Array(body.utf8)))
    let times = answer.frames.map { $0.fields.first?.times?.map { Int($0.seconds) } }
    #expect(times == samples)
  }

  @Test func aTableHasARowForEachSample() throws {
    let body =
      #"{"status":"success","data":{"resultType":"vector","result":["#
      + #"{"metric":{"b":"1"},"value":[1,"2"]},{"metric":{"a":"x","b":"2"},"value":[1,"3"]}]}}"#
    var query = query(.instant)
    query.format = .table
    let name = TableFrame.valueName(refID: "A", tableQueries: 2)
    let answer = try source.answer(
      to: query, from: HTTPResponse(status: 200, body: Array(body.utf8)), valueName: name)
    let moment = Instant(milliseconds: 1000)
    #expect(
      answer.frames == [
        Frame(
          refID: "A",
          fields: [
            Field(name: "Time", values: .times([moment, moment])),
            Field(name: "b", values: .strings(["1", "2"])),
            Field(name: "a", values: .strings(["", "x"])),
            Field(name: "Value #A", values: .numbers([2, 3])),
          ])
      ])
  }
}
