package import Times
package import Traces

/// The traces of a synthetic system: a pure function of the seed and the time.
///
/// They tell of what the counters count, as the lines of `WorldLog` do: a failure that a counter
/// counts has a line and a trace, both with the same id, and more of them come while more goes
/// wrong. Work is as slow in them as the histograms say.
package struct WorldTraces: Sendable {
  /// Something that was counted and is told of.
  package struct Event: Hashable, Sendable {
    /// Milliseconds since the Unix epoch.
    package var time: Int64
    let source: Int
    let number: Int
  }

  let sources: [TraceSource]

  /// None of a system that has no table of them.
  package init(
    system: String = "ofm", seed: UInt64 = 1, script: WorldScript = WorldScript()
  ) throws(WorldError) {
    try self.init(of: SyntheticWorld(system: system, seed: seed, script: script))
  }

  /// What the counters of a world tell.
  package init(of world: SyntheticWorld) throws(WorldError) {
    let templates = try Self.tables[world.system].map { bytes throws(WorldError) in
      try TraceTemplate.all(parsing: bytes())
    }
    var sources: [TraceSource] = []
    for template in templates ?? [] {
      guard let family = world.families.first(where: { $0.family.name == template.metric }) else {
        throw WorldError(.malformedTable, "no metric \(template.metric) to make traces of")
      }
      let slow = world.families.first { $0.family.name == template.slow?.metric }
      for series in family.series
      where template.conditions.allSatisfy({ series.labels[$0.name] == $0.value }) {
        sources.append(
          TraceSource(
            template: template, series: series,
            slowness: slow?.series.first { other in
              template.slow?.labels.allSatisfy { other.labels[$0.name] == $0.value } ?? true
                && template.slow?.label.map { other.labels[$0] == series.labels[$0] } ?? true
            },
            key: TraceID.key(seed: world.seed, metric: template.metric, labels: series.labels)))
      }
    }
    self.sources = sources
  }

  private static let tables: [String: @Sendable () -> [UInt8]] = [
    "ofm": { PackageResources.ofm_traces_json },
    "primary": { PackageResources.primary_traces_json },
    "standby": { PackageResources.standby_traces_json },
    "video-pipeline": { PackageResources.video_pipeline_traces_json },
    "luneo-platform": { PackageResources.luneo_platform_traces_json },
  ]

  /// What makes the traces of a series' events; `nil` where not all that a step counts have one.
  func source(of key: UInt64, every step: Int) -> TraceSource? {
    sources.first { source in
      source.key == key && source.template.every.contains { step % $0 == 0 }
    }
  }

  /// The services whose spans there may be.
  package var services: Set<String> {
    var found: Set<String> = []
    func add(_ span: SpanTemplate) {
      found.insert(span.service)
      for child in span.children + (span.failing?.children ?? []) { add(child) }
    }
    for source in sources { add(source.template.root) }
    return found
  }

  /// What happened from one moment up to but not another, newest first.
  package func events(from: Instant, to: Instant) -> [Event] {
    var events: [Event] = []
    for (place, source) in sources.enumerated() {
      source.forEachEvent(from: from, to: to) { time, number in
        events.append(Event(time: time, source: place, number: number))
      }
    }
    return events.sorted { ($1.time, $0.source, $0.number) < ($0.time, $1.source, $1.number) }
  }

  /// About how many events there are, without looking for any.
  package func estimate(from: Instant, to: Instant) -> Int {
    sources.reduce(0) { $0 + $1.count(from: from, to: to) }
  }

  /// The trace of an event.
  package func trace(of event: Event) -> Trace {
    sources[event.source].trace(event.number, at: event.time)
  }

  /// The trace of a name, of an event before a moment; `nil` where nothing has that name.
  package func trace(_ id: TraceID, before end: Instant) -> Trace? {
    for source in sources {
      guard let number = id.number(of: source.key),
        let time = source.time(of: number, before: end)
      else { continue }
      return source.trace(number, at: time)
    }
    return nil
  }
}
