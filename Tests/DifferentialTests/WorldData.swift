import Exposition
import Frames
import Samples
import TestSupport
import Times
import World

/// The systems of the demo over some time, in OpenMetrics, with some series that are not so tame.
struct WorldData {
  static let start = Instant(milliseconds: 1_795_219_200_000)
  static let steps = 360
  static let end = start + .seconds(15) * Int64(steps - 1)

  private typealias Place = [(name: String, value: String)]

  let text: [UInt8]

  init(seed: UInt64) throws {
    var families: [String: (family: MetricFamily, series: [(SyntheticWorld.Series, Place)])] = [:]
    for (system, instance) in [
      ("ofm", "ofm.demo:9105"), ("node", "ops.demo:9100"), ("prometheus", "localhost:9090"),
    ] {
      let place = [(name: "job", value: system), (name: "instance", value: instance)]
      for name in [system, "scrape"] {
        for family in try SyntheticWorld(system: name, seed: seed).families {
          families[family.family.name, default: (family.family, [])].series +=
            family.series.map { ($0, place) }
        }
      }
    }
    var writer = ExpositionWriter(.openMetrics)
    for entry in families.values.sorted(by: { $0.family.name < $1.family.name }) {
      writer.begin(entry.family)
      for (series, place) in entry.series {
        let labels = PreparedLabels(Labels(series.labels.pairs + place))
        for step in 0..<Self.steps {
          let time = Self.start + .seconds(15) * Int64(step)
          writer.add(series.value(at: time), of: labels, at: time)
        }
      }
    }
    Self.addWild(to: &writer)
    writer.end()
    text = writer.takeBytes()
  }

  /// Counters that begin again, gaps, values that are no numbers, labels that need escapes.
  private static func addWild(to writer: inout ExpositionWriter) {
    writer.begin(MetricFamily(name: "wild_total", kind: .counter, help: "Begins again."))
    for (index, kind) in ["plain", "C:\\tmp \"q\"\n", "größe ⚑"].enumerated() {
      let labels = PreparedLabels(["kind": kind, "job": "wild"])
      for step in 0..<steps where (step / 40 + index) % 4 != 3 {
        let value = Double((step * (index + 3)) % 211) * (index == 1 ? 0.1 : 1)
        writer.add(.number(value), of: labels, at: start + .seconds(15) * Int64(step))
      }
    }
    writer.begin(MetricFamily(name: "wild_level", kind: .gauge, help: "Anything."))
    let odd: [Double] = [.nan, .infinity, -.infinity, 0, -0.0, 5e-300, -1e300, 1e-7, 1e21]
    for index in 0..<4 {
      let labels = PreparedLabels(["index": "\(index)", "job": "wild"])
      for step in 0..<steps where step % 50 < 30 + index * 10 {
        let value = index == 3 ? odd[step / 7 % odd.count] : Double((step * 37 + index) % 91) - 45
        writer.add(.number(value), of: labels, at: start + .seconds(15) * Int64(step))
      }
    }
  }

  /// The same samples in the engine's store, read from the text.
  func store() throws -> SampleStore {
    var store = SampleStore()
    var reader = ExpositionReader(.openMetrics, text)
    while let entry = try reader.next() {
      guard case .sample(let sample) = entry, let time = sample.time else { continue }
      // The parser's NaN is the one that Prometheus stores.
      let value = sample.value.isNaN ? Double.plainNaN : sample.value
      try store.append(
        Labels(sample.labels.pairs + [(name: "__name__", value: sample.name)]),
        time.milliseconds, value)
    }
    return store
  }

  static let metrics = [
    QueryMetric(
      "publish_errors_total", .counter,
      [
        ("platform", ["instagram", "tiktok", "x"]), ("error_type", ["timeout", "auth_expired"]),
      ]),
    QueryMetric("publish_attempts_total", .counter, [("platform", ["instagram", "tiktok", "x"])]),
    QueryMetric("queue_depth", .gauge, [("service", ["publisher", "media-worker"])]),
    QueryMetric("wild_total", .counter, [("kind", ["plain", "größe ⚑"])]),
    QueryMetric("wild_level", .gauge, [("index", ["0", "1", "2"])]),
    QueryMetric("node_cpu_seconds_total", .counter, [("mode", ["idle", "user"]), ("cpu", ["0"])]),
    QueryMetric("publish_latency_ms", .histogram, [("platform", ["instagram", "x"])]),
    QueryMetric("up", .gauge, [("job", ["ofm", "node"])]),
  ]
}
