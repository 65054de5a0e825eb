import DataSources
import Frames
import Rules
import Testing
import Times

@testable import Alerts

struct LocalEvaluationTests {
  private let source: DataSource
  private let start = Instant(seconds: 1_795_219_200)
  private let groups: [RuleGroup]

  init() throws {
    source = try #require(
      DataSource(name: "vm", kind: .prometheus, address: "http://127.0.0.1:8428"))
    let text = """
      groups:
        - name: fast
          interval: 10s
          rules:
            - {record: 'q:depth', expr: depth}
            - {alert: Deep, expr: depth > 100, for: 20s, annotations: {summary: "{{ $value }}"}}
        - name: slow
          query_offset: 40s
          rules:
            - {alert: Recorded, expr: 'q:depth > 1'}
      """
    let file = RuleFile(bytes: Array(text.utf8), name: "r.yaml")
    try #require(file.problems.isEmpty)
    groups = file.groups
  }

  private let deep = [RuleSample(labels: ["__name__": "depth", "queue": "a"], value: 150)]

  private func at(_ seconds: Double) -> Instant { start + .seconds(seconds) }

  @Test func eachGroupIsAskedAtItsInterval() {
    var evaluation = LocalEvaluation(groups, interval: .seconds(30))
    func names(_ seconds: Double) -> [String] {
      let questions = evaluation.questions(to: [source], at: at(seconds))
      for question in questions { evaluation.take(.success([]), to: question) }
      return questions.map(\.expression)
    }
    #expect(names(0) == ["depth > 100", "q:depth > 1"])
    #expect(names(5) == [])
    #expect(evaluation.deadline == at(10))
    #expect(names(10) == ["depth > 100"])
    #expect(names(31) == ["depth > 100", "q:depth > 1"])
  }

  @Test func aGroupMayLookAtDataThatAreOlder() {
    var evaluation = LocalEvaluation(groups)
    let times = evaluation.questions(to: [source], at: at(0)).map(\.dataTime)
    #expect(times == [at(0), at(-40)])
  }

  @Test func anAlertGoesThroughPendingToFiringAndAway() {
    var evaluation = LocalEvaluation(groups)
    func step(_ seconds: Double, _ samples: [RuleSample]) -> [String] {
      for question in evaluation.questions(to: [source], at: at(seconds)) {
        evaluation.take(.success(question.expression.contains("q:") ? [] : samples), to: question)
      }
      return evaluation.sightings.map { "\($0.labels["alertname"] ?? "") \($0.state)" }
    }
    #expect(step(0, deep) == ["Deep pending"])
    #expect(step(10, deep) == ["Deep pending"])
    #expect(step(20, deep) == ["Deep firing"])
    #expect(evaluation.sightings.first?.since == at(0))
    #expect(evaluation.sightings.first?.annotations["summary"] == "150")
    #expect(AlertJoining.alerts(from: evaluation.sightings).map(\.isEvaluatedHere) == [true])
    #expect(step(30, []) == [])
  }

  @Test func aSlowServerIsNotAskedTwiceAndAnOldAnswerIsDropped() throws {
    var evaluation = LocalEvaluation(groups)
    let first = try #require(evaluation.questions(to: [source], at: at(0)).first)
    #expect(evaluation.questions(to: [source], at: at(10)).isEmpty)
    // After four intervals it is given up.
    let second = try #require(evaluation.questions(to: [source], at: at(40)).first)
    evaluation.take(.success([]), to: second)
    evaluation.take(.success(deep), to: first)
    #expect(evaluation.sightings.isEmpty)
  }

  @Test func anAlertStaysWhileTheServerCannotBeAsked() throws {
    var evaluation = LocalEvaluation(groups)
    let first = try #require(evaluation.questions(to: [source], at: at(0)).first)
    evaluation.take(.success(deep), to: first)
    let second = try #require(evaluation.questions(to: [source], at: at(10)).first)
    evaluation.take(.failure(.init(.timedOut, source: "vm", detail: "10 s")), to: second)
    #expect(evaluation.sightings.count == 1)
    #expect(evaluation.errors.map(\.reason) == ["vm took too long: 10 s"])
  }

  @Test func aServerThatEvaluatesRulesItselfIsForgotten() throws {
    var evaluation = LocalEvaluation(groups)
    let first = try #require(evaluation.questions(to: [source], at: at(0)).first)
    evaluation.take(.success(deep), to: first)
    #expect(evaluation.questions(to: [], at: at(10)).isEmpty)
    #expect(evaluation.sightings.isEmpty)
    #expect(evaluation.deadline == nil)
    evaluation.take(.success(deep), to: first)
    #expect(evaluation.sightings.isEmpty)
  }

  @Test func whatIsNotRecordedIsSaid() {
    #expect(LocalEvaluation(groups).unrecorded == ["q:depth"])
  }
}

struct DownSourcesTests {
  private let source: DataSource?
  private let start = Instant(seconds: 1_795_219_200)

  init() { source = DataSource(name: "prod", kind: .prometheus, address: "http://127.0.0.1:9090") }

  private func error(_ code: DataSourceError.Code) -> DataSourceError {
    DataSourceError(code, source: "prod", detail: "connection refused")
  }

  @Test func aDeadServerIsPendingForAMinuteThenFires() throws {
    let source = try #require(source)
    var down = DownSources()
    down.note(error(.unreachable), of: source, at: start)
    #expect(down.sightings.map(\.state) == [.pending])
    #expect(down.deadline == start + .seconds(60))
    down.note(error(.unreachable), of: source, at: start + .seconds(60))
    let sighting = try #require(down.sightings.first)
    #expect(sighting.state == .firing)
    #expect(sighting.origin == .here)
    #expect(
      sighting.labels
        == ["alertname": "PrometheusDown", "datasource": "prod", "severity": "critical"])
    #expect(sighting.annotations["description"] == "prod is unreachable: connection refused")
    down.note(nil, of: source, at: start + .seconds(90))
    #expect(down.sightings.isEmpty)
  }

  /// It answers, though not what was asked.
  @Test(arguments: [DataSourceError.Code.rejected, .tooLarge, .cancelled])
  func aRefusalIsNoDeath(code: DataSourceError.Code) throws {
    var down = DownSources()
    down.note(error(code), of: try #require(source), at: start)
    #expect(down.sightings.isEmpty)
  }

  @Test func eachThatAServerReportsTooCountsOnce() throws {
    let labels: [Labels] = [
      ["alertname": "PrometheusDown", "datasource": "a", "severity": "critical"],
      ["alertname": "PrometheusDown", "datasource": "b", "severity": "critical"],
    ]
    let own = labels.map {
      AlertSighting(source: $0["datasource"] ?? "", origin: .here, labels: $0, state: .firing)
    }
    let server = AlertSighting(
      source: "c", origin: .rules,
      labels: ["alertname": "PrometheusDown", "instance": "a:9090", "job": "prometheus"],
      state: .firing)
    #expect(AlertJoining.alerts(from: own + [server]).count == 2)
    #expect(AlertJoining.alerts(from: own).count == 2)
  }
}
