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
  package static let systems = [
    "ofm", "primary", "standby", "video-pipeline", "luneo-platform", "intelia-expert", "node",
    "prometheus",
  ]

  package let system: String
  package let seed: UInt64
  package let families: [Family]
  let schedule: Schedule

  package struct Family: Sendable {
    package let family: MetricFamily
    package let series: [Series]
    /// Whether it is told by the server that scrapes, not by the system.
    package let isScrape: Bool
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
    guard let bytes = Self.tables[system]?() else {
      throw WorldError(
        .unknownSystem, "no system \(system): there is \(Self.systems.joined(separator: ", "))")
    }
    self.system = system
    self.seed = seed
    let table = try SystemTable(parsing: bytes)
    let key = Random.key(Random.key(0, seed), table.name)
    schedule = Schedule(
      templates: table.incidents, round: table.round, key: Random.key(key, "incidents"))
    families = try WorldBuilder(table: table, schedule: schedule, script: script, key: key)
      .families()
  }

  /// The incidents of the seed that begin in a range. A script's entries are not among them, and
  /// a series that a script changes is spared by the incidents it overlaps.
  package func incidents(in range: TimeRange) -> [Incident] {
    let end = min(range.to, Self.horizon)
    guard range.from < end else { return [] }
    return schedule.events(from: Self.seconds(range.from), to: Self.seconds(end)).map(incident)
  }

  /// The test of disaster recovery that runs at a moment.
  package func recoveryTest(at time: Instant) -> DisasterTest? {
    guard schedule.templates.contains(where: { !$0.external.pairs.isEmpty }) else { return nil }
    let seconds = Self.seconds(time)
    return schedule.events(from: seconds - Schedule.block, to: seconds).lazy
      .filter { $0.to > seconds }
      .map { event in
        DisasterTest(
          labels: schedule.templates[event.template].external, from: Self.instant(event.from),
          to: Self.instant(event.to))
      }
      .first { !$0.labels.pairs.isEmpty }
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

  private static let tables: [String: @Sendable () -> [UInt8]] = [
    "ofm": { PackageResources.ofm_json }, "primary": { PackageResources.primary_json },
    "standby": { PackageResources.standby_json },
    "video-pipeline": { PackageResources.video_pipeline_json },
    "luneo-platform": { PackageResources.luneo_platform_json },
    "intelia-expert": { PackageResources.intelia_expert_json },
    "node": { PackageResources.node_json }, "prometheus": { PackageResources.prometheus_json },
    "scrape": { PackageResources.scrape_json },
  ]

  static func seconds(_ instant: Instant) -> Double {
    (instant - epoch).seconds
  }

  private static func instant(_ seconds: Double) -> Instant { epoch + .seconds(seconds) }
}

/// A test of disaster recovery: the server of the system puts labels on all that it sends on.
package struct DisasterTest: Hashable, Sendable {
  package var labels: Labels
  package var from: Instant
  package var to: Instant

  package init(labels: Labels, from: Instant, to: Instant) {
    (self.labels, self.from, self.to) = (labels, from, to)
  }
}
