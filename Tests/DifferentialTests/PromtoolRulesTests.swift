import Foundation
import RuleEvaluation
import Rules
import TestSupport
import Testing

/// Rule files and their unit tests, here and in `promtool`; routes in `amtool`.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct PromtoolRulesTests {
  private static let layouts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../layouts").standardized.path

  /// The systems that have rules.
  static let systems =
    ((try? FileManager.default.contentsOfDirectory(atPath: layouts)) ?? [])
    .filter { FileManager.default.fileExists(atPath: "\(layouts)/\($0)/alerts.yaml") }.sorted()

  private static func amtool(_ arguments: String...) throws -> Outcome {
    let program = DebianPrometheus.promtool.replacingOccurrences(of: "promtool", with: "amtool")
    return try run([program] + arguments)
  }

  @Test(arguments: systems)
  func shippedRulesPass(system: String) throws {
    let folder = "\(Self.layouts)/\(system)"
    let rules = try run([DebianPrometheus.promtool, "check", "rules", "\(folder)/alerts.yaml"])
    #expect(rules.status == 0, "\(rules.errors)\(rules.output)")
    let routes = try Self.amtool("check-config", "\(folder)/alertmanager.yaml")
    #expect(routes.status == 0, "\(routes.errors)\(routes.output)")
    let file = RuleFile(
      bytes: Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/alerts.yaml"))),
      name: "alerts.yaml")
    #expect(file.problems == [])
    for alert in file.groups.flatMap(\.rules).compactMap(\.alerting) {
      let names = alert.annotations.map(\.name)
      #expect(
        Set(names).isSuperset(of: ["summary", "description", "runbook_url"]), "\(alert.name)")
      #expect(
        FileManager.default.fileExists(atPath: "\(folder)/runbooks/\(alert.name).md"),
        "\(alert.name)")
    }
  }

  /// What `promtool test rules` and hune say of tests over rules.
  private func verdicts(_ tests: String, _ rules: String) throws -> (theirs: Bool, ours: Bool) {
    let folder = try TemporaryFolder()
    _ = try folder.write(rules, to: "alerts.yaml")
    let file = try folder.write(tests, to: "tests.yaml")
    let outcome = try run([DebianPrometheus.promtool, "test", "rules", file])
    let own = RuleTestFile(bytes: Array(tests.utf8))
    let rules = RuleFile(bytes: Array(rules.utf8), name: "alerts.yaml")
    let isFine =
      own.problems.isEmpty && rules.problems.allSatisfy { $0.level != .error }
      && own.run(over: own.ruleFiles.isEmpty ? [] : rules.groups).isSuccess
    return (outcome.status == 0, isFine)
  }

  private static func shipped(_ name: String) throws -> String {
    try String(contentsOfFile: "\(layouts)/ofm/\(name)", encoding: .utf8)
  }

  @Test func shippedTestsPassInBoth() throws {
    let verdicts = try verdicts(Self.shipped("alerts.test.yaml"), Self.shipped("alerts.yaml"))
    #expect(verdicts == (true, true))
  }

  /// Every number of the tests and of the rules changed, one at a time: whatever promtool makes of
  /// it, hune does too.
  @Test func aChangeIsSeenByBothOrNeither() throws {
    let (tests, rules) = (try Self.shipped("alerts.test.yaml"), try Self.shipped("alerts.yaml"))
    var caught = 0
    for (index, changed) in Self.changes(of: tests).enumerated() where index % 3 == 0 {
      let verdicts = try verdicts(changed.text, rules)
      #expect(verdicts.theirs == verdicts.ours, "tests, \(changed.place)")
      caught += verdicts.theirs ? 0 : 1
    }
    for changed in Self.changes(of: rules) {
      let verdicts = try verdicts(tests, changed.text)
      #expect(verdicts.theirs == verdicts.ours, "rules, \(changed.place)")
      caught += verdicts.theirs ? 0 : 1
    }
    #expect(caught > 10)
  }

  /// The text with each run of digits in turn made another number.
  private static func changes(of text: String) -> [(place: String, text: String)] {
    var changes: [(String, String)] = []
    for match in text.matches(of: #/[0-9]+/#) {
      guard let number = Int(match.output) else { continue }
      let line = text[..<match.range.lowerBound].count(where: \.isNewline) + 1
      changes.append(
        (
          "line \(line): \(number)",
          text.replacingCharacters(in: match.range, with: "\(number + 2)")
        ))
    }
    return changes
  }

  @Test(arguments: [
    "rule_files: [alerts.yaml]\n", "tests: []\n", "", "rule_files: [none.yaml]\ntests: []\n",
    "tests: [{interval: 1m, alert_rule_test: [{eval_time: 1m}]}]\n",
    "tests: [{promql_expr_test: [{expr: '1', eval_time: 1m, exp_samples: [{value: 1}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: '1', exp_samples: [{labels: '{}', value: 1}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'vector(0/0)', exp_samples: [{labels: '{}', value: NaN}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'a[1m]', exp_samples: []}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'a{', exp_samples: []}]}]\n",
    "tests: [{interval: 1m, input_series: [{series: 'a{', values: '1'}]}]\n",
    "tests: [{interval: 1m, input_series: [{series: 'a', values: '1 x'}]}]\n",
    "tests: [{interval: 1m, input_series: [{series: 'a', values: '1+1x3 stale _x2 -2'}], promql_expr_test: [{expr: a, eval_time: 4m, exp_samples: []}, {expr: a, eval_time: 7m, exp_samples: [{labels: a, value: -2}]}, {expr: 'sum_over_time(a[10m])', eval_time: 7m, exp_samples: [{labels: '{}', value: 8}]}]}]\n",
    "tests: [{interval: 1m, external_labels: {dc: x}, external_url: 'http://a', input_series: [{series: a, values: 1}]}]\n",
    "rule_files: alerts.yaml\n", "tests: [null]\n", "group_eval_order: g\ntests: []\n",
    "tests: [{promql_expr_test: [{expr: '1', exp_samples: [{labels: '{}', value: '1'}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'vector(Inf)', exp_samples: [{labels: '{}', value: Inf}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'vector(Inf)', exp_samples: [{labels: '{}', value: .Inf}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'vector(8)', exp_samples: [{labels: '{}', value: 0o10}]}]}]\n",
    "tests: [{promql_expr_test: [{expr: 'vector(0)', exp_samples: [null]}]}]\n",
    "tests: [{promql_expr_test: [null]}]\n", "tests: [{alert_rule_test: [null]}]\n",
    "tests: [{external_labels: {a: [1]}}]\n", "tests: [{external_labels: {a: null}}]\n",
    "tests: [{interval: 1m, alert_rule_test: [{eval_time: 1m, alertname: Nobody, exp_alerts: [null]}]}]\n",
    "tests: [{interval: 1m, nonsense: 1}]\n", "evaluation_interval: 1 minute\ntests: []\n",
    "tests: [{interval: 1m, alert_rule_test: [{eval_time: 1m, alertname: Nobody, exp_alerts: []}]}]\n",
    "tests: [{interval: 1m, alert_rule_test: [{eval_time: 1m, alertname: Nobody, exp_alerts: [{}]}]}]\n",
  ])
  func oddFilesHaveOneVerdict(tests: String) throws {
    let verdicts = try verdicts(tests, Self.shipped("alerts.yaml"))
    #expect(verdicts.theirs == verdicts.ours, "promtool: \(verdicts.theirs)")
  }

  /// The mistakes that promtool's own bad files make, and some that they do not; the line of each.
  private static let mistakes: [(rules: String, line: Int)] = [
    ("groups: [{name: a, rules: [\n{alert: A, expr: '1', metadata: {help: x}}]}]", 2),
    ("groups: [{name: a, rules: [\n{alert: A, expr: '1', annotation: {x: y}}]}]", 2),
    ("groups: [{name: a, rules: [{record: b, expr: '1', labels: {\n'in-stance': x}}]}]", 2),
    ("groups: [{name: a, rules: [{record: b, expr: '1', labels: {\n__name__: x}}]}]", 2),
    ("groups:\n  - {name: a}\n  - {name: a}\n", 3),
    ("groups: [{name: a, rules: [{record: 'b{c=\"d\"}',\nexpr: '1'}]}]", 1),
    ("groups: [{name: a, rules: [{record: b, alert: C, expr: '1'}]}]", 1),
    ("groups: [{name: a, rules: [{record: b, expr: '1',\nfor: 5m}]}]", 2),
    ("groups: [{name: a, rules: [{record: b, expr: '1',\nannotations: {x: y}}]}]", 2),
    ("groups: [{name: a, rules: [\n{expr: '1'}]}]", 2),
    ("groups: [{name: a, rules: [\n{alert: A}]}]", 2),
    ("groups: [{name: a, rules: [{alert: A,\nexpr: 'up + + {'}]}]", 2),
    ("groups: [{name: a, rules: [{alert: A,\nexpr: ''}]}]", 1),
    ("groups:\n  - {name: a, ownership: {service: x}}\n", 2),
    ("groups: [{name: a,\ninterval: soon}]", 2),
    ("groups: [{name: a,\nlimit: many}]", 2),
    ("groups: [{name: a, rules: [{alert: A, expr: '1',\nfor: 1x}]}]", 2),
    ("groups: [{name: a, rules: [{alert: A, expr: '1', labels: {\nx: '{{ $labels.'}}]}]", 2),
    ("groups: [{name: a, rules: [{alert: A, expr: '1', annotations: {\nx: '{{ nope }}'}}]}]", 2),
    ("groups:\n  - {name: ''}\n", 2),
    ("groups:\n - a\n- b", 3),
    ("rules: []", 1),
    ("groups: [{name: a, rules: [{alert: A, expr: '1', labels: {\nx: [1]}}]}]", 2),
    ("groups: [{name: a, rules: [\n{alert: '', expr: '1'}]}]", 2),
    ("groups: [{name: a, rules: [{record: b, expr: '1',\nfor: ''}]}]", 2),
    ("groups: [{name: a,\nlimit: '1'}]", 2), ("groups: [{name: a,\nlimit: 1e30}]", 2),
    ("groups: [{name: a,\nlimit: 9223372036854775808}]", 2), ("groups: [\n{}]", 2),
  ]
  private static let wellMade = [
    "groups: [{name: a, rules: [{alert: A, expr: '1'}, {alert: A, expr: '2'}]}]",
    "groups: [{name: a, rules: [{alert: &n A, expr: &e '1'}, {record: c, expr: *e}]}]",
    "groups: []", "", "groups: [{name: a, limit: 3, interval: 1d, rules: []}]",
    "groups: [{name: a, rules: [{alert: A, expr: 1, labels: {x: 2}}]}]",
    "groups: [{name: a, rules: [{alert: A, expr: 1, labels: {x: null, y: }}]}]",
    "groups: [{name: a, rules: [{record: a, expr: 1, for: 0s, annotations: {}}]}]",
    "groups: [{name: a, rules: [{record: '', alert: a, expr: 1}]}]",
    "groups: [null, {name: a, rules: [null, {record: a, expr: 1}]}]",
    "groups: [" + limits.map { "{name: l\($0), limit: \($0)}" }.joined(separator: ", ") + "]",
  ]
  private static let limits = [
    "0x10", "0o7", "0b11", "010", "08", "1_000", "1e3", "1.0", "1.5", ".5", "-0x10", "null",
  ]

  private func checked(_ rules: String) throws -> (theirs: Bool, ours: RuleFile) {
    let folder = try TemporaryFolder()
    let file = try folder.write(rules, to: "rules.yaml")
    let outcome = try run([DebianPrometheus.promtool, "check", "rules", "--lint=none", file])
    return (outcome.status == 0, RuleFile(bytes: Array(rules.utf8), name: "rules.yaml"))
  }

  @Test(arguments: mistakes)
  func aMistakeIsSeenByBothAndHasItsPlace(rules: String, line: Int) throws {
    let verdict = try checked(rules)
    #expect(!verdict.theirs)
    let errors = verdict.ours.problems.filter { $0.level == .error }
    #expect(errors.contains { $0.line == line && $0.column > 0 }, "\(verdict.ours.problems)")
  }

  @Test(arguments: wellMade)
  func whatIsWellMadePassesInBoth(rules: String) throws {
    let verdict = try checked(rules)
    #expect(verdict.theirs)
    #expect(verdict.ours.problems.filter { $0.level == .error } == [])
  }
}
