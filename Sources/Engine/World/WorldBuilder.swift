import Exposition
import Frames

/// Puts a table, the schedule of what goes wrong, and a script together to the series of a world.
struct WorldBuilder {
  var table: SystemTable
  var schedule: Schedule
  var script: WorldScript
  var key: UInt64

  private typealias Occurrences = (
    change: Change, labels: [(name: String, value: String)],
    windows: [Window]
  )

  func families() throws(WorldError) -> [SyntheticWorld.Family] {
    try checkScript()
    var occurrences = occurrences()
    var built: [String: [SyntheticWorld.Series]] = [:]
    var found: [SyntheticWorld.Family] = []
    // A share is of series that must be there before it.
    let ordered = table.families.filter { !$0.isShare } + table.families.filter(\.isShare)
    for entry in ordered {
      var series: [SyntheticWorld.Series] = []
      for row in entry.series {
        series.append(try self.series(row, of: entry, occurrences[entry.family.name] ?? [], built))
      }
      built[entry.family.name] = series
      occurrences[entry.family.name] = nil
    }
    for entry in table.families {
      found.append(
        SyntheticWorld.Family(
          family: entry.family, series: built[entry.family.name] ?? [], isScrape: entry.isScrape))
    }
    return found
  }

  /// All that goes wrong up to the horizon, by metric; equal changes of equal series together.
  private func occurrences() -> [String: [Occurrences]] {
    struct Cause: Hashable {
      var template: Int
      var binding: Int
      var gravity: Double
    }
    var events: [Cause: [Schedule.Event]] = [:]
    let horizon = SyntheticWorld.seconds(SyntheticWorld.horizon)
    for event in schedule.events(from: 0, to: horizon) {
      let cause = Cause(template: event.template, binding: event.binding, gravity: event.gravity)
      events[cause, default: []].append(event)
    }
    var found: [String: [Occurrences]] = [:]
    for alike in events.values {
      let effects = alike.map(schedule.effects)
      for (index, (effect, _)) in (effects.first ?? []).enumerated() {
        found[effect.metric, default: []].append(
          (effect.change, effect.labels, effects.map { $0[index].window }))
      }
    }
    return found
  }

  private func series(
    _ row: SystemTable.Series, of entry: SystemTable.Family, _ occurrences: [Occurrences],
    _ built: [String: [SyntheticWorld.Series]]
  ) throws(WorldError) -> SyntheticWorld.Series {
    var key = Random.key(key, entry.family.name)
    for pair in row.labels.pairs { key = Random.key(Random.key(key, pair.name), pair.value) }
    let isConstant = if case .constant = entry.model { true } else { false }
    let shape = Shape(
      swing: isConstant ? 0 : row.swing ?? entry.swing, week: isConstant ? 0 : entry.week,
      growth: isConstant ? 0 : entry.growth, noise: isConstant ? 0 : entry.noise, key: key)

    let forced = try forcedEffects(on: row.labels, of: entry.family.name)
    var effects = forced
    for occurrence in occurrences where row.labels.contain(occurrence.labels) {
      let free =
        forced.isEmpty
        ? occurrence.windows
        : occurrence.windows.filter { window in
          !forced.contains { $0.windows.contains { $0.overlaps(window) } }
        }
      effects.append((occurrence.change, free))
    }
    // In an order that does not depend on that of a dictionary: sums must agree to the last bit.
    effects.sort { ($0.windows.first?.from ?? 0) < ($1.windows.first?.from ?? 0) }
    let integrates = entry.family.kind != .gauge
    return SyntheticWorld.Series(
      labels: row.labels, shape: shape, model: try model(row, of: entry, built),
      effects: effects.filter { !$0.windows.isEmpty }.map { change, windows in
        seriesEffect(
          change, Timeline(windows, shape: integrates ? shape : nil), slowness: row.slowness,
          entry.model)
      })
  }

  private func seriesEffect(
    _ change: Change, _ timeline: Timeline, slowness: Double, _ model: SystemTable.Model
  ) -> SeriesEffect {
    guard case .histogram(_, let bounds, let distribution) = model else {
      return SeriesEffect(change: change, timeline: timeline, shares: [], mean: 0)
    }
    let calm = distribution.slowed(by: slowness)
    let slow = calm.slowed(by: change.factor)
    return SeriesEffect(
      change: change, timeline: timeline,
      shares: bounds.map { slow.share(upTo: $0) - calm.share(upTo: $0) },
      mean: slow.mean - calm.mean)
  }

  private func model(
    _ row: SystemTable.Series, of entry: SystemTable.Family,
    _ built: [String: [SyntheticWorld.Series]]
  ) throws(WorldError) -> SeriesModel {
    switch entry.model {
    case .rate(let rate, let isWhole): return .rate(rate * row.weight, isWhole: isWhole)
    case .level(let level, let isWhole, let most):
      return .level(level * row.weight, isWhole: isWhole, most: most)
    case .uptime(let period): return .uptime(period)
    case .clock: return .clock
    case .constant(let value): return .level(value * row.weight, isWhole: false, most: .infinity)
    case .histogram(let rate, let bounds, let distribution):
      let calm = distribution.slowed(by: row.slowness)
      return .histogram(
        rate: rate * row.weight, bounds: bounds, shares: bounds.map(calm.share), mean: calm.mean)
    case .share(let source, let limit, let seconds):
      let sources = (built[source] ?? []).filter { $0.labels.contain(row.labels.pairs) }
      let limits = (built[limit] ?? []).filter { $0.labels.contain(row.labels.pairs) }
      guard !sources.isEmpty, case .level(let value, _, _)? = limits.first?.model else {
        throw WorldError(
          .malformedTable, "\(entry.family.name): nothing of \(source) and \(limit) to share")
      }
      return .share(of: sources, limit: value, seconds: seconds)
    }
  }

  private func forcedEffects(
    on labels: Labels, of metric: String
  ) throws(WorldError) -> [(change: Change, windows: [Window])] {
    var found: [(change: Change, windows: [Window])] = []
    for entry in script.entries where entry.metric == metric && labels.contain(entry.labels.pairs) {
      let window = Window(
        from: SyntheticWorld.seconds(entry.from), to: SyntheticWorld.seconds(entry.to), ramp: 0)
      if found.contains(where: { $0.windows.contains { $0.overlaps(window) } }) {
        throw WorldError(
          .conflict, "script: two entries change the same series of \(metric) at the same time")
      }
      found.append((entry.change, [window]))
    }
    return found
  }

  private func checkScript() throws(WorldError) {
    for entry in script.entries {
      guard let family = table.families.first(where: { $0.family.name == entry.metric }),
        family.series.contains(where: { $0.labels.contain(entry.labels.pairs) })
      else {
        throw WorldError(.unknownSeries, "script: no series of \(entry.metric) has those labels")
      }
      if entry.change.summand != 0, family.family.kind != .gauge {
        throw WorldError(.malformedScript, "script: \(entry.metric) is no gauge to add to")
      }
    }
  }
}

extension SystemTable.Family {
  fileprivate var isShare: Bool { if case .share = model { true } else { false } }
}

extension Labels {
  fileprivate func contain(_ wanted: [(name: String, value: String)]) -> Bool {
    wanted.allSatisfy { self[$0.name] == $0.value }
  }
}
