import Frames
package import PromQL
import PromQLSyntax
package import Rules
package import Samples
package import Times

/// What rules would have made of a source whose whole past can be read: at any moment the alerts
/// are those that evaluations since long before would have left.
package struct RuleHistory: Sendable {
  package let groups: [RuleGroup]
  package var engine = QueryEngine()
  /// Between two evaluations of a group that says nothing of it.
  package var interval = Span.seconds(15)
  /// How far back an alert's beginning is looked for, and how far the past goes.
  package static let memory = Span.hours(24)

  package init(_ groups: [RuleGroup]) { self.groups = groups }

  /// How the rules of each group stand after the last evaluation not later than a moment; what
  /// was found is continued from `memory`.
  package func outcomes(
    at now: Instant, in source: any SampleSource, _ memory: RuleMemory? = nil
  ) -> [GroupOutcome] {
    groups.indices.map { number in
      let group = groups[number]
      var outcome = GroupOutcome(group)
      let last = Self.floored(now.milliseconds, step(of: group))
      for place in group.rules.indices {
        let rule = group.rules[place]
        guard rule.alerting != nil else {
          outcome.rules[place].error = error(of: rule, in: group, at: last, in: source)
          continue
        }
        let track = memory?.withTrack(number, place) { track in
          follow(rule, in: group, &track, from: last, to: last, source)
        }
        let state =
          track.flatMap { $0.last == last ? $0.state : nil }
          ?? trace(of: rule, in: group, from: last, to: last, source) { _, _ in }
        outcome.rules[place].alerting = state
        outcome.rules[place].error = state.error
      }
      return outcome
    }
  }

  /// Milliseconds between two evaluations of a group, which are at multiples of it.
  package func step(of group: RuleGroup) -> Int64 {
    max(1, (group.interval ?? interval).milliseconds)
  }

  /// The alerts of a rule at each evaluation between two moments (milliseconds), and in the end.
  ///
  /// Evaluation begins as long before as it takes to find a time at which nothing was active.
  @discardableResult
  package func trace(
    of rule: Rule, in group: RuleGroup, from: Int64, to: Int64, every wider: Int64 = 1,
    _ source: any SampleSource, _ see: (Int64, AlertingState) -> Void
  ) -> AlertingState {
    guard let alerting = rule.alerting else { return AlertingState() }
    let step = step(of: group) * max(1, wider)
    let last = Self.floored(to, step)
    // What was kept firing hides for that long that it has a beginning.
    let quiet = alerting.keepFiringFor.milliseconds + step
    let warmth = alerting.holdFor.milliseconds + quiet * 2
    // What has resolved is told for a while after the end.
    var first = Self.floored(
      min(from - warmth, to - warmth - AlertingState.retention.milliseconds), step)
    let earliest = min(first, Self.floored(from - Self.memory.milliseconds, step))
    var results: [Int64: [RuleSample]] = [:]
    var known = last + step
    do throws(PromQLError) {
      while true {
        let found = try samples(of: rule, from: first, to: known - step, step: step, in: source)
        results.merge(found) { old, _ in old }
        let begins = results.keys.allSatisfy { $0 > first + quiet }
        guard !begins, first > earliest else { break }
        known = first
        first = max(earliest, Self.floored(from - (from - first) * 4, step))
      }
    } catch {
      var state = AlertingState()
      state.fail(error.detail, at: Instant(milliseconds: last))
      return state
    }
    var state = AlertingState()
    var time = first
    while time <= last {
      state.apply(
        results[time] ?? [], of: rule, limit: group.limit, at: Instant(milliseconds: time))
      if time >= from { see(time, state) }
      time += step
    }
    return state
  }

  /// The results of a rule's expression at each step that has any.
  func samples(
    of rule: Rule, from: Int64, to: Int64, step: Int64, in source: any SampleSource
  ) throws(PromQLError) -> [Int64: [RuleSample]] {
    guard from <= to else { return [:] }
    var results: [Int64: [RuleSample]] = [:]
    if rule.expression.namesEnds {
      var time = from
      while time <= to {
        let samples = try engine.instant(rule.expression, at: time, in: source).ruleSamples
        if !samples.isEmpty { results[time] = samples }
        time += step
      }
      return results
    }
    let result = try engine.range(rule.expression, from: from, to: to, step: step, in: source)
    guard case .matrix(let matrix) = result else { return [:] }
    for series in matrix {
      for place in 0..<series.samples.count {
        results[series.samples.times[place], default: []].append(
          RuleSample(labels: series.labels, value: series.samples.values[place]))
      }
    }
    return results
  }

  private func error(
    of rule: Rule, in group: RuleGroup, at time: Int64, in source: any SampleSource
  ) -> String? {
    do throws(PromQLError) {
      let samples = try engine.instant(rule.expression, at: time, in: source).ruleSamples
      if case .failure(let error) = rule.recorded(samples, limit: group.limit) {
        return error.description
      }
      return nil
    } catch {
      return error.detail
    }
  }

  static func floored(_ time: Int64, _ step: Int64) -> Int64 {
    let rest = time % step
    return time - (rest < 0 ? rest + step : rest)
  }
}

extension Expression {
  /// Whether it says `start()` or `end()`, which mean other moments in a range than at each step.
  fileprivate var namesEnds: Bool {
    let text = "\(self)"
    return text.contains("start()") || text.contains("end()")
  }
}
