@testable import AlertScreen
import Configuration
@testable import DataSources
import Frames
import Matchers
import Rules
import Silences
import Testing
import Times

@testable import App

/// The view of alerts, with one of each kind.
struct AlertsPictureTests {
  private static let rule = """
    max by (queue) (queue_depth) > 100
    """

  private func rules() -> RuleReport {
    func alert(_ labels: Labels, isFiring: Bool = true, minutes: Double, value: Double)
      -> RuleReport.ActiveAlert
    {
      .init(
        labels: labels,
        annotations: [
          "summary": "\(labels["queue"] ?? "") is deep",
          "runbook_url": "https://runbooks.example/QueueDepthHigh",
        ], isFiring: isFiring, activeAt: start - .minutes(minutes), value: value)
    }
    let queues = RuleReport.Rule(
      name: "QueueDepthHigh", isAlerting: true, expression: Self.rule, holdFor: .minutes(2),
      health: "ok",
      alerts: [
        alert(
          ["alertname": "QueueDepthHigh", "queue": "transcode", "severity": "warning"],
          minutes: 7, value: 412.25),
        alert(
          ["alertname": "QueueDepthHigh", "queue": "publish", "severity": "warning"],
          isFiring: false, minutes: 1, value: 120),
      ])
    let broken = RuleReport.Rule(
      name: "WorkflowFailureRateHigh", isAlerting: true, expression: "a / b > 0.1", health: "err",
      error: "many-to-many matching not allowed")
    return RuleReport(groups: [
      .init(
        name: "ofm", file: "alerts.yaml", interval: .seconds(15),
        evaluatedAt: start - .seconds(200), rules: [queues, broken])
    ])
  }

  private func report() throws -> Alertmanager.Report {
    func alert(_ labels: Labels, minutes: Double) -> Alertmanager.Alert {
      var alert = Alertmanager.Alert(labels: labels)
      alert.startsAt = start - .minutes(minutes)
      alert.receivers = ["ofm-chat"]
      return alert
    }
    let acknowledged: Labels = [
      "alertname": "PublishErrorRateHigh", "platform": "tiktok", "severity": "critical",
    ]
    var alerts = [
      alert(
        [
          "alertname": "QueueDepthHigh", "cluster": "blue", "queue": "transcode",
          "severity": "warning",
        ], minutes: 5),
      alert(
        ["alertname": "LLMBudgetCritical", "creator": "gamelore", "severity": "critical"],
        minutes: 62),
      alert(acknowledged, minutes: 30),
      alert(
        ["alertname": "LLMBudgetWarning", "creator": "gamelore", "severity": "warning"],
        minutes: 70),
      alert(["alertname": "DiskFull", "node": "n1", "severity": "info"], minutes: 1500),
    ]
    alerts[2].silencedBy = ["s1"]
    alerts[3].inhibitedBy = ["f"]
    alerts[4].silencedBy = ["s2"]
    let silences = [
      Silence(
        id: "s1", matchers: MatcherSet(exactly: acknowledged), startsAt: start - .minutes(10),
        endsAt: start + .minutes(5), createdBy: "ada@ops", comment: "asked the platform [hune:1-a]",
        state: .active),
      Silence(
        id: "s2", matchers: try MatcherSet(parsing: "node=n1"), startsAt: start - .hours(1),
        endsAt: start + .hours(3), createdBy: "grace", comment: "new disk comes", state: .active),
    ]
    return Alertmanager.Report(alerts: alerts, silences: silences)
  }

