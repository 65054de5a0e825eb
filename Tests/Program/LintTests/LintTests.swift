import Configuration
import Lint
import TestSupport
import Testing
import YAML

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
  "rule_files: [a.yaml]\ntests: [{interval: 1m, alert_rule_test: [{eval_time: 1m, alertname: A}]}]",
])
func goodFilesHaveNoProblems(text: String) {
  #expect(problems(text) == [])
}

@Test(arguments: [
  ("{\"panels\": [", ["1:13 error malformed"]), ("{\"a\": 1}", [" error no-dashboard"]),
  ("a: [", ["2:1 error malformed"]), ("theme: 5\nthem: 6", ["2:1: them warning unknown-key"]),
  ("{\"name\": \"x\", \"roles\": {}}", ["$.roles.background error bad-theme"]),
  ("rule_files: [a]\ntests: [{intervall: 1m}]", ["2:10: tests[0].intervall error unknown-key"]),
  (
    "groups: [{name: g, rules: [{alert: A, expr: up, for: soon, labels: {a-b: c}, annotations: {s: '{{ $labls }}'}}]}]",
    [
      "1:54: groups[0].rules[0].for error bad-duration",
      "1:74: groups[0].rules[0].labels.a-b error bad-name",
      "1:95: groups[0].rules[0].annotations.s error bad-template",
    ]
  ),
  (
    "groups: [{name: g, rules: [{record: r, expr: 'sum('}]}]",
    ["1:46: groups[0].rules[0].expr error bad-expression"]
  ),
  (
    "kind: ConfigMap\ndata: {a.json: '{'}\n---\nkind: PrometheusRule",
    ["1:2 error malformed", "4:1 error missing"]
  ),
  (
    #"{"panels": [{"id": 1, "type": "stat", "title": 5, "fieldConfig": {"defaults": {"unit": 7}}}]}"#,
    [
      "$.panels[0].title warning wrong-type",
      "$.panels[0].fieldConfig.defaults.unit warning wrong-type",
    ]
  ),
  (
    #"{"panels": [{"type": "stat", "id": 1, "targets": [{"expr": "up"}, {"expr": "sum(up"}, {"expr": "topk($n, sum by ($l) (rate(x[$__rate_interval])))"}]}]}"#,
    ["$.panels[0].targets[1].expr warning bad-query"]
  ),
  (
    #"{"panels": [{"type": "stat", "id": 1, "datasource": {"type": "loki"}, "targets": [{"expr": "{a=\"b\"} |= \"x\""}]}]}"#,
    []
  ),
  (
    #"{"panels": [{"id": 1, "type": "news", "title": "N"}]}"#,
    ["$.panels[0].type warning unknown-panel"]
  ),
])
func problemsHaveTheirPlaceAndACode(text: String, expected: [String]) {
  #expect(problems(text) == expected)
}

@Test func keysAreLookedAtByWhoKnowsThem() {
  let lint = Lint(in: Surroundings(environment: { _ in nil }, file: { _ in .failure(.init("")) })) {
    $0.map { setting in
      YAMLProblem(
        .error, "unknown-action", setting.place.path, line: setting.place.value.line,
        column: setting.place.value.column, setting.action)
    }
  }
  let text = "datasources: []\nkeys:\n  fly: x\nthem: 6\n"
  let file = ConfigurationFile(
    path: "f", bytes: Array(text.utf8), othersCanRead: false, othersCanWrite: false)
  #expect(lint.problems(in: file).map(\.path) == ["3:8: keys.fly", "4:1: them"])
}

@Test(
  .enabled(
    if: !SharedFiles.names("grafana/dashboards", ending: ".json").isEmpty,
    "the shared dashboards are absent"))
func theQueriesOfRealDashboardsAreNotTakenForWrong() {
  let names = SharedFiles.names("grafana/dashboards", ending: ".json")
  #expect(names.count > 40)
  var wrong: [String] = []
  // Those of this one are none: `rate` of a sum.
  for name in names where !name.hasSuffix("beyla__application.json") {
    wrong += problems(SharedFiles.text(name)).filter { $0.hasSuffix(" bad-query") }.map {
      "\(name): \($0)"
    }
  }
  #expect(wrong == [])
}
