import Embedded
import Foundation
import HTTP
import TestSupport
import Testing
import Times

/// The engine against Debian's Prometheus, on the same data. `HUNE_SEED` is another course of the
/// data and other queries.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct EngineAgainstPrometheusTests {
  private static let seed =
    ProcessInfo.processInfo.environment["HUNE_SEED"].flatMap(UInt64.init) ?? 1

  /// Every query of the layouts that ship, its variables filled in.
  private static let shipped: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../layouts")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let paths = (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }
    return Set(
      paths.flatMap { path in
        DashboardQuery.all(inJSON: (try? String(contentsOf: path, encoding: .utf8)) ?? "")
          .filter { !$0.isLoki }.map { $0.filled(with: ".+") }
      }
    ).sorted()
  }()

  @Test func everyAnswerIsThatOfPrometheus() async throws {
    print("seed \(Self.seed); HUNE_SEED sets another")
    let data = try WorldData(seed: Self.seed)
    let real = try DebianPrometheus(openMetrics: data.text)
    let end = WorldData.end
    let embedded = EmbeddedPrometheus(.init(try data.store())) { end }

    var generator = QueryGenerator(
      seed: Self.seed, over: WorldData.metrics,
      moments: Int(WorldData.start.seconds)...Int(end.seconds))
    #expect(Self.shipped.count > 40)
    let queries = Self.shipped + generator.queries(300) + Self.refused
    var (compared, differing, kinds) = (0, 0, [Int: Int]())
    for query in queries {
      for form in Self.forms(query) {
        func request(_ url: String) -> HTTPRequest {
          HTTPRequest(
            .post, url: url + form.path,
            headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
            body: PercentEncoding.form(form.fields))
        }
        let theirs = try Answer(try await real.send(request(real.url)))
        let ours = try Answer(try await embedded.send(request("http://prometheus.demo")))
        compared += 1
        kinds[theirs.status, default: 0] += 1
        guard ours.difference(from: theirs) != nil else { continue }
        let hasTies = query.contains("topk(") || query.contains("bottomk(")
        if let difference = ours.difference(from: theirs, ties: hasTies) {
          differing += 1
          Issue.record("\(query) \(form.fields.dropFirst().map(\.value)): \(difference)")
        }
      }
    }
    print(
      "\(queries.count) queries, \(compared) answers compared, \(differing) differ;",
      kinds.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }.joined(separator: ", "))
    #expect((kinds[200] ?? 0) > 800)
    #expect((kinds[400] ?? 0) > 20)
  }

  /// Not PromQL, or nothing that the data can answer.
  private static let refused = [
    "", "sum(", "rate(up)", "foo(up)", "up{", "{job=~\".*\"}", "up[5m]", "\"text\"", "1 + 1",
    "up / on () queue_depth", "up * on (job) wild_level",
    "label_replace(up, \"a b\", \"\", \"\", \"\")",
    "queue_depth == bool on (service) group_left () active_workers", "1 == 2", "up == on 1",
    "quantile_over_time(0.5, up)", "sum_over_time(up[1h:1s])", "time()", "scalar(up)",
    "vector(1) and on () up", "holt_winters(up[5m], 2, 0.5)", "histogram_quantile(0.9, up)",
  ]

  private static func forms(
    _ query: String
  ) -> [(path: String, fields: [(name: String, value: String)])] {
    let (start, end) = (WorldData.start, WorldData.end)
    let middle = start + .seconds(2345.678)
    return [
      ("/api/v1/query", [("query", query), ("time", "\(end.seconds)")]),
      ("/api/v1/query", [("query", query), ("time", "\(middle.seconds)")]),
      (
        "/api/v1/query_range",
        [
          ("query", query), ("start", "\((start + .minutes(5)).seconds)"),
          ("end", "\(end.seconds)"), ("step", "97"),
        ]
      ),
      (
        "/api/v1/query_range",
        [
          ("query", query), ("start", "\(middle.seconds)"),
          ("end", "\((end + .minutes(6)).seconds)"), ("step", "11m"),
        ]
      ),
    ]
  }
}
