import Frames
import Lexemes
package import PromQL
import PromQLSyntax
package import Rules
import Samples
import Times

extension RuleTestFile {
  /// The most evaluations of one test; what asks for more is refused before it fills the memory.
  private static let mostEvaluations: Int64 = 1_000_000

  /// Runs every test over the groups of the rule files.
  package func run(
    over groups: [RuleGroup], _ engine: QueryEngine = QueryEngine()
  ) -> RuleTestOutcome {
    var outcome = RuleTestOutcome()
    for test in tests {
      do throws(RuleTestFailure) {
        let result = try run(test, over: ordered(groups), engine)
        outcome.passed += result.passed
        outcome.failures += result.failures
      } catch {
        outcome.failures.append(error)
      }
    }
    return outcome
  }

  /// Groups that the file names come first, in its order; the others as they stand.
  private func ordered(_ groups: [RuleGroup]) -> [RuleGroup] {
    let named = groupOrder.flatMap { name in groups.filter { $0.name == name } }
    return named + groups.filter { !groupOrder.contains($0.name) }
  }

  private func run(
    _ test: Test, over groups: [RuleGroup], _ engine: QueryEngine
  ) throws(RuleTestFailure) -> RuleTestOutcome {
    var engine = engine
    let interval = evaluationInterval.milliseconds
    engine.subqueryStep = interval
    let end = (test.alerts.map(\.time) + test.expressions.map(\.time)).max()?.milliseconds ?? 0
    guard interval > 0, end / interval <= Self.mostEvaluations else {
      throw RuleTestFailure(
        line: test.line, test: test.name, message: "more than a million evaluations")
    }
    var feed = try SeriesFeed(test)
    var store = SampleStore()
    var runs = groups.map {
      GroupRun(
        $0, engine: engine, externalLabels: test.externalLabels, externalURL: test.externalURL)
    }
    var outcome = RuleTestOutcome()
    var time: Int64 = 0
    while time <= end {
      feed.feed(&store, till: time)
      for place in runs.indices { runs[place].evaluate(at: time, in: &store) }
      let errors = runs.flatMap(\.outcome.rules).compactMap { rule in
        rule.error.map {
          "rule \(rule.rule.name) at \(Span(milliseconds: time).prometheusText): \($0)"
        }
      }
      if let error = errors.first {
        throw RuleTestFailure(line: test.line, test: test.name, message: error)
      }
      // What is asked between two evaluations is answered by the first of them.
      for alert in test.alerts
      where alert.time.milliseconds >= time && alert.time.milliseconds < time + interval {
        note(alert, of: test, runs, in: &outcome)
      }
      time += interval
    }
    feed.feed(&store, till: end)
    for expression in test.expressions {
      note(expression, of: test, engine, store, in: &outcome)
    }
    return outcome
  }

  private func note(
    _ alert: AlertTest, of test: Test, _ runs: [GroupRun], in outcome: inout RuleTestOutcome
  ) {
    let rules = runs.flatMap(\.outcome.rules).filter { $0.rule.alerting?.name == alert.alert }
    let got = rules.flatMap(\.alerting.active).filter { $0.state == .firing }
      .map { AlertTest.Expected(labels: $0.labels, annotations: $0.annotations) }
    let wanted = alert.expected.map { expected in
      AlertTest.Expected(
        labels: expected.labels.setting("alertname", alert.alert),
        annotations: expected.annotations)
    }
    guard got.inOrder != wanted.inOrder else {
      outcome.passed += 1
      return
    }
    outcome.failures.append(
      RuleTestFailure(
        line: alert.line, test: test.name,
        message: "alertname: \(alert.alert), time: \(alert.time.prometheusText), "
          + "exp: [\(wanted.inOrder.text)], got: [\(got.inOrder.text)]"))
  }

  private func note(
    _ test: ExpressionTest, of group: Test, _ engine: QueryEngine, _ store: SampleStore,
    in outcome: inout RuleTestOutcome
  ) {
    func fail(_ reason: String) {
      outcome.failures.append(
        RuleTestFailure(
          line: test.line, test: group.name,
          message:
            "expr: \(QuotedString.quoted(test.expression)), time: \(test.time.prometheusText), "
            + reason))
    }
    let result: QueryResult
    do throws(PromQLError) {
      result = try engine.instant(test.expression, at: test.time.milliseconds, in: store)
    } catch {
      return fail("err: \(error.detail)")
    }
    switch result {
    case .vector, .scalar: break
    case .string, .matrix: return fail("err: rule result is not a vector or scalar")
    }
    var wanted: [RuleSample] = []
    for sample in test.expected {
      guard !sample.isHistogram else { return fail("native histograms are not supported") }
      do throws(PromQLSyntaxError) {
        wanted.append(
          RuleSample(labels: try SeriesDescription.labels(of: sample.labels), value: sample.value))
      } catch {
        return fail("err: labels \(QuotedString.quoted(sample.labels)): \(error)")
      }
    }
    let got = result.ruleSamples.inOrder
    wanted = wanted.inOrder
    let isEqual =
      got.count == wanted.count
      && zip(got, wanted).allSatisfy { $0.labels == $1.labels && $0.value == $1.value }
    if isEqual { outcome.passed += 1 } else { fail("exp: \(wanted.text), got: \(got.text)") }
  }
}

extension [RuleTestFile.AlertTest.Expected] {
  fileprivate var inOrder: Self {
    sorted {
      $0.labels == $1.labels
        ? Labels.precede($0.annotations, $1.annotations) : Labels.precede($0.labels, $1.labels)
    }
  }

  fileprivate var text: String {
    map { "Labels:\($0.labels.text) Annotations:\($0.annotations.text)" }
      .joined(separator: ", ")
  }
}

extension [RuleSample] {
  fileprivate var inOrder: Self { sorted { Labels.precede($0.labels, $1.labels) } }

  fileprivate var text: String {
    isEmpty
      ? "nil"
      : map { "\($0.labels.text) \(ShortestNumber.text($0.value))" }.joined(separator: ", ")
  }
}
