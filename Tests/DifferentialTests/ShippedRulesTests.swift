import Foundation
import TestSupport
import Testing

/// The shipped rules, their tests and routes by Debian's own tools.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct ShippedRulesTests {
  static let systems = ["luneo-queues", "video-pipeline", "luneo-platform", "intelia-expert"]

  private func file(_ system: String, _ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../layouts/\(system)/\(name)").standardized.path
  }

  @Test(arguments: systems)
  func promtoolTakesTheRules(system: String) throws {
    let outcome = try run([
      DebianPrometheus.promtool, "check", "rules", file(system, "alerts.yaml"),
    ])
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test(arguments: systems)
  func theUnitTestsPassInPromtool(system: String) throws {
    let outcome = try run([
      DebianPrometheus.promtool, "test", "rules", file(system, "alerts.test.yaml"),
    ])
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test(arguments: systems)
  func amtoolTakesTheRoutes(system: String) throws {
    let outcome = try run([
      DebianPrometheus.amtool, "check-config", file(system, "alertmanager.yaml"),
    ])
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test(arguments: [
    ("luneo-queues", ["severity=critical"], "#incident,pager"),
    ("luneo-queues", ["severity=warning"], "#sre"),
    ("luneo-queues", ["severity=warning", "dr_mode=true"], "nobody"),
    ("video-pipeline", ["alertname=SLABreach", "severity=critical"], "#critical,pager"),
    ("video-pipeline", ["alertname=PubSubQueueDepth", "severity=warning"], "#infra"),
    ("video-pipeline", ["alertname=DatabaseLatency", "severity=warning"], "#infra"),
    ("video-pipeline", ["alertname=QAGateRejection", "severity=warning"], "#sla"),
    ("luneo-platform", ["severity=critical"], "critical"),
    ("luneo-platform", ["severity=warning"], "warning"),
    ("luneo-platform", ["severity=none"], "default"),
  ])
  func alertsReachTheirDestinations(system: String, labels: [String], receivers: String) throws {
    let outcome = try run(
      [
        DebianPrometheus.amtool, "config", "routes", "test",
        "--config.file", file(system, "alertmanager.yaml"), "--verify.receivers", receivers,
      ] + labels)
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }
}
