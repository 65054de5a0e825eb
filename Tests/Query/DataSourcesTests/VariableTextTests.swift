import HTTP
import Testing

@testable import DataSources

private func texts(ofResult result: String) throws -> [String] {
  let source = try #require(
    DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9"))
  let body = #"{"status":"success","data":\#(result)}"#
  let response = HTTPResponse(status: 200, body: Array(body.utf8))
  if result.hasPrefix("[") {
    return try Prometheus.seriesTexts(from: response, of: source).elements
  }
  return try Prometheus.sampleTexts(from: response, of: source).elements
}

private func vector(_ metric: String, _ value: String) -> String {
  #"{"resultType":"vector","result":[{"metric":\#(metric),"value":[1700000000.123,"\#(value)"]}]}"#
}

@Test(arguments: [
  (
    vector(#"{"__name__":"up","job":"a","instance":"b:1"}"#, "1"),
    [#"up{instance="b:1",job="a"} 1 1700000000123"#]
  ),
  (vector("{}", "0.5"), ["{} 0.5 1700000000123"]),
  (vector(#"{"__name__":"up"}"#, "NaN"), ["up{} NaN 1700000000123"]),
  (vector("{}", "+Inf"), ["{} +Inf 1700000000123"]),
  (vector("{}", "-Inf"), ["{} -Inf 1700000000123"]),
  (vector("{}", "12345678901234567890"), ["{} 12345678901234567000 1700000000123"]),
  (vector("{}", "-1e-07"), ["{} -0.0000001 1700000000123"]),
  (vector("{}", "1.5e+21"), ["{} 1500000000000000000000 1700000000123"]),
  (vector("{}", "0.000012345"), ["{} 0.000012345 1700000000123"]),
  (#"{"resultType":"scalar","result":[1700000000,"3"]}"#, ["3"]),
  (#"{"resultType":"string","result":[1700000000,"a b"]}"#, ["a b"]),
  (#"{"resultType":"vector","result":[]}"#, []),
  (#"[{"__name__":"up","job":"a"},{"job":"b"}]"#, [#"up{job="a"}"#, #"{job="b"}"#]),
  (#"[{"__name__":"up"}]"#, ["up{}"]),
])
func samplesAndSeriesAreWrittenForExpressions(result: String, written: [String]) throws {
  #expect(try texts(ofResult: result) == written)
}
