package import Exposition
package import Frames
package import Times

/// A system that does not exist, as its metrics show it: a pure function of a seed and the time.
///
/// Two worlds of one system, seed and script agree in every value at every moment. Counters are
/// integrals of their rates from the epoch on, so none ever falls, and a value costs microseconds.
package struct SyntheticWorld: Sendable {
  /// When every counter was zero: 2026-01-01T00:00:00Z.
  package static let epoch = Instant(milliseconds: Int64(Shape.epoch) * 1000)

  /// After this moment nothing goes wrong any more: 2028-01-01T00:00:00Z.
  package static let horizon = Instant(milliseconds: 1_830_297_600_000)

  /// Beside these there is `scrape`, what a server itself tells of a target.
  package static let systems = ["ofm", "node", "prometheus"]

  package let families: [Family]
  let schedule: Schedule

  package struct Family: Sendable {
    package let family: MetricFamily
    package let series: [Series]
  }

  /// One series, of which `value(at:)` tells the value.
  package struct Series: Sendable {
    package let labels: Labels
    let shape: Shape
    let model: SeriesModel
    let effects: [SeriesEffect]
  }

  package init(
    system: String = "ofm", seed: UInt64 = 1, script: WorldScript = WorldScript()
  ) throws(WorldError) {
    let bytes: [UInt8]
    switch system {
    case "ofm": bytes = PackageResources.ofm_json
    case "node": bytes = PackageResources.node_json
    case "prometheus": bytes = PackageResources.prometheus_json
    case "scrape": bytes = PackageResources.scrape_json
    default:
      throw WorldError(
        .unknownSystem, "no system \(system): there is \(Self.systems.joined(separator: ", "))")
    }
    let table = try SystemTable(parsing: bytes)
    let key = Random.key(Random.key(0, seed), table.name)
    schedule = Schedule(templates: table.incidents, key: Random.key(key, "incidents"))
    families = try WorldBuilder(table: table, schedule: schedule, script: script, key: key)
      .families()
  }

  /// The incidents of the seed that begin in a range. A script's entries are not among them, and
  /// a series that a script changes is spared by the incidents it overlaps.
  package func incidents(in range: TimeRange) -> [Incident] {
    let end = min(range.to, Self.horizon)
    guard range.from < end else { return [] }
    let first = Int(max(0, Self.seconds(range.from)) / Schedule.block)
    let last = Int(max(0, Self.seconds(end)) / Schedule.block)
    return (first...last).compactMap { block in
      schedule.event(inBlock: block).map(incident)
    }
    .filter { range.from <= $0.from && $0.from < end }
  }

  private func incident(_ event: Schedule.Event) -> Incident {
    let template = schedule.templates[event.template]
    let value = template.bound.values[event.binding]
    return Incident(
      name: value.isEmpty ? template.name : "\(template.name) \(value)",
      from: Self.instant(event.from), to: Self.instant(event.to + template.tail),
      effects: schedule.effects(of: event).map { effect, window in
        Incident.Effect(
          metric: effect.metric, labels: Labels(effect.labels), change: effect.change,
          from: Self.instant(window.from), to: Self.instant(window.to))
      },
      alerts: template.alerts)
  }

  static func seconds(_ instant: Instant) -> Double {
    (instant - epoch).seconds
  }

  private static func instant(_ seconds: Double) -> Instant { epoch + .seconds(seconds) }
}
