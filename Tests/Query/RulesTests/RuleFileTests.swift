import Rules
import Testing
import Times

private func read(_ yaml: String) -> RuleFile { RuleFile(bytes: Array(yaml.utf8), name: "r.yaml") }

@Test func groupsAndRulesAreRead() throws {
  let file = read(
    """
    groups:
      - name: ofm
        interval: 30s
        limit: 10
        rules:
          - alert: QueueDepthHigh
            expr: queue_depth > 100
            for: 2m
            keep_firing_for: 5m
            labels: {severity: warning}
            annotations:
              summary: "{{ $labels.queue }} holds {{ $value }}"
          - record: job:up:sum
            expr: sum by (job) (up)
            labels: {team: "1"}
    """)
  #expect(file.problems.isEmpty)
  let group = try #require(file.groups.first)
  #expect(group.name == "ofm")
  #expect(group.interval == .seconds(30))
  #expect(group.limit == 10)
  let alert = try #require(group.rules.first)
  #expect(alert.name == "QueueDepthHigh")
  #expect(alert.alerting?.holdFor == .minutes(2))
  #expect(alert.alerting?.keepFiringFor == .minutes(5))
  #expect(alert.labels == [.init(name: "severity", text: "warning")])
  #expect(alert.line == 6)
  #expect(group.rules.last?.kind == .record(metric: "job:up:sum"))
}

@Test func everyMistakeOfAFileIsToldWithItsPlace() {
  let file = read(
    """
    groups:
      - name: a
        interval: soon
        rules:
          - alert: A
            record: b
            expr: up
          - expr: up
          - alert: NoExpression
          - alert: Bad
            expr: "sum(up"
            labels: {"a-b": c}
            annotations: {summary: "{{ $labls.x }}"}
          - record: "a b"
            expr: up
            for: 5m
            annotations: {x: y}
          - alert: Typo
            expr: up
            fro: 5m
      - name: a
      - rules: []
    """)
  #expect(
    file.problems.map { "\($0.line): \($0.code)" } == [
      "3: bad-duration", "5: both-kinds", "8: missing", "9: missing", "11: bad-expression",
      "12: bad-name", "13: bad-template", "14: bad-name", "16: misplaced", "17: misplaced",
      "20: unknown-key", "21: duplicate-name", "22: missing",
    ])
  // A key that is not known is an error, and the rule is read all the same.
  #expect(file.groups.map { $0.rules.map(\.name) } == [["Typo"]])
}

@Test func anchorsAndMergesOfRulesAreFollowed() throws {
  let file = read(
    """
    groups:
      - name: a
        rules:
          - &deep
            alert: Deep
            expr: &expression queue_depth > 100
            for: 5m
            labels: &labels {severity: critical, team: ops}
          - <<: *deep
            alert: Deeper
            labels: {<<: *labels, severity: page}
          - {record: deep, expr: *expression}
    """)
  #expect(file.problems.isEmpty, "\(file.problems)")
  let rules = try #require(file.groups.first).rules
  #expect(rules.map(\.name) == ["Deep", "Deeper", "deep"])
  #expect(rules.map(\.text) == [String](repeating: "queue_depth > 100", count: 3))
  #expect(rules[1].alerting?.holdFor == .minutes(5))
  #expect(
    rules[1].labels == [.init(name: "severity", text: "page"), .init(name: "team", text: "ops")])
}

@Test func whatAGroupSaysGoesForItsRules() throws {
  let file = read(
    """
    groups:
      - name: a
        query_offset: 90s
        limit: -1
        labels: {team: ops, severity: info}
        rules:
          - {alert: A, expr: up, labels: {severity: page}}
          - {record: b, expr: up}
    """)
  #expect(file.problems.isEmpty, "\(file.problems)")
  let group = try #require(file.groups.first)
  #expect(group.queryOffset == .seconds(90))
  let labels = group.rules.map { $0.labels.map { "\($0.name)=\($0.text)" } }
  #expect(labels == [["team=ops", "severity=page"], ["team=ops", "severity=info"]])
  let samples = [RuleSample(labels: ["job": "x"], value: 1)]
  #expect(throws: Never.self) { try group.rules[1].recorded(samples, limit: group.limit).get() }
}

