import Foundation
import Frames
import HTTP
import JSON
import RuleEvaluation
import Rules
import Samples
import TestSupport
import Testing

/// The same rules at the same moments in Debian's Prometheus and here.
///
/// Expressions are functions of the time of evaluation, so both have the same data.
@Suite(.enabled(if: DebianPrometheus.isUnpacked))
struct RulesAgainstPrometheusTests {
  private static let rules = """
    groups:
      - name: waves
        rules:
          - record: wave
            expr: |
              label_replace(vector(time() % 20), "q", "a", "", "")
              or label_replace(vector(time() % 7), "q", "b", "", "")
              or label_replace(floor(vector(time() / 3)) % 2 > 0, "q", "c", "", "")
            labels: {unit: seconds}
          - {alert: Now, expr: wave > 5, labels: {severity: info}}
          - alert: Held
            expr: wave > 5
            for: 3s
            annotations: {summary: "{{ $labels.q }} at {{ $value }}"}
          - {alert: Kept, expr: wave > 5, keep_firing_for: 4s}
          - {alert: HeldAndKept, expr: wave > 3, for: 2s, keep_firing_for: 3s}
          - alert: Template
            expr: wave
            for: 2s
            labels: {level: '{{ if gt $value 4.0 }}high{{ else }}low{{ end }}', q: ""}
          - {alert: Emptied, expr: wave > 4, labels: {no: '{{ $labels.no }}', of: '{{ $labels.q }}'}}
          - {alert: Never, expr: vector(0) > 1}
          - {alert: NoName, expr: sum(wave) > 12, for: 1s}
      - name: limited
        limit: 1
        rules:
          - {alert: Limited, expr: wave > 2}
      - name: wrong
        rules:
          - {alert: Twice, expr: 'wave * on () group_left wave > 1'}
    """

  /// Values by series and moment.
  private typealias Table = [String: [Int64: Double]]

  @Test func alertsAreInTheSameStatesAtTheSameEvaluations() async throws {
    let real = try DebianPrometheus(rules: Self.rules)
    var theirs: Table = [:]
    let end = Date(timeIntervalSinceNow: 240)
    // Two rounds of the longest wave.
    while (theirs["wave q=a unit=seconds"]?.count ?? 0) < 42, Date() < end {
      try await Task.sleep(for: .milliseconds(500))
      theirs = try Self.table(of: try await real.send(Self.request(real.url)).body)
    }
    let ticks = try #require(theirs["wave q=a unit=seconds"]).keys.sorted()
    try #require(ticks.count >= 42)

    let groups = RuleFile(bytes: Array(Self.rules.utf8), name: "rules.yml").groups
    try #require(groups.count == 3)
    var run = GroupRun(groups[0])
    var store = SampleStore()
    for tick in ticks { run.evaluate(at: tick, in: &store) }
    var ours: Table = [:]
    for series in store.select([], from: .min, to: .max) {
      var samples = SampleRun()
      series.read(from: .min, to: .max, into: &samples)
      samples.removeStaleMarkers()
      for place in 0..<samples.count {
        ours[Self.key(series.labels), default: [:]][samples.times[place]] = samples.values[place]
      }
    }
    // The first evaluations restore what was before, and write no alerts.
    let first = ticks[3]
    let names = Set(ours.keys).union(theirs.keys).filter { !$0.contains("Limited") }
    #expect(names.count > 20)
    for name in names.sorted() {
      let (a, b) = [ours, theirs].map { ($0[name] ?? [:]).filter { $0.key >= first } }.pair
      #expect(a == b, "\(name)")
    }
    // A group that goes over its limit has no alerts at all.
    #expect(theirs.keys.contains { $0.contains("alertname=Twice") } == false)
  }

  private static func request(_ url: String) -> HTTPRequest {
    let query = #"{__name__=~"wave|ALERTS|ALERTS_FOR_STATE"}[1h]"#
    return HTTPRequest(.get, url: "\(url)/api/v1/query?query=\(PercentEncoding.encoded(query))")
  }

  private static func table(of body: [UInt8]) throws -> Table {
    let json = try JSONValue(parsing: body)
    var table: Table = [:]
    for series in json["data"]?["result"]?.array ?? [] {
      let labels = Labels(
        (series["metric"]?.object?.members ?? []).map { ($0.key, $0.value.string ?? "") })
      for point in series["values"]?.array ?? [] {
        let time = Int64(((point[0]?.number ?? 0) * 1000).rounded())
        table[key(labels), default: [:]][time] = point[1]?.lenientNumber ?? .nan
      }
    }
    return table
  }

  private static func key(_ labels: Labels) -> String {
    (labels["__name__"] ?? "")
      + labels.pairs.filter { $0.name != "__name__" }.map { " \($0.name)=\($0.value)" }.joined()
  }
}

extension Array {
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}
