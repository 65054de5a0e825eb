import Frames
import Testing
import Times

@testable import Alerts

struct AlertJoiningTests {
  private let start = Instant(seconds: 1_795_219_200)

  private func rules(
    _ labels: Labels, _ state: Alert.State = .firing, at source: String = "prom",
    since seconds: Double = 0, holdFor: Span = .zero
  ) -> AlertSighting {
    AlertSighting(
      source: source, origin: .rules, labels: labels, state: state,
      since: start + .seconds(seconds),
      value: 7, rule: .init(group: "g", file: "f", expression: "x > 1", holdFor: holdFor))
  }

  private func manager(
    _ labels: Labels, at source: String = "am", since seconds: Double = 0
  ) -> AlertSighting {
    AlertSighting(
      source: source, origin: .alertmanager, labels: labels, state: .firing,
      since: start + .seconds(seconds))
  }

  @Test func externalLabelsMakeNoSecondAlert() {
    let alerts = AlertJoining.alerts(from: [
      rules(["alertname": "Queue", "queue": "a"]),
      manager(["alertname": "Queue", "cluster": "x", "queue": "a"]),
    ])
    #expect(alerts.map(\.labels) == [["alertname": "Queue", "cluster": "x", "queue": "a"]])
    #expect(alerts.first?.value == 7)
    #expect(alerts.first?.rule?.expression == "x > 1")
    #expect(alerts.first?.atAlertmanagers.count == 1)
  }

  @Test func anotherNameOrValueIsAnotherAlert() {
    let alerts = AlertJoining.alerts(from: [
      rules(["alertname": "Queue", "queue": "a"]),
      manager(["alertname": "Queue", "queue": "b"]),
      manager(["alertname": "Other", "queue": "a"]),
    ])
    #expect(alerts.count == 3)
  }

  @Test func whatFiredAtTheRightTimeIsTakenOfTwoThatFit() {
    let own = rules(["alertname": "Queue", "queue": "a"], since: 100, holdFor: .seconds(120))
    let alerts = AlertJoining.alerts(from: [
      own,
      manager(["alertname": "Queue", "cluster": "x", "queue": "a"], since: 100),
      manager(["alertname": "Queue", "cluster": "y", "queue": "a"], since: 225),
    ])
    #expect(alerts.count == 2)
    #expect(alerts.first { $0.sightings.contains(own) }?.labels["cluster"] == "y")
  }

  @Test func theSameLabelsAreTakenBeforeMoreOfThem() {
    let alerts = AlertJoining.alerts(from: [
      rules(["alertname": "Q", "queue": "a"], since: 5),
      manager(["alertname": "Q", "cluster": "x", "queue": "a"], since: 5),
      manager(["alertname": "Q", "queue": "a"], since: 60),
    ])
    #expect(alerts.first { $0.value != nil }?.labels == ["alertname": "Q", "queue": "a"])
  }

  @Test func aPairThatSharesItsAlertsShowsEachOnce() {
    let labels: Labels = ["alertname": "Q"]
    let alerts = AlertJoining.alerts(from: [manager(labels, at: "a"), manager(labels, at: "b")])
    #expect(alerts.map { $0.sightings.map(\.source) } == [["a", "b"]])
  }

  @Test func aPendingAlertIsNotTheFiringOneOfAnotherCluster() {
    let alerts = AlertJoining.alerts(from: [
      rules(["alertname": "Q"], .pending), manager(["alertname": "Q", "cluster": "y"]),
    ])
    #expect(alerts.map(\.state) == [.firing, .pending])
  }

  @Test func whatAServerReportsTooCountsOnce() {
    let own = AlertSighting(
      source: "hune", origin: .here,
      labels: ["alertname": "PrometheusDown", "severity": "critical", "source": "prod"],
      state: .firing, since: start)
    let alerts = AlertJoining.alerts(from: [
      own, rules(["alertname": "PrometheusDown", "job": "prometheus", "severity": "page"]),
    ])
    #expect(alerts.count == 1)
    #expect(alerts.first?.isEvaluatedHere == false)
    let apart = AlertJoining.alerts(from: [
      own, rules(["alertname": "PrometheusDown", "source": "other"]),
    ])
    #expect(apart.count == 2)
  }

  @Test func theWorstStandsFirst() {
    let alerts = AlertJoining.alerts(from: [
      rules(["alertname": "B", "severity": "warning"]),
      rules(["alertname": "C", "severity": "critical"], .pending),
      rules(["alertname": "A", "severity": "critical"]),
      rules(["alertname": "D", "severity": "odd"]),
    ])
    #expect(alerts.map(\.name) == ["A", "B", "D", "C"])
  }

  @Test func thousandsOfOneRuleAreJoined() {
    let found = (0..<3000).map { rules(["alertname": "Q", "queue": "\($0)"]) }
    let known = (0..<3000).map { manager(["alertname": "Q", "cluster": "x", "queue": "\($0)"]) }
    let alerts = AlertJoining.alerts(from: found + known)
    #expect(alerts.count == 3000)
    #expect(alerts.allSatisfy { $0.sightings.count == 2 })
  }
}
