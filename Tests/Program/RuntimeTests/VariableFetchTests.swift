import App
import DataSources
import HTTP
import Queries
import Testing
import Times

@testable import Runtime

/// Answers every request with one body, if it goes where it should.
private struct Body: HTTPClient {
  var path: String
  var text: String

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard request.url.contains(path) else {
      throw HTTPError(.unreachable, "asked \(request.url)")
    }
    return HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: Array(text.utf8))
  }
}

private func listed(_ query: String, at path: String, _ data: String) async throws -> [String] {
  let source = try #require(
    DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9"))
  let now = Instant(milliseconds: 1_795_271_550_000)
  let fetch = VariableFetch(
    view: 0, variable: "v", query: VariableQuery(query),
    range: TimeRange(from: now - .hours(1), to: now), source: source)
  return try await fetch.result(
    by: Body(path: path, text: #"{"status":"success","data":\#(data)}"#)
  ).get()
}

/// As Grafana writes it, since the patterns of layouts are made for that.
@Test(arguments: [
  (
    #"{"metric":{"__name__":"up","job":"a","b":"c"},"value":[1795271550,"1"]}"#,
    #"up{b="c",job="a"} 1 1795271550000"#
  ),
  (#"{"metric":{"job":"a"},"value":[1795271550.5,"0.25"]}"#, #"{job="a"} 0.25 1795271550500"#),
  (#"{"metric":{"__name__":"up"},"value":[1795271550,"12345678"]}"#, "up{} 12345678 1795271550000"),
  (#"{"metric":{"__name__":"up"},"value":[1795271550,"-3"]}"#, "up{} -3 1795271550000"),
  (#"{"metric":{},"value":[1795271550,"2"]}"#, "{} 2 1795271550000"),
])
func theResultsOfAQueryAreWrittenAsGrafanaDoes(sample: String, text: String) async throws {
  let texts = try await listed(
    "query_result(up)", at: "/api/v1/query", #"{"resultType":"vector","result":[\#(sample)]}"#)
  #expect(texts == [text])
}

@Test func aScalarStandsAlone() async throws {
  let texts = try await listed(
    "query_result(1+1)", at: "/api/v1/query",
    #"{"resultType":"scalar","result":[1795271550,"2"]}"#)
  #expect(texts == ["2"])
}

@Test func labelsAreListedByTheirOwnPaths() async throws {
  #expect(
    try await listed("label_values(up, job)", at: "/api/v1/label/job/values", #"["a","b"]"#)
      == ["a", "b"])
  #expect(try await listed("label_names()", at: "/api/v1/labels", #"["x"]"#) == ["x"])
  #expect(
    try await listed("up", at: "/api/v1/series", #"[{"__name__":"up","job":"a"}]"#)
      == [#"up{job="a"}"#])
}
