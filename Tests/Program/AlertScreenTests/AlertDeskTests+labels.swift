import Alerts
@testable import Configuration
@testable import DataSources
import Frames
import Matchers
import Silences
import Testing
import Times

@testable import AlertScreen

// Alerts that come back with other labels, or are lost by their Alertmanager.
extension AlertDeskTests {
  /// A server says that an alert fires; its Alertmanager has it later, with one label more.
  @Test mutating func anAlertThatGetsMoreLabelsIsTheSameOne() throws {
    let prometheus = try #require(
      DataSource(name: "p", kind: .prometheus, address: "http://p:9090"))
    desk.surroundings.sources = [prometheus, source]
    let rule = RuleReport.Rule(
      name: "Queue", isAlerting: true, expression: "x > 1", health: "ok",
      alerts: [
        .init(labels: ["alertname": "Queue"], annotations: Labels(), isFiring: true, activeAt: now)
      ])
    let reply = RuleReport(groups: [
      .init(name: "g", file: "f", interval: .seconds(15), evaluatedAt: now, rules: [rule])
    ])
    let question = AlertRequest(source: source, askedAt: now)
    _ = desk.take(.success(.alertmanager(report)), to: question, at: now)
    _ = desk.take(
      .success(.rules(reply)), to: AlertRequest(source: prometheus, askedAt: now), at: now)
    desk.look()
    perform(
      desk.acknowledge(desk.alerts, comment: "mine", at: now).filter {
        if case .ask = $0 { false } else { true }
      })
    #expect(desk.acknowledgements.values.map(\.isLocal) == [true])
    alerts = [["alertname": "Queue", "cluster": "dev"]]
    for effect in desk.take(.success(.alertmanager(report)), to: question, at: now) {
      if case .audit(_, let batch?) = effect {
        for effect in desk.audited(batch, failure: nil, at: now) {
          guard case .perform(let deed) = effect else { continue }
          let outcome = outcome(of: deed.command)
          _ = desk.take(outcome, of: deed, at: now)
        }
      }
    }
    #expect(desk.alerts.map(\.labels) == [["alertname": "Queue", "cluster": "dev"]])
    #expect(!desk.isNew(desk.alerts[0]))
    #expect(active.map(\.matchers.description) == [#"{alertname="Queue", cluster="dev"}"#])
    #expect(desk.acknowledgements.values.map(\.isLocal) == [false])
  }

  /// An Alertmanager that was started anew has no alerts until its servers send them again.
  @Test mutating func anAlertThatAnAlertmanagerHasLostStaysOneRow() throws {
    let prometheus = try #require(
      DataSource(name: "p", kind: .prometheus, address: "http://p:9090"))
    desk.surroundings.sources = [prometheus, source]
    let rule = RuleReport.Rule(
      name: "Queue", isAlerting: true, expression: "x > 1", health: "ok",
      alerts: [
        .init(labels: ["alertname": "Queue"], annotations: Labels(), isFiring: true, activeAt: now)
      ])
    let reply = RuleReport(groups: [
      .init(name: "g", file: "f", interval: .seconds(15), evaluatedAt: now, rules: [rule])
    ])
    let long: Labels = ["alertname": "Queue", "cluster": "dev"]
    alerts = [long]
    let question = AlertRequest(source: source, askedAt: now)
    _ = desk.take(
      .success(.rules(reply)), to: AlertRequest(source: prometheus, askedAt: now), at: now)
    _ = desk.take(.success(.alertmanager(report)), to: question, at: now)
    desk.look()
    perform(
      desk.acknowledge(desk.alerts, comment: "mine", at: now).filter {
        if case .ask = $0 { false } else { true }
      })
    #expect(desk.alerts.map(\.labels) == [long])
    alerts = []
    _ = desk.take(.success(.alertmanager(report)), to: question, at: now)
    #expect(desk.alerts.map(\.labels) == [["alertname": "Queue"]])
    #expect(desk.alerts.map { desk.standing(of: $0) } == [.acknowledged])
    #expect(!desk.alerts.contains { desk.isNew($0) || desk.isFlapping($0) })
    alerts = [long]
    _ = desk.take(.success(.alertmanager(report)), to: question, at: now)
    #expect(desk.alerts.map(\.labels) == [long])
    #expect(desk.alerts.map { desk.standing(of: $0) } == [.acknowledged])
  }
}
