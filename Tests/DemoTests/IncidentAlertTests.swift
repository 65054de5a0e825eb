import Embedded
import PromQL
import Rules
import Testing
import Times
import World

/// The shipped rules over the worlds: each alert in the incidents that name it, and only there.
@Suite struct IncidentAlertTests {
  private static let start = WatchedSystem.start
  /// Those whose expressions look back a day or more, and the incident that is rare.
  private static let slow: Set = [
    "LatencyAnomaly", "PipelineRegression", "BudgetExceeded", "LLMDailyCostHigh", "HighAICosts",
  ]

  @Test(arguments: WatchedSystem.names, WatchedSystem.seeds)
  func eachAlertFiresInTheIncidentsThatNameItAndOnlyThere(system: String, seed: UInt64) throws {
    let watched = try WatchedSystem.of(system, seed: seed)
    let (from, to) = (Self.start, Self.start + .hours(24))
    let incidents = watched.incidents(from: from, to: to)
    for group in watched.groups {
      for rule in group.rules where !Self.slow.contains(rule.name) {
        let alerts = watched.firing(rule, in: group, from: from, to: to)
        let firing = Set(alerts.joined())
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
        // Each does within a day, and is over within an hour and a half.
        #expect(!firing.isEmpty, "\(rule.name) never fires on the day of seed \(seed)")
        #expect(
          alerts.contains { Self.spans(of: $0, from, to).contains { $0 < .minutes(90) } },
          "\(rule.name) does not resolve on the day of seed \(seed)")
      }
    }
  }

  /// How long each firing was of which the minutes are given, of those that began and ended
  /// between two moments.
  private static func spans(of times: [Int64], _ from: Instant, _ to: Instant) -> [Span] {
    var spans: [Span] = []
    var (first, last): (Int64?, Int64) = (nil, 0)
    for time in times + [.max] {
      if let begin = first, time - last > 60_000 {
        let isWhole = begin > from.milliseconds && last < to.milliseconds - 60_000
        if isWhole { spans.append(Span(milliseconds: last - begin)) }
        first = nil
      }
      first = first ?? time
      last = time
    }
    return spans
  }

  /// What looks back a day or more fires and resolves within 35 days; what feeds a budget of 30
  /// days so seldom that the budget ends.
  @Test(
    arguments: [
      ("video-pipeline", "PipelineRegression", 3.0, 10.0, Int.max),
      ("luneo-platform", "HighAICosts", 35, 30, 5),
      ("luneo-platform", "BudgetExceeded", 35, 180, 9),
      ("intelia-expert", "LLMDailyCostHigh", 35, 60, .max),
      ("video-pipeline", "LatencyAnomaly", 1, 5, .max),
    ], WatchedSystem.seeds)
  func whatLooksFarBackFiresAndResolves(
    row: (system: String, alert: String, days: Double, minutes: Double, most: Int), seed: UInt64
  ) throws {
    let watched = try WatchedSystem.of(row.system, seed: seed)
    let rule = try #require(watched.groups.flatMap(\.rules).first { $0.name == row.alert })
    let step = Int64(row.minutes * 60_000)
    var firing: [Bool] = []
    // Each week is looked at from its own end: there are 30 days of history, not more.
    for end in stride(from: min(7, row.days), through: row.days, by: 7) {
      let to = Self.start + .hours(24 * end)
      let from = to - .hours(24 * min(7, row.days))
      let result = try QueryEngine().range(
        rule.text, from: from.milliseconds, to: to.milliseconds - step, step: step,
        in: watched.scraped.source(at: to))
      guard case .matrix(let matrix) = result else { continue }
      let times = Set(matrix.flatMap(\.samples.times))
      firing += stride(from: from.milliseconds, to: to.milliseconds, by: Int(step))
        .map(times.contains)
    }
    let edges = zip(firing, firing.dropFirst())
    #expect(edges.contains { !$0 && $1 }, "\(row.alert) does not begin, seed \(seed)")
    #expect(edges.contains { $0 && !$1 }, "\(row.alert) does not end, seed \(seed)")
    #expect(firing.count { $0 } < firing.count / 2, "\(row.alert) fires most of the time")
    let month = Int(30 * 1440 / row.minutes)
    for first in stride(from: 0, to: max(1, firing.count - month), by: max(1, month / 30)) {
      let begun = zip(firing, firing.dropFirst()).dropFirst(first).prefix(month)
        .count { !$0 && $1 }
      #expect(begun <= row.most, "\(row.alert) fires \(begun) times in 30 days, seed \(seed)")
    }
  }

  @Test(arguments: WatchedSystem.names)
  func incidentsComeAtNoRegularHour(system: String) throws {
    let world = try WatchedSystem.of(system, seed: 1).world
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
    let world = try WatchedSystem.of("standby", seed: 1).world
    let incidents = world.incidents(in: TimeRange(from: Self.start, to: Self.start + .hours(48)))
    let test = try #require(incidents.first { $0.name == "disaster-recovery-test" })
    #expect(world.recoveryTest(at: test.from + .minutes(5))?.labels == ["dr_mode": "true"])
    #expect(world.recoveryTest(at: test.from - .minutes(1)) == nil)
    #expect(world.recoveryTest(at: test.to + .minutes(1)) == nil)
    #expect(try WatchedSystem.of("ofm", seed: 1).world.recoveryTest(at: Self.start) == nil)
  }
}
