package import Exposition
import Frames
package import Samples
package import Times
package import World

/// The synthetic systems as a Prometheus would have them that scrapes each every 15 seconds.
///
/// There is no history in memory: samples are computed from closed forms when they are read, at
/// the instants at which they would have been scraped. The past begins 30 days before now, or at
/// the world's epoch, and nothing is known of the future: a reader gives the moment that is now.
package struct ScrapedWorld: Sendable {
  /// A process that is scraped, with the system it is.
  package struct Target: Hashable, Sendable {
    package var job: String
    package var instance: String
    package var system: String

    package init(job: String, instance: String, system: String) {
      self.job = job
      self.instance = instance
      self.system = system
    }
  }

  /// What a name is, for the listing of metadata.
  package let metadata: [MetricFamily]
  package let targets: [Target]
  let series: [WorldSeries]
  let index: LabelIndex

  /// Between two scrapes, in milliseconds.
  package static let interval: Int64 = 15_000
  /// How long the past is, in milliseconds.
  package static let age: Int64 = 30 * 86_400_000

  package static let demoTargets = targets(of: "ofm")

  /// What a system's own Prometheus scrapes: the system, a machine, and itself.
  package static func targets(of system: String) -> [Target] {
    [
      Target(job: system, instance: "\(system).demo:9105", system: system),
      Target(job: "node", instance: "ops.demo:9100", system: "node"),
      Target(job: "prometheus", instance: "localhost:9090", system: "prometheus"),
    ]
  }

  /// The script is for the first target.
  package init(
    seed: UInt64 = 1, targets: [Target] = demoTargets, script: WorldScript = WorldScript()
  ) throws(WorldError) {
    try self.init(seed: seed, targets: targets) { target, own throws(WorldError) in
      try SyntheticWorld(
        system: target.system, seed: own,
        script: target == targets.first ? script : WorldScript())
    }
  }

  /// What a system's own Prometheus scrapes of a world that is made already.
  package init(of world: SyntheticWorld) throws(WorldError) {
    let targets = Self.targets(of: world.system)
    try self.init(seed: world.seed, targets: targets) { target, own throws(WorldError) in
      target == targets.first ? world : try SyntheticWorld(system: target.system, seed: own)
    }
  }

  private init(
    seed: UInt64, targets: [Target],
    _ makeWorld: (_ target: Target, _ seed: UInt64) throws(WorldError) -> SyntheticWorld
  ) throws(WorldError) {
    self.targets = targets
    let grid = ScrapeGrid()
    var series: [WorldSeries] = []
    var metadata: [String: MetricFamily] = [:]
    // Targets of which a table tells itself how their scrapes go.
    var told: Set<String> = []
    for (number, target) in targets.enumerated() {
      // The first of a system has its course by the seed alone, as `hune world` shows it.
      let twins = targets[..<number].count { $0.system == target.system }
      let own = seed &+ UInt64(twins) &* 1_000_003
      let world = try makeWorld(target, own)
      let place: Place = [("instance", target.instance), ("job", target.job)]
      let before = series.count
      for family in world.families where !family.isScrape {
        metadata[family.family.name] = family.family
        series += Self.series(of: family, place, grid)
      }
      let scraped = Double(series.count - before)
      for family in world.families where family.isScrape {
        for one in family.series {
          let job = one.labels["job"] ?? ""
          told.insert(job)
          let instance = targets.first { $0.job == job }?.instance ?? ""
          series += WorldSeries.all(
            of: one, name: family.family.name, place: [("instance", instance)], grid)
        }
      }
      let scrape = try SyntheticWorld(system: "scrape", seed: seed &+ UInt64(number))
      for family in scrape.families
      where family.family.name != "up" || !told.contains(target.job) {
        series += Self.series(of: family, place, grid)
      }
      for (name, value) in [
        ("scrape_samples_scraped", scraped), ("scrape_samples_post_metric_relabeling", scraped),
        ("scrape_series_added", 0),
      ] {
        series.append(WorldSeries(name: name, place: place, constant: value, grid))
      }
    }
    series.sort { Labels.precede($0.labels, $1.labels) }
    var index = LabelIndex()
    for (number, one) in series.enumerated() { index.insert(one.labels, number) }
    self.series = series
    self.index = index
    self.metadata = metadata.values.sorted { $0.name < $1.name }
  }

  private typealias Place = [(name: String, value: String)]

  /// Labels of a system's own go before those of its place, as with `honor_labels`.
  private static func series(
    of family: SyntheticWorld.Family, _ place: Place, _ grid: ScrapeGrid
  ) -> [WorldSeries] {
    family.series.flatMap { one in
      WorldSeries.all(
        of: one, name: family.family.name, place: place.filter { one.labels[$0.name] == nil },
        grid)
    }
  }

  /// What has been scraped by a moment.
  package func source(at now: Instant) -> some SampleSource { WorldSource(world: self, now: now) }
}

/// The world as it is at one moment.
private struct WorldSource: SampleSource {
  var world: ScrapedWorld
  var now: Instant

  func select(_ matchers: [SeriesMatcher], from: Int64, to: Int64) -> [any SampleSeries] {
    let last = now.milliseconds
    let first = max(last - ScrapedWorld.age, SyntheticWorld.epoch.milliseconds)
    guard to >= first, from <= last, from <= to else { return [] }
    return world.index.select(matchers, of: world.series.count).map { number in
      var series = world.series[number]
      (series.first, series.last) = (first, last)
      return series
    }
  }
}
