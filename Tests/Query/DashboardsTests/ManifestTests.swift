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
    "cm.yaml:2:22: a.json stands under binaryData, which is not read yet; put it under data"
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
