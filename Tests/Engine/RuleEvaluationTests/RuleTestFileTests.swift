import Rules
import Testing

@testable import RuleEvaluation

struct RuleTestFileTests {
  private static let rules = """
    groups:
      - name: g
        rules:
          - record: job:up:sum
            expr: sum by (job) (up)
          - alert: Down
            expr: up == 0
            for: 2m
            labels: {severity: page}
            annotations: {summary: "{{ $labels.job }} is {{ $value }}"}
      - name: late
        rules:
          - alert: Recorded
            expr: job:up:sum < 1
    """

  private func outcome(_ text: String) throws -> RuleTestOutcome {
    let file = RuleTestFile(bytes: Array(text.utf8))
    try #require(file.problems.isEmpty, "\(file.problems)")
    let rules = RuleFile(bytes: Array(Self.rules.utf8), name: "rules.yml")
    try #require(rules.problems.isEmpty)
    return file.run(over: rules.groups)
  }

  private func alertTest(at time: String, expecting alerts: String = "[]") -> String {
    """
    rule_files: [rules.yml]
    tests:
      - interval: 1m
        name: one
        external_labels: {dc: a}
        input_series:
          - {series: 'up{job="a"}', values: 1 0x3 1x3}
        alert_rule_test:
          - {eval_time: \(time), alertname: Down, exp_alerts: \(alerts)}
    """
  }

  private static let firing =
    "[{exp_labels: {job: a, severity: page}, exp_annotations: {summary: a is 0}}]"

  @Test(arguments: ["0", "2m59s", "5m", "6m"])
  func nothingFiresBeforeItsTimeOrAfter(time: String) throws {
    #expect(try outcome(alertTest(at: time)).isSuccess)
    let wrong = try outcome(alertTest(at: time, expecting: Self.firing))
    #expect(wrong.failures.count == 1)
    #expect(wrong.passed == 0)
  }

  @Test(arguments: ["3m", "3m30s", "4m"])
  func whatFiresIsFoundWithItsTexts(time: String) throws {
    #expect(try outcome(alertTest(at: time, expecting: Self.firing)).passed == 1)
    #expect(try !outcome(alertTest(at: time)).isSuccess)
  }

