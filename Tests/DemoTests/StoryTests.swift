import Embedded
import PromQL
import Testing
import Times
import World

/// What an incident tells across signals.
@Suite struct StoryTests {
  /// The figure of a query over a time, minute by minute.
  private static func figures(
    _ query: String, of watched: WatchedSystem, from: Instant, to: Instant
  ) throws -> [(time: Instant, value: Double)] {
    let result = try QueryEngine().range(
      query, from: from.milliseconds, to: to.milliseconds, step: 60_000,
      in: watched.scraped.source(at: to))
    guard case .matrix(let matrix) = result, let series = matrix.first else { return [] }
    return zip(series.samples.times, series.samples.values).map {
      (Instant(milliseconds: $0), $1)
    }
  }

  /// A model's price rises: calls stay as they are, cost and budgets follow, over 80 % and then
  /// over 95 %, until calls are refused.
  @Test(arguments: WatchedSystem.seeds)
  func aPriceChangeDrivesBudgetsOverTheirLimits(seed: UInt64) throws {
    let watched = try WatchedSystem.of("ofm", seed: seed)
    let incident = try #require(
      watched.incidents(from: WatchedSystem.start, to: WatchedSystem.start + .hours(240)).first {
        $0.name == "price-change" && $0.from - .minutes(20) > WatchedSystem.start
          && watched.isCalm(at: $0.from - .minutes(20))
      })
    let (from, to) = (incident.from, incident.to - .minutes(36))
    func mean(_ query: String, from: Instant, to: Instant) throws -> Double {
      let figures = try Self.figures(query, of: watched, from: from, to: to)
      return figures.map(\.value).reduce(0, +) / Double(max(1, figures.count))
    }
    func growth(_ query: String) throws -> Double {
      try mean(query, from: to - .minutes(20), to: to)
        / mean(query, from: from - .minutes(20), to: from)
    }
    let cost = #"sum(rate(llm_cost_total{model="claude-sonnet"}[5m]))"#
    #expect(try growth(cost) > 2.5)
    #expect((0.7...1.4).contains(try growth("sum(rate(llm_usage_total[5m]))")))
    let used = try Self.figures(
      "max(llm_budget_usage_ratio)", of: watched, from: from, to: to)
    let warned = try #require(used.first { $0.value > 0.8 }?.time)
    let exceeded = try #require(used.first { $0.value > 0.95 }?.time)
    #expect(from < warned && warned < exceeded)
    #expect(try mean("sum(increase(budget_exceeded_total[15m]))", from: to, to: to) > 1)
  }

  /// What an incident of a name does to figures: below a bound before it, and above it within.
  @Test(arguments: [
    ("primary", "redis-down", #"1 - min(up{service="redis"})"#, 0.5),
    ("primary", "redis-down", #"sum(rate(http_requests_total{status="503"}[5m]))"#, 1),
    ("primary", "gpu-saturation", "avg(node_gpu_utilization)", 90),
    ("primary", "gpu-saturation", #"sum(bullmq_jobs_waiting{queue="render"})"#, 40),
    (
      "video-pipeline", "failed-deploy",
      #"sum(rate(pipeline_jobs_total{status="failed"}[1h])) / sum(rate(pipeline_jobs_total[1h])) / 0.005"#,
      14.4
    ),
    (
      "luneo-platform", "fraud-burst",
      #"sum(increase(fraud_checks_total{result="high_risk"}[5m]))"#, 10
    ),
    (
      "luneo-platform", "fraud-burst",
      #"sum(increase(fraud_blocks_total{severity="critical"}[5m]))"#, 0
    ),
    (
      "standby", "stray-traffic", #"sum(rate(http_requests_total{route!="/healthz"}[5m]))"#, 0.1
    ),
    (
      "standby", "disaster-recovery-test",
      #"sum(rate(http_requests_total{route!="/healthz"}[5m]))"#, 0.1
    ),
    (
      "ofm", "platform-outage",
      "max(sum by (platform) (rate(publish_errors_total[5m])) / sum by (platform) (rate(publish_attempts_total[5m])))",
      0.05
    ),
  ])
  func anIncidentIsSeenInItsFigures(
    row: (system: String, name: String, query: String, bound: Double)
  ) throws {
    let watched = try WatchedSystem.of(row.system, seed: 1)
    let start = WatchedSystem.start
    let incident = try #require(
      watched.incidents(from: start, to: start + .hours(24 * 14)).first {
        let lead = $0.from - .minutes(10)
        return $0.name.hasPrefix(row.name) && lead > start && watched.isCalm(at: lead)
      })
    func most(from: Instant, to: Instant) throws -> Double {
      try Self.figures(row.query, of: watched, from: from, to: to).map(\.value).max() ?? 0
    }
    #expect(try most(from: incident.from - .minutes(10), to: incident.from) <= row.bound)
    #expect(try most(from: incident.from, to: incident.to) > row.bound)
  }

  /// Of a budget without limit it is said that it lasts for ever, and of none that there is none.
  @Test func creatorsWithoutLimitsSpendToo() throws {
    let watched = try WatchedSystem.of("ofm", seed: 1)
    let now = WatchedSystem.start
    func value(_ query: String) throws -> Double? {
      try Self.figures(query, of: watched, from: now, to: now).first?.value
    }
    #expect(try value(#"llm_budget_limit_usd{creator="pilot-lab"}"#) == .infinity)
    #expect(try value(#"llm_budget_usage_ratio{creator="pilot-lab"}"#) == 0)
    #expect(try value(#"llm_budget_limit_usd{creator="guest-desk"}"#) == nil)
    for creator in ["pilot-lab", "guest-desk"] {
      let spent = try value(#"sum(increase(llm_cost_total{creator="\#(creator)"}[30m]))"#)
      #expect(try #require(spent) > 0)
    }
  }
}
