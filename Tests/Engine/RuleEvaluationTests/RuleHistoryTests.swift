import Frames
import PromQL
import Rules
import Samples
import Synchronization
import Testing
import Times

@testable import RuleEvaluation

struct RuleHistoryTests {
  private let groups: [RuleGroup]
  private var store = SampleStore()

  init() throws {
    let text = """
      groups:
        - name: g
          interval: 10s
          rules:
            - {record: 'q:max', expr: max by (q) (depth)}
            - {alert: Deep, expr: 'q:max > 100', for: 30s, labels: {severity: warning}}
            - {alert: Kept, expr: depth > 100, keep_firing_for: 40s}
      """
    let file = RuleFile(bytes: Array(text.utf8), name: "r")
    try #require(file.problems.isEmpty, "\(file.problems)")
    groups = file.groups
    // One sample every 5 s over an hour; above 100 from 600 s to 900 s and from 910 s to 1200 s.
    for time in stride(from: Int64(0), through: 3_600_000, by: 5_000) {
      let isDeep = time >= 600_000 && time < 900_000 || time >= 910_000 && time < 1_200_000
      try store.append(["__name__": "depth", "q": "a"], time, isDeep ? 150 : 50)
    }
  }

  private func alerts(_ rule: Int, at seconds: Double) -> [RuleAlert] {
    let outcomes = RuleHistory(groups).outcomes(at: Instant(seconds: seconds), in: source(seconds))
    return outcomes[0].rules[rule].alerting.active
  }

  private func source(_ seconds: Double) -> RuledSource {
    RuledSource(store, RuleHistory(groups), at: Instant(seconds: seconds))
  }

  /// The same rules evaluated one after another from the beginning.
  private func sequential(until seconds: Double) throws -> GroupOutcome {
    var run = GroupRun(groups[0])
    var seen = SampleStore()
    var others = SampleRun()
    store.select([], from: 0, to: .max).first?.read(from: 0, to: .max, into: &others)
    var next = 0
    for time in stride(from: Int64(0), through: Int64(seconds) * 1000, by: 10_000) {
      while next < others.count, others.times[next] <= time {
        try seen.append(["__name__": "depth", "q": "a"], others.times[next], others.values[next])
        next += 1
      }
      run.evaluate(at: time, in: &seen)
    }
    return run.outcome
  }

  @Test(
    arguments: [
      (595, []), (600, ["pending 600"]), (629, ["pending 600"]), (630, ["firing 600"]),
      (899, ["firing 600"]), (900, []), (910, ["pending 910"]), (940, ["firing 910"]), (1200, []),
    ] as [(Double, [String])])
  func anAlertHasItsWholePast(seconds: Double, expected: [String]) {
    let found = alerts(1, at: seconds)
    #expect(found.map { "\($0.state.rawValue) \(Int($0.activeAt.seconds))" } == expected)
  }

  @Test(arguments: [450.0, 605, 640, 895, 905, 925, 945, 1190, 1215, 1239, 1241, 3600])
  func theSameAsEvaluatedOneByOne(seconds: Double) throws {
    let outcome = try sequential(until: seconds)
    for rule in 1...2 {
      let (a, b) = (alerts(rule, at: seconds), outcome.rules[rule].alerting.active)
      #expect(a.map(\.labels) == b.map(\.labels))
      #expect(a.map(\.state) == b.map(\.state))
      #expect(a.map(\.activeAt) == b.map(\.activeAt))
      #expect(a.map(\.value) == b.map(\.value))
    }
  }