  private func opened(width: Int, height: Int) throws -> State {
    var state = try program()
    let source = try #require(
      DataSource(name: "am", kind: .alertmanager, address: "http://127.0.0.1:9"))
    state.settings.sources.append(source)
    state.alertSetup = AlertSetup(
      settings: AcknowledgementSettings(),
      author: Author(chosen: "ada", environment: [:], host: "ops"))
    _ = state.happen(.resized(width: width, height: height))
    for fetch in fetches(state.happen(.started)) {
      _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
    }
    let context = state.settings.context
    func tell(_ state: inout State, _ report: Alertmanager.Report) {
      for source in state.settings.sources {
        let request = AlertRequest(source: source, askedAt: start)
        let reply: AlertReply =
          source.kind == .alertmanager ? .alertmanager(report) : .rules(rules())
        _ = state.happen(.toldOfAlerts(context: context, request, .success(reply)), after: 1)
      }
    }
    var before = try report()
    before.alerts.append(Alertmanager.Alert(labels: ["alertname": "Gone", "severity": "warning"]))
    tell(&state, before)
    tell(&state, try report())
    _ = state.press("A", after: 2)
    return state
  }

  @Test(arguments: [(80, 24), (120, 40), (160, 45)])
  func theListLooksAsItsPicture(width: Int, height: Int) throws {
    let state = try opened(width: width, height: height)
    try compare(state.view().text(), with: "alerts-\(width)x\(height)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func whatIsKnownOfOneLooksAsItsPicture(width: Int, height: Int) throws {
    var state = try opened(width: width, height: height)
    _ = state.press("j", after: 2)
    _ = state.happen(.key(.enter), after: 2)
    try compare(state.view().text(), with: "alert-detail-\(width)x\(height)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func theDialogLooksAsItsPicture(width: Int, height: Int) throws {
    var state = try opened(width: width, height: height)
    _ = state.press("a", after: 2)
    _ = state.press("looking", after: 2)
    try compare(state.view().text(), with: "acknowledge-\(width)x\(height)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func theSilencesLookAsTheirPicture(width: Int, height: Int) throws {
    var state = try opened(width: width, height: height)
    _ = state.press("Z", after: 2)
    try compare(state.view().text(), with: "silences-\(width)x\(height)")
  }

  /// The badge counts what fires and nobody holds, on every view.
  @Test func theBadgeStandsOnTheViews() throws {
    var state = try opened(width: 120, height: 40)
    _ = state.press("1", after: 3)
    let head = state.view().text().split(separator: "\n").first ?? ""
    #expect(head.contains("▲1") && head.contains("1 acked"), "\(head)")
  }

  /// Its logs are asked for by the labels that the lines have too.
  @Test func logsAreThoseThatShareALabel() throws {
    var state = try opened(width: 120, height: 40)
    let loki = try #require(
      DataSource(name: "loki", kind: .loki, address: "http://127.0.0.1:9"))
    state.settings.sources.append(loki)
    guard case .findEvidence(let request)? = state.press("l", after: 3).first else {
      Issue.record("nothing is asked")
      return
    }
    #expect(request.source == loki)
    #expect(request.labels["alertname"] == "LLMBudgetCritical")
    #expect(request.range.from < start - .minutes(62) && request.range.to >= start)
    var other = state
    _ = other.happen(.foundEvidence(request, .success([])), after: 4)
    #expect(other.notice == "nothing at loki shares a label with the alert")
    let effects = state.happen(
      .foundEvidence(request, .success([.init(name: "app", value: "llm")])), after: 4)
    guard case .logs = state.screen else {
      Issue.record("\(state.screen)")
      return
    }
    #expect("\(effects)".contains("app="))
    // Who has gone elsewhere meanwhile stays there.
    var gone = other
    _ = gone.press("1", after: 5)
    _ = gone.happen(
      .foundEvidence(request, .success([.init(name: "app", value: "llm")])), after: 6)
    if case .logs = gone.screen { Issue.record("the logs opened over a view") }
  }

  @Test func rulesThatAreReadAgainReachTheDesk() throws {
    var state = try opened(width: 120, height: 40)
    #expect(state.happen(.filesChanged([.rules]), after: 3).contains(.readRules))
    let file = RuleFile(
      bytes: Array("groups: [{name: g, rules: [{alert: A, expr: '1'}]}]".utf8), name: "r.yaml")
    let context = state.settings.context
    _ = state.happen(.rulesRead(.success([context: file.groups])), after: 4)
    #expect(state.desk?.evaluation.alertingCount == 1)
    _ = state.happen(.rulesRead(.failure(InputProblem("r.yaml:1:2: no"))), after: 5)
    #expect(state.desk?.evaluation.alertingCount == 1)
    #expect(state.notice == "the rules are not taken: r.yaml:1:2: no")
  }
}