@Test func templatesThatOnlyAServerCanEvaluateAreWarnedOf() {
  let file = read(
    """
    groups:
      - name: a
        rules:
          - alert: A
            expr: up
            annotations: {summary: '{{ with query "up" }}{{ . | first | value }}{{ end }}'}
    """)
  #expect(file.groups.first?.rules.count == 1)
  #expect(
    file.problems.map { "\($0.level) \($0.line): \($0.code)" } == ["warning 6: not-evaluated"])
}

@Test func resourcesOfAClusterAreReadAsTheyAre() {
  let file = read(
    """
    apiVersion: v1
    kind: List
    items:
      - apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: x}
        spec: {groups: [{name: g, rules: [{alert: A, expr: up == 0}]}]}
      - {kind: ConfigMap, data: {}}
    ---
    kind: PrometheusRule
    spec: {groups: [{name: h, rules: [{record: r, expr: up}]}]}
    ---
    kind: Deployment
    """)
  #expect(file.problems.isEmpty)
  #expect(file.groups.map(\.name) == ["g", "h"])
}

@Test(arguments: [
  "groups: 5", "[]", "a: b", "groups: [5]", "groups: [{name: x, rules: {}}]", ": [",
])
func nonsenseHasAPlace(yaml: String) {
  #expect(read(yaml).problems.contains { $0.level == .error && $0.line > 0 })
}

@Test(arguments: [
  ("alert: a, expr: up, labels: {a: [1]}", "wrong-type", 34),
  ("alert: a, expr: up, annotations: {b: {c: d}}", "wrong-type", 39),
  ("alert: '', expr: up", "missing", 1), ("alert: '', record: '', expr: up", "missing", 1),
  ("record: a, expr: up, for: 1s", "misplaced", 28),
  ("record: a, expr: up, for: ''", "bad-duration", 28),
])
func whatPrometheusRefusesInARuleHasItsPlace(rule: String, code: String, column: Int) {
  let problems = read("groups: [{name: g, rules: [\n{\(rule)}]}]").problems
  #expect(
    problems.contains { $0.code == code && $0.line == 2 && $0.column == column }, "\(problems)")
}

@Test(arguments: [
  "record: a, expr: up, for: 0s, keep_firing_for: 0, annotations: {}",
  "record: '', alert: x, expr: up", "record: x, alert: '', expr: up",
])
func whatSaysNothingIsNoMistake(rule: String) {
  let file = read("groups: [{name: g, rules: [{\(rule)}]}]")
  #expect(file.problems == [])
  #expect(file.groups.first?.rules.count == 1)
}

@Test func nullsInListsArePassedOver() {
  let file = read("groups: [null, {name: g, rules: [~, {record: a, expr: up}]}, ~]")
  #expect(file.problems == [])
  #expect(file.groups.map { $0.rules.map(\.name) } == [["a"]])
}

@Test func aLabelThatIsNullIsEmpty() {
  let file = read(
    "groups: [{name: g, rules: [{alert: a, expr: up, labels: {b: null, c: ~, d: }}]}]")
  #expect(file.groups.first?.rules.first?.labels.map(\.text) == ["", "", ""])
}

@Test(
  arguments: [
    ("0x10", 16), ("1_000", 1000), ("1e3", 1000), ("1.5", 1), ("null", 0), ("\"1\"", nil),
    ("many", nil), ("true", nil), ("1e30", nil),
  ] as [(String, Int?)])
func aLimitIsANumberAsGoReadsIt(text: String, limit: Int?) {
  let file = read("groups: [{name: g,\nlimit: \(text), rules: []}]")
  #expect(file.problems.map(\.line) == (limit == nil ? [2] : []))
  #expect(file.groups.first?.limit == limit ?? 0)
}
