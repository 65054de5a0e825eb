import Dashboards
import Embedded
import Foundation
import PromQL
import RuleEvaluation
import Rules
import Synchronization
import Testing
import Times
import World

/// A system of the demo with its rules. A world is dear to make: the tests share those of a seed.
final class WatchedSystem: Sendable {
  static let names = [
    "ofm", "primary", "standby", "video-pipeline", "luneo-platform", "intelia-expert",
  ]
  /// What the walks begin with: a day far from the epoch.
  static let start = SyntheticWorld.epoch + .hours(24 * 321)
  /// `HUNE_DEMO_DAYS=2` walks two days of hours and five seeds.
  static let days =
    ProcessInfo.processInfo.environment["HUNE_DEMO_DAYS"].flatMap { Int($0) } ?? 0
  static let seeds: [UInt64] = days == 0 ? [1] : [1, 2, 3, 4, 5]
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..")

  let world: SyntheticWorld
  let scraped: ScrapedWorld
  let groups: [RuleGroup]

  private static let known = Mutex<[String: WatchedSystem]>([:])

  static func of(_ name: String, seed: UInt64) throws -> WatchedSystem {
    try known.withLock { known in
      if let found = known["\(name) \(seed)"] { return found }
      let made = try WatchedSystem(name, seed: seed)
      known["\(name) \(seed)"] = made
      return made
    }
  }

  private init(_ name: String, seed: UInt64) throws {
    world = try SyntheticWorld(system: name, seed: seed)
    scraped = try ScrapedWorld(of: world)
    groups = try Self.groups(of: name)
  }

  /// The rules that the Prometheus of a system has.
  static func groups(of system: String) throws -> [RuleGroup] {
    let folder = ["primary", "standby"].contains(system) ? "luneo-queues" : system
    let file = root.appendingPathComponent("layouts/\(folder)/alerts.yaml")
    let rules = RuleFile(bytes: Array(try Data(contentsOf: file)), name: "\(folder)/alerts.yaml")
    try #require(rules.problems.isEmpty, "\(rules.problems)")
    let own = rules.groups.filter { $0.name == system }
    return own.isEmpty ? rules.groups : own
  }

  /// A shipped dashboard, read once.
  static func dashboard(_ layout: String) throws -> Dashboard {
    try dashboards.withLock { known in
      if let found = known[layout] { return found }
      let bytes = try Data(contentsOf: root.appendingPathComponent("layouts/\(layout)"))
      let made = try #require(try Layouts.dashboards(in: Array(bytes), name: layout).first)
      known[layout] = made
      return made
    }
  }

  private static let dashboards = Mutex<[String: Dashboard]>([:])

  /// The moments (milliseconds) at which each alert of a rule fires, of evaluations so many
  /// seconds apart.
  func firing(_ rule: Rule, in group: RuleGroup, from: Instant, to: Instant, seconds: Int64 = 60)
    -> [[Int64]]
  {
    var history = RuleHistory([group])
    history.interval = .seconds(Double(seconds))
    var group = group
    group.interval = nil
    var times: [String: [Int64]] = [:]
    history.trace(
      of: rule, in: group, from: from.milliseconds, to: to.milliseconds, scraped.source(at: to)
    ) { time, state in
      for alert in state.active where alert.state == .firing {
        times["\(alert.labels)", default: []].append(time)
      }
    }
    return Array(times.values)
  }

  /// The incidents that begin between two moments, or not long before.
  func incidents(from: Instant, to: Instant) -> [Incident] {
    world.incidents(in: TimeRange(from: from - .hours(30), to: to))
  }

  /// Whether no incident was on a short while ago: rates look back.
  func isCalm(at now: Instant) -> Bool {
    incidents(from: now, to: now + .minutes(2)).allSatisfy { now > $0.to + .minutes(30) }
  }

  /// Whether an alert is active that looks back a month: what an incident spent stays spent after
  /// it, and panels say so for as long.
  func isSpent(at now: Instant) throws -> Bool {
    try groups.flatMap(\.rules).filter { $0.text.contains("[30d]") }.contains { rule in
      let result = try QueryEngine().instant(
        rule.text, at: now.milliseconds, in: scraped.source(at: now))
      guard case .vector(let vector) = result else { return false }
      return !vector.isEmpty
    }
  }
}