  @Test func whatIsRememberedIsTheSameAsWhatIsFoundAnew() throws {
    let history = RuleHistory(groups)
    let memory = RuleMemory(groups)
    // Forth and back, in small steps and in long ones.
    for seconds in [595.0, 605, 640, 895, 620, 905, 925, 945, 1190, 1215, 3600, 1239, 20_000] {
      let now = Instant(seconds: seconds)
      let remembering = RuledSource(store, history, at: now, memory)
      let outcome = history.outcomes(at: now, in: source(seconds), memory)[0]
      let anew = history.outcomes(at: now, in: source(seconds))[0]
      #expect(outcome.rules.map(\.alerting) == anew.rules.map(\.alerting), "at \(seconds)")
      for text in ["ALERTS", "ALERTS_FOR_STATE", "max_over_time(ALERTS[20m])"] {
        #expect(
          try "\(QueryEngine().instant(text, at: now.milliseconds, in: remembering))"
            == "\(QueryEngine().instant(text, at: now.milliseconds, in: source(seconds)))")
      }
    }
  }

  @Test func whatIsRememberedCostsOnlyTheEvaluationsSince() throws {
    let history = RuleHistory(groups)
    let memory = RuleMemory(groups)
    let counted = CountedSource(base: store)
    var reads: [Int] = []
    for seconds in [1170.0, 1180, 1190] {
      let now = Instant(seconds: seconds)
      let before = counted.samples.load(ordering: .relaxed)
      _ = history.outcomes(at: now, in: RuledSource(counted, history, at: now), memory)
      reads.append(counted.samples.load(ordering: .relaxed) - before)
    }
    #expect(reads[1] * 2 < reads[0], "\(reads)")
    #expect(reads[2] == reads[1])
  }

  @Test func whatAlertsRuleIsAskedAsSeries() throws {
    func query(_ text: String, at seconds: Double) throws -> [String] {
      let result = try QueryEngine().instant(
        text, at: Int64(seconds * 1000), in: source(seconds))
      guard case .vector(let elements) = result else { return [] }
      return elements.map { "\($0.labels.text) \(Int($0.sample.value))" }.sorted()
    }
    #expect(
      try query(#"ALERTS{alertname="Deep"}"#, at: 615)
        == [#"ALERTS{alertname="Deep", alertstate="pending", q="a", severity="warning"} 1"#])
    #expect(try query(#"count(ALERTS{alertstate="firing",alertname="Deep"})"#, at: 650) == ["{} 1"])
    #expect(try query(#"ALERTS{alertname="Deep"}"#, at: 905).isEmpty)
    #expect(try query("q:max", at: 700) == [#"q:max{q="a"} 150"#])
    #expect(
      try query(#"ALERTS_FOR_STATE{alertname="Deep"}"#, at: 650).first?.hasSuffix(" 600") == true)
    #expect(try query(#"{q="a",severity="warning"}"#, at: 650).count == 2)
    #expect(try query(#"{job="none"}"#, at: 650).isEmpty)
  }

  @Test func aGraphOfAlertsHasItsGaps() throws {
    let result = try QueryEngine().range(
      #"sum(ALERTS{alertname="Deep",alertstate="firing"})"#, from: 600_000, to: 960_000,
      step: 30_000, in: source(1000))
    guard case .matrix(let matrix) = result else { return }
    #expect(
      matrix.first?.samples.times
        == [630, 660, 690, 720, 750, 780, 810, 840, 870, 960].map { $0 * 1000 })
  }

  @Test func whatIsActiveAllTheTimeBeganADayAgo() {
    let text = "groups: [{name: g, interval: 1h, rules: [{alert: Always, expr: vector(1)}]}]"
    let groups = RuleFile(bytes: Array(text.utf8), name: "r").groups
    let now = Instant(seconds: 864_000)
    let outcomes = RuleHistory(groups).outcomes(at: now, in: SampleStore())
    #expect(outcomes[0].rules[0].alerting.active.map(\.activeAt) == [now - .hours(24)])
    #expect(outcomes[0].rules[0].alerting.state == .firing)
  }

  @Test func aRecordedSeriesThatNamesItselfEnds() throws {
    let text = "groups: [{name: g, rules: [{record: 'a:b', expr: 'a:b + 1'}]}]"
    let groups = RuleFile(bytes: Array(text.utf8), name: "r").groups
    let source = RuledSource(SampleStore(), RuleHistory(groups), at: Instant(seconds: 100))
    #expect(source.select([], from: 0, to: 100_000).isEmpty)
  }
}

/// A source that counts the samples that are read.
private final class CountedSource: SampleSource {
  let base: SampleStore
  let samples = Atomic(0)

  init(base: SampleStore) { self.base = base }

  func select(_ matchers: [SeriesMatcher], from: Int64, to: Int64) -> [any SampleSeries] {
    base.select(matchers, from: from, to: to).map { Counted(base: $0, source: self) }
  }

  private struct Counted: SampleSeries {
    let base: any SampleSeries
    let source: CountedSource
    var labels: Labels { base.labels }

    func read(from: Int64, to: Int64, into run: inout SampleRun) {
      let before = run.count
      base.read(from: from, to: to, into: &run)
      source.samples.add(run.count - before, ordering: .relaxed)
    }
  }
}
