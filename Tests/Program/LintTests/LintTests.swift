import Configuration
import Lint
import Testing

private func problems(_ text: String, name: String = "f") -> [String] {
  let lint = Lint(
    in: Surroundings(environment: { _ in nil }, file: { _ in .failure(.init("none")) }))
  let file = ConfigurationFile(
    path: name, bytes: Array(text.utf8), othersCanRead: false, othersCanWrite: false)
  return lint.problems(in: file).map { "\($0.path) \($0.level.rawValue) \($0.code)" }
}

@Test(arguments: [
  #"{"title": "T", "panels": [{"id": 1, "type": "stat", "title": "S", "gridPos": {"x": 0, "y": 0, "w": 6, "h": 4}, "targets": [{"refId": "A", "expr": "up"}]}]}"#,
  "groups: [{name: g, rules: [{record: r, expr: up}]}]",
  "datasources: [{name: a, type: prometheus, url: 'http://a'}]",
  "kind: ConfigMap\ndata: {a.json: '{\"title\": \"T\", \"panels\": []}', notes.txt: x}",
  "kind: List\nitems: [{kind: PrometheusRule, spec: {groups: []}}]",
  "kind: Deployment\n---\nkind: Service", "route: {receiver: a}\nreceivers: [{name: a}]",
  "rule_files: [a.yaml]\ntests: []",
])
func goodFilesHaveNoProblems(text: String) {
  #expect(problems(text) == [])
}

@Test(arguments: [
  ("{\"panels\": [", ["1:13 error malformed"]), ("{\"a\": 1}", [" error no-dashboard"]),
  ("a: [", ["2:1 error malformed"]), ("theme: 5\nthem: 6", ["2:1: them warning unknown-key"]),
  ("{\"name\": \"x\", \"roles\": {}}", ["$.roles.background error bad-theme"]),
  (
    "groups: [{name: g, rules: [{record: r, expr: 'sum('}]}]",
    ["1:46: groups[0].rules[0].expr error bad-expression"]
  ),
  (
    "kind: ConfigMap\ndata: {a.json: '{'}\n---\nkind: PrometheusRule",
    ["1:2 error malformed", "4:1 error missing"]
  ),
  (
    #"{"panels": [{"id": 1, "type": "news", "title": "N"}]}"#,
    ["$.panels[0].type warning unknown-panel"]
  ),
])
func problemsHaveTheirPlaceAndACode(text: String, expected: [String]) {
  #expect(problems(text) == expected)
}
