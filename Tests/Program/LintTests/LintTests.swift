import Cells
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

@Test func everyMistakeOfAThemeIsTold() throws {
  let roles = Role.allCases.map { role in
    switch role {
    case .text: #""text": {"rgb": "red", "256": 256, "16": 16, "grb": 1}"#
    case .dim: #""dimm": {"rgb": "ffffff"}"#
    default: "\"\(role)\": {\"rgb\": \"ffffff\", \"16\": null}"
    }
  }
  let theme =
    #"{"name": "x", "colours": 7, "coulours": 8, "roles": {"#
    + roles.joined(separator: ",") + "}}"
  #expect(
    Set(problems(theme)) == [
      "$.colours error bad-theme", "$.coulours warning unknown-key",
      "$.roles.text.rgb error bad-theme", "$.roles.text.256 error bad-theme",
      "$.roles.text.16 error bad-theme", "$.roles.text.grb warning unknown-key",
      "$.roles.dim error bad-theme", "$.roles.dimm warning unknown-key",
    ])
  #expect(problems(#"{"roles": {}}"#).count == Role.allCases.count)
}

@Test func everyMistakeOfALayoutIsTold() {
  let layout = """
    {"title": ["T"], "time": {"from": "soon"}, "templating": {"list": [{"type": "custom"}]},
     "panels": [
      {"id": 1, "type": "stat", "gridPos": {"x": 0, "y": 0, "w": 99, "h": 4}},
      {"id": 1, "type": "stats", "gridPos": {"x": 0, "y": 4, "w": 6, "h": 4}},
      {"id": 2, "type": "table", "datasource": {"type": "influxdb"},
       "targets": [{"query": "x"}, {"query": "y"}], "transformations": [{"id": "nope"}, 5]},
      {"id": 3, "type": "stat", "fieldConfig": {"defaults": {"decimals": "many"},
        "overrides": [{"matcher": {"id": "byFoo"}, "properties": []}]},
       "targets": [{"expr": "sum("}]},
      7]}
    """
  #expect(
    Set(problems(layout)) == [
      "$.title warning wrong-type", "$.time.from warning bad-time",
      "$.templating.list[0] error missing-name", "$.panels[0].gridPos.w warning out-of-range",
      "$.panels[1].id warning duplicate-id", "$.panels[1].type warning unknown-panel",
      "$.panels[2].targets[0] warning unknown-source",
      "$.panels[2].transformations[0].id warning unknown-transformation",
      "$.panels[2].transformations[1] warning wrong-type",
      "$.panels[3].fieldConfig.defaults.decimals warning wrong-type",
      "$.panels[3].fieldConfig.overrides[0].matcher.id warning unknown-matcher",
      "$.panels[3].targets[0].expr warning bad-query", "$.panels[4] error wrong-type",
    ])
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
