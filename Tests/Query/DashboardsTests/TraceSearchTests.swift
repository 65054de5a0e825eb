import JSON
import Testing

@testable import Dashboards

/// Questions that Grafana keeps as fields of a form become text.
@Suite struct TraceSearchTests {
  private func expression(_ target: String) throws -> String {
    let text = #"{"panels": [{"type": "table", "targets": [\#(target)]}]}"#
    let dashboard = try dashboard(text)
    return try #require(dashboard.allPanels.first?.targets.first?.expr)
  }

  @Test(arguments: [
    (#"{"queryType": "traceql", "query": "{ status = error }"}"#, "{ status = error }"),
    (
      #"{"queryType": "traceqlSearch", "filters": [{"id": "1", "tag": "service.name", "scope": "resource", "operator": "=", "value": ["a", "b"], "valueType": "string"}, {"id": "2", "tag": "status", "scope": "intrinsic", "operator": "=", "value": "error", "valueType": "keyword"}, {"tag": "x.y", "operator": ">", "value": "3", "valueType": "int"}, {"tag": ""}, {"tag": "z", "value": []}]}"#,
      #"{resource.service.name=~"a|b" && status=error && .x.y>3}"#
    ),
    (#"{"queryType": "traceqlSearch"}"#, "{}"),
    (
      #"{"queryType": "nativeSearch", "serviceName": "a\"b", "spanName": "GET", "search": "k=v", "minDuration": "1s"}"#,
      #"{resource.service.name="a\"b" && name="GET" && .k="v" && duration>=1s}"#
    ),
    (
      #"{"queryType": "search", "service": "$service", "operation": "GET /", "tags": "a=\"b\"", "maxDuration": "5s"}"#,
      #"service=$service operation="GET /" maxDuration=5s a="b""#
    ),
    (#"{"queryType": "traceId", "query": "abcdef12"}"#, "abcdef12"),
  ])
  func aFormIsAQuery(target: String, text: String) throws {
    #expect(try expression(target) == text)
  }

  @Test func limitAndKindOfTableAreKept() throws {
    let text =
      #"{"panels": [{"type": "table", "targets": [{"query": "{}", "limit": 7, "tableType": "spans"}]}]}"#
    let dashboard = try dashboard(text)
    let target = try #require(dashboard.allPanels.first?.targets.first)
    #expect(target.traceLimit == 7)
    #expect(target.isOfSpans)
  }
}
