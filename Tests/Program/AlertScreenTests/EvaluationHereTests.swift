import Alerts
import Configuration
@testable import DataSources
import Frames
import Rules
import Silences
import Testing
import Times

@testable import AlertScreen

/// Rules where a server evaluates none, and dead servers.
struct EvaluationHereTests {
  private var desk: AlertDesk
  private let source: DataSource
  private let start = Instant(seconds: 1_795_219_200)

  init() throws {
    source = try #require(
      DataSource(name: "vm", kind: .prometheus, address: "http://127.0.0.1:8428"))
    let rules = RuleFile(
      bytes: Array("groups: [{name: g, rules: [{alert: Deep, expr: depth > 100}]}]".utf8),
      name: "r.yaml")
    var surroundings = AlertDesk.Surroundings(
      context: "default", sources: [source], settings: AcknowledgementSettings(),
      author: Author(chosen: "ada", environment: [:], host: "ops"))
    surroundings.rules = rules.groups
    desk = AlertDesk(surroundings, seed: 1)
  }

  private func at(_ seconds: Double) -> Instant { start + .seconds(seconds) }

  private func questions(_ effects: [AlertEffect]) -> [LocalEvaluation.Question] {
    effects.compactMap { if case .evaluate(let question) = $0 { question } else { nil } }
  }

  private func request(_ seconds: Double) -> AlertRequest {
    AlertRequest(source: source, askedAt: at(seconds))
  }

  private let report = RuleReport(groups: [
    .init(
      name: "g", file: "f", interval: .seconds(15),
      rules: [
        .init(name: "Deep", isAlerting: true, expression: "depth > 100", health: "ok")
      ])
  ])

  @Test mutating func rulesAreEvaluatedWhereTheServerHasNone() throws {
    _ = desk.ask(at: at(0))
    let effects = desk.take(.success(.rules(RuleReport(groups: []))), to: request(0), at: at(0))
    let question = try #require(questions(effects).first)
    #expect(question.expression == "depth > 100")
    _ = desk.take(
      .success([RuleSample(labels: ["queue": "a"], value: 150)]), evaluating: question, at: at(1))
    #expect(desk.alerts.map(\.name) == ["Deep"])
    #expect(desk.alerts.first?.isEvaluatedHere == true)
    #expect(desk.alerts.first?.state == .firing)
  }

  @Test mutating func aServerWithRulesIsLeftToItself() {
    _ = desk.ask(at: at(0))
    #expect(
      questions(desk.take(.success(.rules(report)), to: request(0), at: at(0))).isEmpty)
  }

  /// As when rule evaluation is switched off and on again.
  @Test mutating func whatWasEvaluatedHereEndsWithTheServersOwn() throws {
    _ = desk.ask(at: at(0))
    let effects = desk.take(.success(.rules(RuleReport(groups: []))), to: request(0), at: at(0))
    let question = try #require(questions(effects).first)
    _ = desk.take(.success([RuleSample(labels: [:], value: 1)]), evaluating: question, at: at(1))
    _ = desk.ask(at: at(30))
    _ = desk.take(.success(.rules(report)), to: request(30), at: at(30))
    _ = desk.meetDeadline(at: at(61))
    _ = desk.take(.success(.rules(report)), to: request(61), at: at(61))
    #expect(desk.alerts.filter { $0.state == .firing }.isEmpty)
  }

  @Test mutating func aDeadServerIsAnAlertAfterAMinute() {
    let error = DataSourceError(.unreachable, source: "vm", detail: "connection refused")
    for seconds in [0.0, 30, 60] {
      _ = desk.ask(at: at(seconds))
      _ = desk.take(.failure(error), to: request(seconds), at: at(seconds))
      #expect(desk.alerts.map(\.name) == ["PrometheusDown"])
      #expect(desk.alerts.first?.state == (seconds < 60 ? .pending : .firing))
    }
    _ = desk.ask(at: at(90))
    _ = desk.take(.success(.rules(report)), to: request(90), at: at(90))
    #expect(desk.alerts.map(\.state) == [.resolved])
  }

  @Test mutating func aServerThatKnowsNoRulesIsNotDead() {
    let error = DataSourceError(.rejected, source: "vm", detail: "404 page not found")
    _ = desk.ask(at: at(0))
    let effects = desk.take(.failure(error), to: request(0), at: at(0))
    #expect(desk.alerts.isEmpty)
    #expect(questions(effects).count == 1)
  }
}
