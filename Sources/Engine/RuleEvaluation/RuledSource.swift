import Frames
import PromQL
import Rules
package import Samples
package import Times

/// A source with the series that rules would have written beside its own: what is recorded,
/// `ALERTS` and `ALERTS_FOR_STATE`. They are made when they are asked for.
package struct RuledSource: SampleSource {
  private let base: any SampleSource
  private let history: RuleHistory
  private let now: Int64
  /// How many recorded series stand in the definition of one another, at most.
  private let depth: Int

  private static let deepest = 4
  /// One evaluation makes no more: the steps of longer ranges are wider.
  private static let mostSteps: Int64 = 10_000
  private static let longest: Int64 = 30 * 86_400_000
  /// How far back series are looked for that no name is given for: all rules are evaluated then.
  private static let nameless: Int64 = 6 * 3_600_000

  package init(_ base: any SampleSource, _ history: RuleHistory, at now: Instant) {
    self.init(base, history, now: now.milliseconds, depth: 0)
  }

  private init(_ base: any SampleSource, _ history: RuleHistory, now: Int64, depth: Int) {
    self.base = base
    self.history = history
    self.now = now
    self.depth = depth
  }

  package func select(_ matchers: [SeriesMatcher], from: Int64, to: Int64) -> [any SampleSeries] {
    let own = base.select(matchers, from: from, to: to)
    let names = matchers.filter { $0.name == "__name__" }
    let to = min(to, now)
    let from = names.isEmpty ? max(from, to - Self.nameless) : max(from, now - Self.longest)
    guard depth < Self.deepest, from <= to else { return own }
    let wantsAlerts = ["ALERTS", "ALERTS_FOR_STATE"].contains { name in
      names.allSatisfy { $0.matches(name) }
    }
    let alerts = matchers.filter { $0.name == "alertname" }
    let deeper = RuledSource(base, history, now: now, depth: depth + 1)
    var made: [Labels: SampleRun] = [:]
    for group in history.groups {
      let step = history.step(of: group)
      let wider = max(1, (to - from) / step / Self.mostSteps + 1)
      for rule in group.rules {
        switch rule.kind {
        case .record(let metric) where names.allSatisfy({ $0.matches(metric) }):
          record(rule, group, from, to, step * wider, deeper, &made)
        case .alert where wantsAlerts && alerts.allSatisfy({ $0.matches(rule.name) }):
          trace(rule, group, from, to, wider, deeper, &made)
        case .alert, .record: break
        }
      }
    }
    let wanted = made.filter { entry in matchers.allSatisfy { $0.matches(entry.key) } }
    return own + wanted.map { WrittenSeries(labels: $0.key, run: $0.value) }
  }

  private func record(
    _ rule: Rule, _ group: RuleGroup, _ from: Int64, _ to: Int64, _ step: Int64,
    _ source: any SampleSource, _ made: inout [Labels: SampleRun]
  ) {
    let first = RuleHistory.floored(from + step - 1, step)
    let last = RuleHistory.floored(to, step)
    guard
      let results = try? history.samples(of: rule, from: first, to: last, step: step, in: source)
    else { return }
    var present: Set<Labels> = []
    var time = first
    while time <= last {
      if case .success(let recorded) = rule.recorded(results[time] ?? [], limit: group.limit) {
        Self.write(recorded, at: time, &present, &made)
      }
      time += step
    }
  }

  private func trace(
    _ rule: Rule, _ group: RuleGroup, _ from: Int64, _ to: Int64, _ wider: Int64,
    _ source: any SampleSource, _ made: inout [Labels: SampleRun]
  ) {
    var present: Set<Labels> = []
    var runs = made
    history.trace(of: rule, in: group, from: from, to: to, every: wider, source) { time, state in
      Self.write(state.active.flatMap(\.series), at: time, &present, &runs)
    }
    made = runs
  }

  private static func write(
    _ samples: [RuleSample], at time: Int64, _ present: inout Set<Labels>,
    _ made: inout [Labels: SampleRun]
  ) {
    var now: Set<Labels> = []
    for sample in samples where (made[sample.labels]?.times.last ?? .min) < time {
      now.insert(sample.labels)
      made[sample.labels, default: SampleRun()].append(time, sample.value)
    }
    for labels in present.subtracting(now) where (made[labels]?.times.last ?? .min) < time {
      made[labels]?.append(time, .staleMarker)
    }
    present = now
  }
}

/// A series that a rule wrote.
private struct WrittenSeries: SampleSeries {
  let labels: Labels
  let run: SampleRun

  func read(from: Int64, to: Int64, into other: inout SampleRun) {
    for place in 0..<run.count where run.times[place] >= from && run.times[place] <= to {
      other.append(run.times[place], run.values[place])
    }
  }
}
