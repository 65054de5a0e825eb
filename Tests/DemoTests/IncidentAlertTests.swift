import Embedded
import Foundation
import PromQL
import RuleEvaluation
import Rules
import Testing
import Times
import World

/// The shipped rules over the worlds: each alert in the incidents that name it, and only there.
@Suite struct IncidentAlertTests {
  private static let start = SyntheticWorld.epoch + .hours(24 * 321)
  /// `HUNE_DEMO_DAYS=2` looks at days of five seeds.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["HUNE_DEMO_DAYS"] == nil ? [1] : [1, 2, 3, 4, 5]
  static let systems = [
    "ofm", "primary", "standby", "video-pipeline", "luneo-platform", "intelia-expert",
  ]
  /// Those whose expressions look back a day or more, and the incident that is rare.
  private static let slow: Set = [
    "LatencyAnomaly", "PipelineRegression", "BudgetExceeded", "LLMDailyCostHigh", "HighAICosts",
  ]

  private static func groups(of system: String) throws -> [RuleGroup] {
    let folder = ["primary", "standby"].contains(system) ? "luneo-queues" : system
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../layouts/\(folder)/alerts.yaml")
    let rules = RuleFile(bytes: Array(try Data(contentsOf: file)), name: "\(folder)/alerts.yaml")
    try #require(rules.problems.isEmpty, "\(rules.problems)")
    let own = rules.groups.filter { $0.name == system }
    return own.isEmpty ? rules.groups : own
  }

  /// The moments at which an expression has a result.
  private static func moments(
    of query: String, in board: RuleBoard, from: Instant, to: Instant, step: Int64
  ) throws -> Set<Int64> {
    let result = try QueryEngine().range(
      query, from: from.milliseconds, to: to.milliseconds, step: step, in: board.source(at: to))
    guard case .matrix(let matrix) = result else { return [] }
    return Set(matrix.flatMap(\.samples.times))
  }

  @Test(arguments: systems)
  func eachAlertFiresInTheIncidentsThatNameItAndOnlyThere(system: String) throws {
    for seed in Self.seeds {
      let world = try ScrapedWorld(seed: seed, targets: ScrapedWorld.targets(of: system))
      let groups = try Self.groups(of: system)
      let board = RuleBoard(groups) { world.source(at: $0) }
      let (from, to) = (Self.start, Self.start + .hours(24))
      let incidents = try SyntheticWorld(system: system, seed: seed)
        .incidents(in: TimeRange(from: from - .hours(30), to: to))
      for rule in groups.flatMap(\.rules) where !Self.slow.contains(rule.name) {
        let firing = try Self.moments(
          of: #"ALERTS{alertname="\#(rule.name)",alertstate="firing"}"#, in: board, from: from,
          to: to, step: 60_000)
        let own = incidents.filter { $0.alerts.contains(rule.name) }
        let windows = own.map { $0.from.milliseconds...($0.to + .minutes(10)).milliseconds }
        let stray = firing.filter { time in !windows.contains { $0.contains(time) } }
        #expect(stray.isEmpty, "\(rule.name) fires outside: \(stray.sorted().prefix(3))")
        for (incident, window) in zip(own, windows)
        where from <= incident.from && window.upperBound <= to.milliseconds {
          #expect(
            firing.contains { window.contains($0) },
            "\(rule.name) does not fire in \(incident.name) of seed \(seed)")
        }
        // Each does within a day, and the end of its last incident is its own.
        #expect(!firing.isEmpty, "\(rule.name) never fires on the day of seed \(seed)")
      }
    }
  }

  /// What looks back a day or more fires and resolves within 35 days.
  @Test(arguments: [
    ("video-pipeline", "PipelineRegression", 3.0, 10.0), ("luneo-platform", "HighAICosts", 35, 20),
    ("luneo-platform", "BudgetExceeded", 35, 120), ("intelia-expert", "LLMDailyCostHigh", 35, 60),
    ("video-pipeline", "LatencyAnomaly", 1, 5),
  ])
  func whatLooksFarBackFiresAndResolves(
    system: String, alert: String, days: Double, minutes: Double
  ) throws {
    for seed in Self.seeds {
      let world = try ScrapedWorld(seed: seed, targets: ScrapedWorld.targets(of: system))
      let rule = try #require(
        try Self.groups(of: system).flatMap(\.rules).first { $0.name == alert })
      var firing: [Bool] = []
      // Each week is looked at from its own end: there are 30 days of history, not more.
      for end in stride(from: min(7, days), through: days, by: 7) {
        let to = Self.start + .hours(24 * end)
        let board = RuleBoard([]) { world.source(at: $0) }
        let from = to - .hours(24 * min(7, days))
        let times = try Self.moments(
          of: rule.text, in: board, from: from, to: to, step: Int64(minutes * 60_000))
        var time = from.milliseconds
        while time < to.milliseconds {
          firing.append(times.contains(time))
          time += Int64(minutes * 60_000)
        }
      }
      let edges = zip(firing, firing.dropFirst())
      #expect(edges.contains { !$0 && $1 }, "\(alert) does not begin, seed \(seed)")
      #expect(edges.contains { $0 && !$1 }, "\(alert) does not end, seed \(seed)")
      #expect(firing.count { $0 } < firing.count / 2, "\(alert) fires most of the time")
    }
  }

  @Test(arguments: systems)
  func incidentsComeAtNoRegularHour(system: String) throws {
    let world = try SyntheticWorld(system: system, seed: 1)
    let incidents = world.incidents(
      in: TimeRange(from: Self.start, to: Self.start + .hours(24 * 28)))
    for span in [24, 168] as [Double] {
      var periodic = 0
      for one in incidents {
        for other in incidents where other.name == one.name {
          let apart: Double = (other.from - one.from).seconds - span * 3600
          if apart.magnitude < 300 { periodic += 1 }
        }
      }
      #expect(periodic * 20 < max(20, incidents.count))
    }
  }

  @Test func aTestOfDisasterRecoveryIsTheStandbysOwnLabel() throws {
    let world = try SyntheticWorld(system: "standby", seed: 1)
    let incidents = world.incidents(in: TimeRange(from: Self.start, to: Self.start + .hours(48)))
    let test = try #require(incidents.first { $0.name == "disaster-recovery-test" })
    #expect(world.externalLabels(at: test.from + .minutes(5)) == ["dr_mode": "true"])
    #expect(world.externalLabels(at: test.from - .minutes(1)).pairs.isEmpty)
    #expect(world.externalLabels(at: test.to + .minutes(1)).pairs.isEmpty)
    #expect(try SyntheticWorld(seed: 1).externalLabels(at: Self.start).pairs.isEmpty)
  }
}
