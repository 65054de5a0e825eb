package import Frames
package import Times
import Traces

/// The log lines of a synthetic system: a pure function of the seed and the time.
///
/// Lines tell of what the counters count: each time that one passes a whole number, or so many of
/// them, a line is written at that very moment. In any time there are as many lines of a failure as
/// its counter grew, and both tell of the same trace: what a line says of it is so.
package struct WorldLog: Sendable {
  package struct Line: Hashable, Sendable {
    package var time: Instant
    /// The place of its labels in `streams`.
    package var stream: Int
    package var text: String
    /// `detected_level`, and `trace_id` where the system is traced.
    package var metadata: Labels
  }

  /// The label sets of the lines.
  package let streams: [Labels]
  let sources: [LogSource]

  package init(
    system: String = "ofm", seed: UInt64 = 1, script: WorldScript = WorldScript()
  ) throws(WorldError) {
    try self.init(of: SyntheticWorld(system: system, seed: seed, script: script))
  }

  /// What the counters of a world tell.
  package init(of world: SyntheticWorld) throws(WorldError) {
    let templates = try Self.tables[world.system].map { bytes throws(WorldError) in
      try LogTemplate.all(parsing: bytes())
    }
    let traces = try WorldTraces(of: world)
    var streams: [Labels] = []
    var sources: [LogSource] = []
    let memory = ToldTraces()
    for (number, template) in (templates ?? []).enumerated() {
      guard let family = world.families.first(where: { $0.family.name == template.metric }) else {
        throw WorldError(.malformedTable, "no metric \(template.metric) to write lines of")
      }
      for series in family.series where template.applies(to: series.labels) {
        let labels = template.streamLabels(of: series.labels)
        let stream = streams.firstIndex(of: labels) ?? streams.count
        if stream == streams.count { streams.append(labels) }
        let key = TraceID.key(seed: world.seed, metric: template.metric, labels: series.labels)
        sources.append(
          LogSource(
            template: template, series: series, stream: stream, key: key,
            textKey: Random.key(key, UInt64(number)),
            traces: traces.source(of: key, every: Int(template.every)), memory: memory))
      }
    }
    self.streams = streams
    self.sources = sources
  }

  private static let tables: [String: @Sendable () -> [UInt8]] = [
    "ofm": { PackageResources.ofm_logs_json }, "primary": { PackageResources.primary_logs_json },
    "standby": { PackageResources.standby_logs_json },
    "video-pipeline": { PackageResources.video_pipeline_logs_json },
    "luneo-platform": { PackageResources.luneo_platform_logs_json },
    "intelia-expert": { PackageResources.intelia_expert_logs_json },
  ]

  /// The lines from one moment up to but not another, in order; of some streams, or of all.
  package func lines(
    from: Instant, to: Instant, of wanted: Set<Int>? = nil
  ) -> [Line] {
    var lines: [Line] = []
    for source in sources where wanted?.contains(source.stream) ?? true {
      source.append(from: from, to: to, into: &lines)
    }
    return lines.sorted { ($0.time, $0.stream, $0.text) < ($1.time, $1.stream, $1.text) }
  }

  /// About how many lines there are, without making any.
  package func estimate(from: Instant, to: Instant, of wanted: Set<Int>) -> Int {
    sources.lazy.filter { wanted.contains($0.stream) }.reduce(0) {
      $0 + $1.count(from: from, to: to)
    }
  }
}
