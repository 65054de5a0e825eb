import Foundation
import Frames
import HTTP
import JSON
import Queries
import Testing
import Times

@testable import DataSources

/// Every recorded reply of Prometheus, VictoriaMetrics and Loki against what `Fixtures/expect.py` made of
/// its body.
struct RecordingTests {
  @Test(arguments: Recording.all.filter(\.hasExpectation))
  func decodesToWhatTheBodySays(recording: Recording) throws {
    let expected = try recording.expected()
    #expect(try recording.outcome(like: expected) == expected)
  }

  /// Replies that hune has no model of yet. Listed, so that a new recording can't slip by.
  static let withoutModel: Set = [
    "loki/detected_field_values", "loki/detected_fields", "loki/detected_fields_logfmt",
    "loki/detected_labels", "loki/detected_fields_empty", "loki/format_query", "loki/patterns",
    "loki/patterns_empty", "loki/prom_alerts", "loki/prom_rules",
    "prometheus/alertmanagers", "prometheus/alerts", "prometheus/exemplars",
    "prometheus/exemplars_empty", "prometheus/format_query", "prometheus/metadata_limit",
    "prometheus/metadata_metric", "prometheus/metadata_unknown", "prometheus/rules",
    "prometheus/rules_alert", "prometheus/status_config", "prometheus/status_flags",
    "prometheus/status_runtimeinfo", "prometheus/status_tsdb", "prometheus/status_walreplay",
    "prometheus/targets", "prometheus/targets_active", "prometheus/targets_dropped",
    "prometheus/targets_metadata", "prometheus/targets_metadata_posts",
    "victoriametrics/alerts", "victoriametrics/exemplars", "victoriametrics/metadata",
    "victoriametrics/rules", "victoriametrics/status_tsdb", "victoriametrics/targets",
    "victoriametrics/v1150_alerts", "victoriametrics/v1150_exemplars",
    "victoriametrics/v1150_metadata", "victoriametrics/v1150_rules",
    "victoriametrics/v1150_status_active_queries", "victoriametrics/v1150_status_tsdb",
    "victoriametrics/v1150_targets",
  ]

  @Test func noJSONIsLeftOut() {
    let others = Recording.all.filter { !$0.hasExpectation && $0.bodyFile.hasSuffix(".json") }
    #expect(Set(others.map(\.name)) == Self.withoutModel)
    #expect(Recording.problems.isEmpty)
    #expect(Recording.all.count(where: \.hasExpectation) == 173 + 110)
  }

  @Test(arguments: Recording.all.filter { withoutModel.contains($0.name) })
  func readsTheTreeOfTheOthers(recording: Recording) throws {
    let tree = try JSONValue(parsing: recording.body())
    let reference = try JSONSerialization.jsonObject(with: Data(recording.body()))
    #expect(isEqual(tree, reference))
    #expect(tree.object != nil)
  }

  private func isEqual(_ value: JSONValue, _ reference: Any) -> Bool {
    switch (value, reference) {
    case (.null, is NSNull): true
    case (.string(let text), let other as String): Array(text.utf8) == Array(other.utf8)
    case (.array(let values), let others as [Any]):
      values.count == others.count && zip(values, others).allSatisfy { isEqual($0, $1) }
    case (.object(let object), let others as [String: Any]):
      object.count == others.count
        && object.allSatisfy { member in
          others[member.key].map { isEqual(member.value, $0) } ?? false
        }
    case (.bool(let flag), let number as NSNumber): number.boolValue == flag
    case (.number(let number), let other as NSNumber): other.doubleValue == number
    default: false
    }
  }
}

extension RecordingTests {
  /// A decoder gets every beginning of a reply, and replies with broken bytes, and never traps.
  @Test(arguments: [
    "prometheus/query_range_special", "prometheus/query_native_histogram_and_float",
    "prometheus/query_string", "prometheus/series_warnings", "victoriametrics/v1150_query_vector",
    "loki/query_range_categorize_labels", "loki/query_range_matrix_count",
  ])
  func brokenBodiesAreErrors(name: String) throws {
    let recording = try #require(Recording.all.first { $0.name == name })
    let body = try recording.body()
    let end = body.lastIndex(of: UInt8(ascii: "}")) ?? 0
    let accepted = (0..<end).filter { length in
      do {
        _ = try recording.answer(to: Array(body.prefix(length)))
        return true
      } catch {
        return (error as? DataSourceError)?.code != .malformedResponse
      }
    }
    #expect(accepted.isEmpty)
    var state: UInt64 = 1
    for _ in 0..<1000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var broken = body
      broken[Int(state >> 33) % body.count] = UInt8(truncatingIfNeeded: state >> 24)
      _ = try? recording.answer(to: broken)
    }
  }
}
