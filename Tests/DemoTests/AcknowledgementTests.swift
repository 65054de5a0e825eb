import Configuration
import DataSources
import Embedded
import Foundation
import Frames
import HTTP
import JSON
import Matchers
import Rules
import Silences
import Testing
import Times
import World

/// The shipped alerts at the demo's Alertmanager, all of a system firing at once.
@Suite struct AcknowledgementTests {
  /// A Prometheus at which every rule fires, for two things each.
  private struct Prometheus: HTTPClient {
    var rules: [Rule]

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      let alerts = rules.flatMap { rule in
        ["one", "two"].map { thing -> JSONValue in
          var labels: [JSONObject.Member] = [
            .init(key: "alertname", value: .string(rule.name)),
            .init(key: "thing", value: .string(thing)),
          ]
          for label in rule.labels {
            labels.append(.init(key: label.name, value: .string(label.text)))
          }
          return [
            "labels": .object(JSONObject(labels)), "annotations": [:], "state": "firing",
            "activeAt": "2026-11-21T10:00:00Z", "value": "1",
          ]
        }
      }
      let reply: JSONValue = ["status": "success", "data": ["alerts": .array(alerts)]]
      return HTTPResponse(
        status: 200, headers: [.init("Content-Type", "application/json")],
        body: Array(reply.description.utf8))
    }
  }

  private static func routes(of system: String) throws -> AlertRoutes {
    let folder = ["primary", "standby"].contains(system) ? "luneo-queues" : system
    let file = WatchedSystem.root.appendingPathComponent("layouts/\(folder)/alertmanager.yaml")
    return try #require(AlertRoutes(parsing: Array(try Data(contentsOf: file))))
  }

  private let now = WatchedSystem.start
  private let source: DataSource

  init() throws {
    source = try #require(
      DataSource(name: "am", kind: .alertmanager, address: EmbeddedServers.alertmanagerAddress))
  }

  private func alerts(_ server: EmbeddedAlertmanager) async throws -> [Alertmanager.Alert] {
    try Alertmanager.alerts(
      from: await server.send(Alertmanager.alerts(matching: MatcherSet([]), of: source)),
      of: source)
  }

  @Test func thereAreThirtyThreeAlerts() throws {
    let names = try WatchedSystem.names.flatMap { try WatchedSystem.groups(of: $0) }
      .flatMap(\.rules).map(\.name)
    #expect(Set(names).count == 33)
  }

  /// An acknowledgement holds the alert that it is for and no other, until it is taken back.
  @Test(arguments: WatchedSystem.names)
  func everyAlertIsAcknowledgedAndTakenBack(system: String) async throws {
    let rules = try WatchedSystem.groups(of: system).flatMap(\.rules)
    let server = EmbeddedAlertmanager(
      alertsOf: Prometheus(rules: rules), at: "http://prometheus.demo",
      routes: try Self.routes(of: system), clock: { [now] in now })
    let all = try await alerts(server)
    #expect(all.count == rules.count * 2)
    for (place, alert) in all.enumerated() {
      var acknowledgement = Acknowledgement(
        of: alert.labels, marker: SilenceMarker(high: 7, low: UInt64(place)), author: "ada",
        comment: "seen", realms: [SilenceRealm([source.name])], sources: [source.name],
        settings: AcknowledgementSettings(), at: now)
      let first = try #require(acknowledgement.commands(at: now).first)
      guard case .post(let draft, _) = first.1 else {
        Issue.record("nothing is sent for \(alert.labels)")
        continue
      }
      let id = try Alertmanager.silenceID(
        from: await server.send(Alertmanager.post(draft, to: source)), of: source)
      let held = try await alerts(server).filter { !$0.silencedBy.isEmpty }
      #expect(held.map(\.labels) == [alert.labels])
      acknowledgement.change(keeper: 0) { $0.posted(.success(id), at: now) }
      acknowledgement.takeBack()
      let last = try #require(acknowledgement.commands(at: now).first)
      guard case .expire(let ended, _) = last.1 else {
        Issue.record("nothing ends the silence of \(alert.labels)")
        continue
      }
      #expect(ended == id)
      _ = try await server.send(Alertmanager.expire(ended, at: source))
      #expect(try await alerts(server).allSatisfy { $0.silencedBy.isEmpty })
    }
  }

  @Test(arguments: [
    ("ofm", "QueueDepthHigh", ["ofm-chat"]), ("ofm", "LLMBudgetWarning", ["ofm-budgets"]),
    ("ofm", "LLMBudgetCritical", ["ofm-pager", "ofm-budgets"]),
    ("primary", "ApiErrorRate", ["#incident", "pager"]),
    ("primary", "ApiLatencyHigh", ["#sre"]), ("video-pipeline", "DatabaseLatency", ["#infra"]),
    ("video-pipeline", "SLABreach", ["#critical", "pager"]),
    ("video-pipeline", "QAGateRejection", ["#sla"]),
    ("luneo-platform", "HighRiskFraud", ["warning"]),
    ("luneo-platform", "BudgetExceeded", ["critical"]),
  ])
  func anAlertIsSentWhereItsSystemSays(system: String, name: String, receivers: [String]) throws {
    let rule = try #require(
      try WatchedSystem.groups(of: system).flatMap(\.rules).first { $0.name == name })
    let labels = Labels(
      rule.labels.map { (name: $0.name, value: $0.text) } + [(name: "alertname", value: name)])
    #expect(try Self.routes(of: system).receivers(of: labels) == receivers)
  }

  /// While disaster recovery is tested, what the standby sends on has its label, and is silenced.
  @Test func alertsOfARecoveryTestAreSilencedByThemselves() async throws {
    let test = DisasterTest(
      labels: ["dr_mode": "true"], from: now - .minutes(5), to: now + .minutes(20))
    let rules = try WatchedSystem.groups(of: "standby").flatMap(\.rules)
    let server = EmbeddedAlertmanager(
      alertsOf: Prometheus(rules: rules), at: "http://prometheus.demo",
      routes: try Self.routes(of: "standby"), recovery: { test.from <= $0 ? test : nil },
      clock: { [now] in now })
    let all = try await alerts(server)
    #expect(!all.isEmpty)
    for alert in all {
      #expect(alert.labels["dr_mode"] == "true")
      #expect(!alert.silencedBy.isEmpty)
      #expect(alert.receivers == ["nobody"])
    }
    let silences = try Alertmanager.silences(
      from: await server.send(Alertmanager.silences(of: source)), of: source)
    #expect(silences.count == 1)
    #expect(silences.first?.endsAt == test.to)
  }
}
