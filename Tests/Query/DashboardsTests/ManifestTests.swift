import Dashboards
import Testing

private func titles(_ yaml: String) throws -> [String] {
  try Layouts.dashboards(in: Array(yaml.utf8), name: "cm.yaml").map(\.title)
}

private let configMap = """
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: queues
    labels: {grafana_dashboard: "1"}
  data:
    notes.txt: not a dashboard
    queues.json: |
      {"title": "Queues", "panels": []}
  """

@Test func aConfigMapHoldsDashboards() throws {
  #expect(try titles(configMap) == ["Queues"])
}

@Test func documentsAndListsAreRead() throws {
  #expect(try titles(configMap + "\n---\n" + configMap) == ["Queues", "Queues"])
  let list = """
    kind: List
    items:
      - kind: Service
      - kind: ConfigMap
        data: {a.json: '{"title": "A", "panels": []}', b.json: '{"title": "B", "panels": []}'}
    """
  #expect(try titles(list) == ["A", "B"])
}

@Test(arguments: [
  ("kind: Service\n", "cm.yaml: holds no dashboard: no ConfigMap with a .json entry"),
  ("kind: [", "cm.yaml:2:1: did not find expected node content"),
  (
    "kind: ConfigMap\ndata: {a.json: '{'}\n",
    "cm.yaml, a.json:1:2: ends where a key in quotes should be"
  ),
  (
    "kind: ConfigMap\nbinaryData: {a.json: eA==}\n",
    "cm.yaml, a.json:1:1: 'x' where a value should be"
  ),
])
func whatCannotBeReadHasItsPlace(yaml: String, message: String) {
  do {
    _ = try titles(yaml)
    Issue.record("it was read")
  } catch {
    #expect("\(error)" == message)
  }
}

@Test(arguments: [
  // `{"title": "Packed", "panels": []}`, through gzip and as it is.
  "H4sIAAAAAAACA6tWKsksyUlVslJQCkhMzk5NUdJRUCpIzEvNKQaKRcfWAgDjtu8IIQAAAA==",
  "eyJ0aXRsZSI6ICJQYWNrZWQiLCAicGFuZWxzIjogW119",
])
func dashboardsUnderBinaryDataAreUnpacked(base64: String) throws {
  let yaml = "kind: ConfigMap\nbinaryData: {a.json: \(base64)}\n"
  let dashboards = try Layouts.dashboards(in: Array(yaml.utf8), name: "cm.yaml")
  #expect(dashboards.map(\.title) == ["Packed"])
}

@Test(arguments: [
  ("e!", "cm.yaml:2:22: a.json is not base64"),
  ("H4sIAAAA", "cm.yaml:2:22: a.json is not a whole gzip stream"),
])
func spoiltBinaryDataHasItsPlace(base64: String, message: String) {
  let yaml = "kind: ConfigMap\nbinaryData: {a.json: '\(base64)'}\n"
  do {
    _ = try Layouts.dashboards(in: Array(yaml.utf8), name: "cm.yaml")
    Issue.record("was read")
  } catch {
    #expect("\(error)" == message)
  }
}

@Test func oneBadEntryLosesNoOther() throws {
  let yaml = """
    kind: ConfigMap
    data:
      a.json: '{"title": "Good", "panels": []}'
      b.json: '{"title": '
    """
  let dashboards = try Layouts.dashboards(in: Array(yaml.utf8), name: "cm.yaml")
  #expect(dashboards.map(\.title) == ["Good", "cm.yaml, b.json"])
  #expect(dashboards.last?.problems.map(\.level) == [.error])
}

@Test func manifestsInJSONAreReadToo() throws {
  let json = #"""
    {"apiVersion": "v1", "kind": "ConfigMapList", "items": [
      {"kind": "ConfigMap", "data": {"a.json": "{\"title\": \"In JSON\", \"panels\": []}"}}]}
    """#
  let dashboards = try Layouts.dashboards(in: Array(json.utf8), name: "cm.json")
  #expect(dashboards.map(\.title) == ["In JSON"])
}
