package import RuleEvaluation
package import Rules
package import Samples
import Synchronization
package import Times

/// The rules of an embedded Prometheus and how they stand: alerts for those who ask for rules, for
/// series, and for what an Alertmanager would have been told.
package final class RuleBoard: Sendable {
  package let history: RuleHistory
  private let base: @Sendable (Instant) -> any SampleSource
  /// What the rules have made so far.
  private let memory: RuleMemory
  /// The last answer: several ask within one interval.
  private let last = Mutex<(key: [Int64], outcomes: [GroupOutcome])?>(nil)

  /// `base` is what is known at a moment, without what rules write.
  package init(
    _ groups: [RuleGroup], over base: @escaping @Sendable (Instant) -> any SampleSource
  ) {
    history = RuleHistory(groups)
    memory = RuleMemory(groups)
    self.base = base
  }

  /// What is known at a moment, with what rules write.
  package func source(at now: Instant) -> any SampleSource {
    history.groups.isEmpty ? base(now) : RuledSource(base(now), history, at: now, memory)
  }

  /// How the rules of each group stand, alerts that resolved a short while ago among them.
  package func outcomes(at now: Instant) -> [GroupOutcome] {
    let key = history.groups.map { evaluated($0, at: now).milliseconds }
    if let known = last.withLock({ $0?.key == key ? $0?.outcomes : nil }) { return known }
    // Rules that ask for what rules write must not wait for themselves.
    let outcomes = history.outcomes(
      at: now, in: RuledSource(base(now), history, at: now), memory)
    // What was broken off is no answer to others.
    guard !Task.isCancelled else { return outcomes }
    last.withLock { $0 = (key, outcomes) }
    return outcomes
  }

  /// When a group was last evaluated.
  package func evaluated(_ group: RuleGroup, at now: Instant) -> Instant {
    let step = history.step(of: group)
    let rest = now.milliseconds % step
    return Instant(milliseconds: now.milliseconds - (rest < 0 ? rest + step : rest))
  }
}
