package import Frames
package import PromQL
package import Rules
package import Samples
import Times

/// Evaluates a group of rules one moment after another; what the rules give is written to a store,
/// where the next rule and the next evaluation read it.
package struct GroupRun: Sendable {
  package private(set) var outcome: GroupOutcome
  package var engine: QueryEngine
  package var externalLabels: Labels
  package var externalURL: String
  /// The series that each rule wrote last: one that does not come again has ended.
  private var written: [Set<Labels>]

  package init(
    _ group: RuleGroup, engine: QueryEngine = QueryEngine(), externalLabels: Labels = Labels(),
    externalURL: String = ""
  ) {
    outcome = GroupOutcome(group)
    self.engine = engine
    self.externalLabels = externalLabels
    self.externalURL = externalURL
    written = group.rules.map { _ in [] }
  }

  /// Evaluates every rule at a moment (milliseconds), later than all before.
  package mutating func evaluate(at time: Int64, in store: inout SampleStore) {
    for place in outcome.rules.indices { evaluate(place, at: time, in: &store) }
  }

  private mutating func evaluate(_ place: Int, at time: Int64, in store: inout SampleStore) {
    let moment = Instant(milliseconds: time)
    let rule = outcome.rules[place].rule
    let samples: [RuleSample]
    do throws(PromQLError) {
      let offset = outcome.group.queryOffset.milliseconds
      samples = try engine.instant(rule.expression, at: time - offset, in: store).ruleSamples
    } catch {
      outcome.rules[place].alerting.fail(error.detail, at: moment)
      outcome.rules[place].error = error.detail
      return
    }
    let series: [RuleSample]
    switch rule.kind {
    case .alert:
      outcome.rules[place].alerting.apply(
        samples, of: rule, limit: outcome.group.limit, at: moment, externalLabels: externalLabels,
        externalURL: externalURL, query: Self.query(engine, at: time, in: store))
      outcome.rules[place].error = outcome.rules[place].alerting.error
      series = outcome.rules[place].alerting.active.flatMap { $0.series(of: rule) }
    case .record:
      switch rule.recorded(samples, limit: outcome.group.limit) {
      case .success(let recorded):
        outcome.rules[place].error = nil
        series = recorded
      case .failure(let error):
        outcome.rules[place].error = error.description
        series = []
      }
    }
    // A rule that failed has written nothing, and what it wrote before stands.
    guard outcome.rules[place].error == nil else { return }
    write(series, of: place, at: time, in: &store)
  }

  /// What templates ask of the data at a moment.
  private static func query(
    _ engine: QueryEngine, at time: Int64, in store: SampleStore
  ) -> TemplateText.Context.Query {
    { text throws(TemplateError) in
      do throws(PromQLError) {
        switch try engine.instant(text, at: time, in: store) {
        case .string, .matrix: break
        case let result: return result.ruleSamples
        }
      } catch {
        throw TemplateError("query: \(error.detail)")
      }
      throw TemplateError("query: rule result is not a vector or scalar")
    }
  }

  private mutating func write(
    _ series: [RuleSample], of place: Int, at time: Int64, in store: inout SampleStore
  ) {
    var now: Set<Labels> = []
    for sample in series {
      now.insert(sample.labels)
      try? store.append(sample.labels, time, sample.value)
    }
    for labels in written[place].subtracting(now) {
      // Another rule may have written the same series at this moment: that sample stands.
      try? store.append(labels, time, .staleMarker)
    }
    written[place] = now
  }
}

extension QueryResult {
  /// The samples that a rule makes of a result: a scalar is one without labels.
  package var ruleSamples: [RuleSample] {
    switch self {
    case .vector(let elements):
      elements.map { RuleSample(labels: $0.labels, value: $0.sample.value) }
    case .scalar(let sample): [RuleSample(labels: Labels(), value: sample.value)]
    case .string, .matrix: []
    }
  }
}
