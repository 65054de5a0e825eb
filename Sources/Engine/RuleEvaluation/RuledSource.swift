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
  /// What was found before; of recorded series that stand in others nothing is kept.
  private let memory: RuleMemory?
  /// How many recorded series stand in the definition of one another, at most.
  private let depth: Int

  private static let deepest = 4
  /// One evaluation makes no more: the steps of longer ranges are wider.
  private static let mostSteps: Int64 = 10_000
  private static let longest: Int64 = 30 * 86_400_000
  /// How far back series are looked for that no name is given for: all rules are evaluated then.
  private static let nameless: Int64 = 6 * 3_600_000

  package init(
    _ base: any SampleSource, _ history: RuleHistory, at now: Instant, _ memory: RuleMemory? = nil
  ) {
    self.init(base, history, now: now.milliseconds, memory, depth: 0)
  }

  private init(
    _ base: any SampleSource, _ history: RuleHistory, now: Int64, _ memory: RuleMemory?, depth: Int
  ) {
    self.base = base
    self.history = history
    self.now = now
    self.memory = memory
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
    let deeper = RuledSource(base, history, now: now, nil, depth: depth + 1)
    var made = RuleSeries()
    for (number, group) in history.groups.enumerated() {
      let step = history.step(of: group)
      let wider = max(1, (to - from) / step / Self.mostSteps + 1)
      for (place, rule) in group.rules.enumerated() {
        made.endRule()
        switch rule.kind {
        case .record(let metric) where names.allSatisfy({ $0.matches(metric) }):
          record(rule, group, from, to, step * wider, deeper, &made)
        case .alert where wantsAlerts && alerts.allSatisfy({ $0.matches(rule.name) }):
          if wider == 1, let memory {
            let track = memory.withTrack(number, place) { track in
              history.follow(rule, in: group, &track, from: from, to: to, deeper)
            }
            made.merge(track.series)
          } else {
            history.trace(of: rule, in: group, from: from, to: to, every: wider, deeper) {
              made.write($1.active.flatMap { $0.series(of: rule) }, at: $0)
            }
          }
        case .alert, .record: break
        }
      }
    }
    let wanted = made.runs.filter { entry in matchers.allSatisfy { $0.matches(entry.key) } }
    return own + wanted.map { WrittenSeries(labels: $0.key, run: $0.value) }
  }

  private func record(
    _ rule: Rule, _ group: RuleGroup, _ from: Int64, _ to: Int64, _ step: Int64,
    _ source: any SampleSource, _ made: inout RuleSeries
  ) {
    let first = RuleHistory.floored(from + step - 1, step)
    let last = RuleHistory.floored(to, step)
    guard
      let results = try? history.samples(of: rule, from: first, to: last, step: step, in: source)
    else { return }
    var time = first
    while time <= last {
      if case .success(let recorded) = rule.recorded(results[time] ?? [], limit: group.limit) {
        made.write(recorded, at: time)
      }
      time += step
    }
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
