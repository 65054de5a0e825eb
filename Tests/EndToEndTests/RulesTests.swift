import Foundation
import TestSupport
import Testing

/// Alerts on a real Prometheus: of its own rules, and of hune's where it evaluates none.
@Suite(.enabled(if: RealServers.areUnpacked)) struct RulesTests {
  /// Every alert of ofm, from the beginning on.
  private static let script = """
    [{"metric": "llm_budget_usage_ratio", "labels": {"creator": "gamelore"}, "add": 2},
     {"metric": "publish_errors_total", "labels": {"platform": "x"}, "factor": 90},
     {"metric": "queue_depth", "labels": {"queue": "transcode"}, "add": 400},
     {"metric": "temporal_workflow_executions_total",
      "labels": {"workflow_type": "PublishWorkflow", "status": "failed"}, "factor": 40}]
    """
  private static let alerts = [
    "LLMBudgetCritical", "LLMBudgetWarning", "PublishErrorRateHigh", "QueueDepthHigh",
    "WorkflowFailureRateHigh",
  ]

  private func alertsShow(_ options: [String]) throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(Self.script, to: "script.json")
    let arguments = ["--script", script, "--for", "15s"] + options
    let servers = try RealServers(history: "1h", scraping: "127.0.0.1:9", arguments)
    let rules = try String(contentsOfFile: servers.rules, encoding: .utf8)
    let configuration = """
      datasources:
        - {name: prod, type: prometheus, url: "\(servers.url)"}
      views: [{name: overview, layout: ofm/ofm-social-overview.json}]
      rules: ["\(try folder.write(rules, to: "alerts.yaml"))"]
      refresh: 5s
      """
    let file = try folder.write(configuration, to: "config.yaml")
    let home = try TemporaryFolder()
    let window = try Tmux(
      [builtProgram("hune"), "--config", file], columns: 200, rows: 40,
      environment: home.environment)
    try window.wait(for: "Overview")
    try window.press("A")
    let screen = try window.wait(for: "five alerts that fire", seconds: 240) { screen in
      Self.alerts.allSatisfy { screen.contains($0) } && Self.firing(on: screen) >= 5
    }
    #expect(screen.contains("transcode"))
    try window.press("q")
  }

  /// The world has incidents of its own too, at some times of day.
  private static func firing(on screen: String) -> Int {
    guard let end = screen.range(of: " firing") else { return 0 }
    let number = screen[..<end.lowerBound].reversed().prefix { $0.isNumber }
    return Int(String(number.reversed())) ?? 0
  }

  @Test func theServersOwnAlertsAreShown() throws { try alertsShow([]) }

  @Test func huneRaisesTheSameWhereTheServerEvaluatesNone() throws {
    try alertsShow(["--no-rules"])
  }

  @Test(arguments: [("alerts.test.yaml", 0), ("broken.yaml", 1)])
  func unitTestsOfRulesHaveTheirStatus(name: String, status: Int) throws {
    let folder = try TemporaryFolder()
    let rules = "groups: [{name: g, rules: [{alert: A, expr: up == 0}]}]"
    _ = try folder.write(rules, to: "alerts.yaml")
    let expected = status == 0 ? "[{exp_labels: {job: a}}]" : "[]"
    let file = try folder.write(
      """
      rule_files: [alerts.y*]
      tests:
        - interval: 1m
          input_series: [{series: 'up{job="a"}', values: '0x5'}]
          alert_rule_test: [{eval_time: 1m, alertname: A, exp_alerts: \(expected)}]
      """, to: name)
    let outcome = try run([builtProgram("hune"), "rules", "test", file])
    #expect(outcome.status == Int32(status), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix(status == 0 ? "1 passed, 0 failed\n" : "0 passed, 1 failed\n"))
  }
}
