import Frames
import Rules
import Testing
import Times

struct AlertingStateTests {
  private func rule(_ fields: String = "") throws -> Rule {
    let yaml = """
      groups:
        - name: g
          rules:
            - alert: Deep
              expr: depth > 1
              labels: {severity: "{{ if gt $value 9.0 }}critical{{ else }}warning{{ end }}"}
              annotations: {summary: "{{ $labels.queue }}: {{ $value }}"}
              \(fields)
      """
    let file = RuleFile(bytes: Array(yaml.utf8), name: "r")
    return try #require(file.groups.first?.rules.first, "\(file.problems)")
  }

  private func sample(_ value: Double, queue: String = "a") -> RuleSample {
    RuleSample(labels: Labels([("__name__", "depth"), ("queue", queue)]), value: value)
  }

  private func at(_ seconds: Double) -> Instant { Instant(milliseconds: 0) + .seconds(seconds) }

  /// The states after each of the evaluations, 60 s apart.
  private func states(_ rule: Rule, _ results: [[Double]]) -> [String] {
    var state = AlertingState()
    return results.enumerated().map { index, values in
      state.apply(values.map { sample($0) }, of: rule, at: at(Double(index) * 60))
      return state.state.rawValue
    }
  }

  @Test func anAlertFiresWhenItHasHeldForAsLongAsTheRuleAsks() throws {
    #expect(
      states(try rule("for: 2m"), [[], [5], [5], [5], [5], []])
        == ["inactive", "pending", "pending", "firing", "firing", "inactive"])
  }

  @Test func withoutADurationItFiresAtOnce() throws {
    #expect(states(try rule(), [[5], []]) == ["firing", "inactive"])
  }

  @Test func aPendingAlertWhoseResultIsGoneBeginsAnew() throws {
    #expect(
      states(try rule("for: 2m"), [[5], [5], [], [5], [5], [5]])
        == ["pending", "pending", "inactive", "pending", "pending", "firing"])
  }

  @Test func aKeptAlertFiresOnAndARaisedOneStartsItsTimeAnew() throws {
    #expect(
      states(try rule("keep_firing_for: 2m"), [[5], [], [], [5], [], [], [], []])
        == ["firing", "firing", "firing", "firing", "firing", "firing", "inactive", "inactive"])
  }

  @Test func labelsAndAnnotationsAreMadeOfTheResult() throws {
    var state = AlertingState()
    state.apply([sample(12)], of: try rule("for: 5m"), at: at(0))
    let alert = try #require(state.active.first)
    #expect(
      alert.labels == ["alertname": "Deep", "queue": "a", "severity": "critical"])
    #expect(alert.annotations == ["summary": "a: 12"])
    #expect(alert.value == 12)
    #expect(alert.activeAt == at(0))
  }

  @Test func aChangedLabelIsAnotherAlertAndAChangedValueIsNot() throws {
    var state = AlertingState()
    let rule = try rule("for: 5m")
    state.apply([sample(2)], of: rule, at: at(0))
    state.apply([sample(3)], of: rule, at: at(60))
    #expect(state.active.map(\.activeAt) == [at(0)])
    #expect(state.active.map(\.annotations) == [["summary": "a: 3"]])
    state.apply([sample(20)], of: rule, at: at(120))
    #expect(state.active.map(\.activeAt) == [at(120)])
  }

  @Test func aResolvedAlertIsKeptForAQuarterOfAnHour() throws {
    var state = AlertingState()
    let rule = try rule()
    state.apply([sample(2)], of: rule, at: at(0))
    state.apply([], of: rule, at: at(60))
    state.apply([], of: rule, at: at(60 + 900))
    #expect(state.alerts.values.map(\.state) == [.inactive])
    state.apply([], of: rule, at: at(60 + 901))
    #expect(state.alerts.isEmpty)
  }

  @Test func twoResultsOfOneLabelSetAreAnError() throws {
    var state = AlertingState()
    let twice = [sample(2), RuleSample(labels: ["queue": "a"], value: 3)]
    state.apply(twice, of: try rule(), at: at(0))
    #expect(
      state.error == "vector contains metrics with the same labelset after applying alert labels")
    #expect(state.alerts.isEmpty)
  }

  @Test func moreAlertsThanTheLimitAreNone() throws {
    var state = AlertingState()
    let samples = ["a", "b", "c"].map { sample(2, queue: $0) }
    state.apply(samples, of: try rule(), limit: 2, at: at(0))
    #expect(state.error == "exceeded limit of 2 with 3 alerts")
    #expect(state.alerts.isEmpty)
    state.apply(Array(samples.prefix(2)), of: try rule(), limit: 2, at: at(60))
    #expect(state.error == nil)
    #expect(state.active.count == 2)
  }

  @Test func aFailedEvaluationLeavesTheAlerts() throws {
    var state = AlertingState()
    state.apply([sample(2)], of: try rule(), at: at(0))
    state.fail("timeout", at: at(60))
    #expect(state.error == "timeout")
    #expect(state.state == .firing)
  }

  @Test func aRecordingRuleRenamesItsResult() throws {
    let yaml = "groups: [{name: g, rules: [{record: r, expr: x, labels: {team: a, queue: ''}}]}]"
    let rule = try #require(RuleFile(bytes: Array(yaml.utf8), name: "r").groups.first?.rules.first)
    #expect(
      try rule.recorded([sample(4)]).get() == [
        RuleSample(labels: ["__name__": "r", "team": "a"], value: 4)
      ])
    #expect(throws: Rule.RecordingError.self) {
      try rule.recorded([sample(4), sample(5, queue: "b")]).get()
    }
  }
}
