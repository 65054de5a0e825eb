@testable import Alerts
import Frames
import Testing

@testable import AlertScreen

private func alert(
  _ labels: Labels, _ expression: String, at source: String = "prod",
  annotations: Labels = Labels()
) -> Alert {
  let rule = Alert.Rule(group: "g", file: "f", expression: expression)
  let sighting = AlertSighting(
    source: source, origin: .rules, labels: labels, annotations: annotations, state: .firing,
    rule: rule)
  return Alert(
    labels: labels, annotations: annotations, state: .firing, rule: rule, sightings: [sighting])
}

struct AlertSubjectsTests {
  /// A rule fires for the queue `transcode`.
  @Test(arguments: [
    ("queue_depth", true),
    ("max by (queue) (queue_depth)", true),
    (#"queue_depth{queue="transcode"}"#, true),
    (#"queue_depth{queue="publish"}"#, false),
    (#"queue_depth{queue=~"trans.*|x"}"#, true),
    (#"queue_depth{queue!~"trans.*"}"#, false),
    (#"queue_depth{queue!="publish"}"#, true),
    (#"{__name__="queue_depth"}"#, true),
    ("queue_depth_total", false),
    ("queue", false),
    ("rate(other[5m])", false),
    (#"queue_depth{severity="low"}"#, true),
    (#"queue_depth{region="eu"}"#, true),
    (#"sum(other) / sum(queue_depth{queue="transcode"})"#, true),
    ("queue_depth{", false),
  ])
  func aPanelIsMarkedWhoseQueryAsksForWhatFires(query: String, isMarked: Bool) {
    let alert = alert(
      ["alertname": "Deep", "severity": "warning", "queue": "transcode"], "queue_depth > 100")
    let subjects = AlertSubjects([alert], evaluating: ["prod"])
    let found = subjects.alerts(
      about: [.init(expression: query, source: "prod")], ofPanel: 1, in: nil)
    #expect(found == (isMarked ? [0] : []))
  }

  /// Conditions of the rule count too, where the alert has lost the label.
  @Test(arguments: [
    (#"sum(rate(runs_total{status="failed"}[5m]))"#, true),
    (#"sum(rate(runs_total{status="retried"}[5m]))"#, false),
    (#"sum(rate(runs_total{status!="failed"}[5m]))"#, false),
    ("sum(rate(runs_total[5m]))", true),
  ])
  func theRulesOwnConditionsSpeakAgainstAQuery(query: String, isMarked: Bool) {
    let alert = alert(["alertname": "Failing"], #"sum(rate(runs_total{status="failed"}[5m])) > 1"#)
    let subjects = AlertSubjects([alert], evaluating: ["prod"])
    let found = subjects.alerts(
      about: [.init(expression: query, source: "prod")], ofPanel: 1, in: nil)
    #expect(found == (isMarked ? [0] : []))
  }

  @Test func whatOneServerFindsSaysNothingOfAnothersData() {
    let alerts = [alert(["alertname": "Deep"], "queue_depth > 100", at: "primary")]
    let subjects = AlertSubjects(alerts, evaluating: ["primary", "standby"])
    func marks(_ source: String) -> Bool {
      !subjects.alerts(
        about: [.init(expression: "queue_depth", source: source)], ofPanel: 1, in: nil
      ).isEmpty
    }
    #expect(marks("primary"))
    #expect(!marks("standby"))
    #expect(marks("thanos"), "it evaluates no rules: its data may be anybody's")
  }

  @Test func anAlertThatNamesItsPanelIsOfThatOneAlone() {
    let own = alert(
      ["alertname": "Deep"], "queue_depth > 100",
      annotations: ["__dashboardUid__": "abc", "__panelId__": "7"])
    let subjects = AlertSubjects([own], evaluating: [])
    let question = AlertSubjects.Question(expression: "queue_depth", source: "prod")
    #expect(subjects.alerts(about: [], ofPanel: 7, in: "abc") == [0])
    #expect(subjects.alerts(about: [question], ofPanel: 8, in: "abc").isEmpty)
    #expect(subjects.alerts(about: [question], ofPanel: 7, in: "other").isEmpty)
  }

  @Test func onlyWhatFiresCounts() {
    var pending = alert(["alertname": "Deep"], "queue_depth > 100")
    pending.state = .pending
    #expect(AlertSubjects([pending], evaluating: []).isEmpty)
  }

  @Test func anAlertmanagersAlertHasItsExpressionInItsAddress() {
    var sighting = AlertSighting(
      source: "am", origin: .alertmanager, labels: ["alertname": "Deep"], state: .firing)
    sighting.generatorURL = "http://p/graph?g0.expr=queue_depth+%3E+100&g0.tab=1"
    let alert = Alert(
      labels: sighting.labels, annotations: Labels(), state: .firing, sightings: [sighting])
    #expect(alert.expression == "queue_depth > 100")
    let found = AlertSubjects([alert], evaluating: ["prod"])
      .alerts(about: [.init(expression: "queue_depth", source: "prod")], ofPanel: 1, in: nil)
    #expect(found == [0])
  }
}