  @Test func aFailureSaysWhatCame() throws {
    let failure = try outcome(alertTest(at: "3m")).failures.first
    #expect(
      failure?.message == """
        alertname: Down, time: 3m, exp: [], got: [Labels:{alertname="Down", job="a", \
        severity="page"} Annotations:{summary="a is 0"}]
        """)
    #expect(failure?.line == 9)
    #expect(failure?.test == "one")
  }

  @Test func rulesSeeWhatOthersRecordAndExpressionsSeeAlerts() throws {
    let text = """
      tests:
        - interval: 1m
          input_series:
            - {series: 'up{job="a"}', values: 1 0x3 1x3}
          alert_rule_test:
            - {eval_time: 1m, alertname: Recorded, exp_alerts: [{exp_labels: {job: a}}]}
          promql_expr_test:
            - {expr: job:up:sum, eval_time: 1m, exp_samples: [{labels: 'job:up:sum{job="a"}', value: 0}]}
            - expr: ALERTS{alertname="Down"}
              eval_time: 2m
              exp_samples:
                - {labels: 'ALERTS{alertname="Down",alertstate="pending",job="a",severity="page"}', value: 1}
            - expr: ALERTS_FOR_STATE{alertname="Down"}
              eval_time: 3m
              exp_samples:
                - {labels: 'ALERTS_FOR_STATE{alertname="Down",job="a",severity="page"}', value: 60}
            - {expr: ALERTS, eval_time: 5m}
      """
    let outcome = try outcome(text)
    #expect(outcome.failures == [])
    #expect(outcome.passed == 5)
  }

  /// As Debian's promtool has it.
  @Test func aLabelThatATemplateEmptiesKeepsItsTextInTheSeries() throws {
    let text = """
      tests:
        - interval: 1m
          input_series:
            - {series: 'up{job="a"}', values: 0x3}
          alert_rule_test: [{eval_time: 1m, alertname: A, exp_alerts: [{exp_labels: {s: x}}]}]
          promql_expr_test:
            - expr: ALERTS
              eval_time: 1m
              exp_samples:
                - {labels: 'ALERTS{alertname="A",alertstate="firing",q="{{ $labels.no }}",job="{{ \\"\\" }}",s="x"}', value: 1}
            - expr: ALERTS_FOR_STATE
              eval_time: 1m
              exp_samples:
                - {labels: 'ALERTS_FOR_STATE{alertname="A",q="{{ $labels.no }}",job="{{ \\"\\" }}",s="x"}', value: 0}
      """
    let rules = """
      groups:
        - name: g
          rules:
            - {alert: A, expr: up, labels: {q: '{{ $labels.no }}', r: "", job: '{{ "" }}', s: '{{ "x" }}'}}
      """
    let groups = RuleFile(bytes: Array(rules.utf8), name: "r").groups
    let outcome = RuleTestFile(bytes: Array(text.utf8)).run(over: groups)
    #expect(outcome.failures == [])
    #expect(outcome.passed == 3)
  }

  @Test func aRuleThatFailsEndsItsTest() throws {
    let text = """
      tests:
        - interval: 1m
          input_series:
            - {series: 'up{job="a"}', values: 0x3}
          alert_rule_test: [{eval_time: 1m, alertname: Both}]
      """
    let rules = """
      groups:
        - name: g
          rules: [{alert: Both, expr: 'up or label_replace(up, "x", "y", "", "")', labels: {x: z}}]
      """
    let file = RuleTestFile(bytes: Array(text.utf8))
    let outcome = file.run(over: RuleFile(bytes: Array(rules.utf8), name: "r").groups)
    #expect(
      outcome.failures.map(\.message) == [
        "rule Both at 0s: vector contains metrics with the same labelset after applying alert labels"
      ])
  }

  /// Each stands at its place: promtool refuses them all.
  @Test(arguments: [
    ("tests: [{intervall: 1m}]", 1, 10),
    ("tests:\n  - alert_rule_test: [{eval_time: 1m}]\n", 2, 23),
    ("tests:\n  - interval: 1 minute\n", 2, 15),
    ("tests: 5\n", 1, 8),
    ("tests:\n  - promql_expr_test: [{expr: up, exp_samples: [{value: x}]}]\n", 2, 57),
    ("rule_files: [\n", 2, 1),
    ("rule_files: r1.yml\n", 1, 13), ("tests: []\ngroup_eval_order: g\n", 2, 19),
    ("tests:\n  - promql_expr_test: [{expr: up, exp_samples: [{value: Inf}]}]\n", 2, 57),
    ("tests:\n  - promql_expr_test: [{expr: up, exp_samples: [{value: +Inf}]}]\n", 2, 57),
    ("tests:\n  - promql_expr_test: [{expr: up, exp_samples: [{value: '1'}]}]\n", 2, 57),
    ("tests:\n  - external_labels: {a: [1]}\n", 2, 26),
    ("tests:\n  - alert_rule_test: [null]\n", 2, 23),
  ])
  func aBadFileIsToldAtItsPlace(text: String, line: Int, column: Int) {
    let problem = RuleTestFile(bytes: Array(text.utf8)).problems.first
    #expect(problem.map { [$0.line, $0.column] } == [line, column], "\(problem as Any)")
  }

  /// What is null in a list is an empty one, which of tests and series is none.
  @Test func nullsStandForEmptyOnes() throws {
    let text = """
      tests:
        - null
        - interval: 1m
          input_series: [null, {series: 'up{job="a"}', values: 0x9}]
          alert_rule_test:
            - {eval_time: 5m, alertname: Nobody, exp_alerts: [null]}
          promql_expr_test:
            - {expr: vector(0), exp_samples: [null]}
            - {expr: vector(8), exp_samples: [{labels: '{}', value: 0o10}]}
            - {expr: vector(Inf), exp_samples: [{labels: '{}', value: .Inf}]}
      """
    let outcome = try outcome(text)
    #expect(outcome.passed == 3)
    #expect(outcome.failures.map(\.line) == [6])
  }

  @Test(arguments: [
    (#"{{ query "up" | first | value }} {{ query "up" | first | label "job" }}"#, "7 a"),
    (
      #"{{ range query "up" | sortByLabel "job" }}{{ .Labels.job }}={{ .Value }};{{ end }}"#,
      "a=7;b=9;"
    ),
    (#"{{ range $i, $e := query "up > 8" }}{{ $i }}{{ $e.Labels.job }}{{ end }}"#, "0b"),
    (#"{{ range query "nope" }}x{{ else }}none{{ end }}"#, "none"),
    (#"{{ first (query "up") }} {{ (query "up" | first).Value }}"#, "{map[__name__:up job:a] 7} 7"),
    (#"{{ printf "%v" (query "up" | first) }}"#, "&{map[__name__:up job:a] 7}"),
    (#"{{ query "up" | first | strvalue }}{{ query "1+1" | first | value }}"#, "2"),
    (
      #"{{ query "nope" | first }}"#,
      "<error expanding template: first: first() called on vector with no elements>"
    ),
    (
      #"{{ query "up[1m]" }}"#,
      "<error expanding template: query: rule result is not a vector or scalar>"
    ),
    (
      #"{{ query "up(" }}"#,
      "<error expanding template: query: 1:4: parse error: unclosed left parenthesis>"
    ),
    (#"{{ query "up offset 1m" | first | value }} {{ query "time()" | first | value }}"#, "5 120"),
    (#"{{ query "job:up" | first | value }}"#, "16"),
  ])
  func templatesAskTheDataOfTheMoment(template: String, text: String) throws {
    let rules = """
      groups:
        - name: g
          rules:
            - {record: job:up, expr: sum(up)}
            - {alert: A, expr: vector(1), annotations: {a: '\(template)'}}
      """
    let quoted = text.replacing("'", with: "''")
    let tests = """
      tests:
        - interval: 1m
          input_series:
            - {series: 'up{job="a"}', values: 3+2x9}
            - {series: 'up{job="b"}', values: 9x9}
          alert_rule_test:
            - {eval_time: 2m, alertname: A, exp_alerts: [{exp_annotations: {a: '\(quoted)'}}]}
      """
    let groups = RuleFile(bytes: Array(rules.utf8), name: "r").groups
    #expect(RuleTestFile(bytes: Array(tests.utf8)).run(over: groups).failures == [])
  }

  @Test func aSeriesThatIsNoneIsAFailure() throws {
    let text = """
      tests:
        - interval: 1m
          input_series: [{series: 'up{', values: '1'}]
      """
    #expect(try outcome(text).failures.first?.line == 3)
  }
}
