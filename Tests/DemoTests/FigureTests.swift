import Dashboards
import Embedded
import Foundation
import PromQL
import Testing
import Times
import World

/// What the figures of the shipped panels say, and in which unit.
@Suite struct FigureTests {
  private static func layouts() throws -> [String] {
    let folder = WatchedSystem.root.appendingPathComponent("layouts")
    let found = try #require(FileManager.default.enumerator(atPath: folder.path))
    return found.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".json") || $0.contains("gitops/") }
      .filter { !$0.hasSuffix("kustomization.yaml") && !$0.hasSuffix("rules.yaml") }
  }

  /// A cell counts what fell into a bucket in a second: the bounds are seconds, the cells not.
  @Test func cellsOfAHeatmapHaveAUnitOfTheirOwn() throws {
    var count = 0
    for layout in try Self.layouts() {
      for panel in try WatchedSystem.dashboard(layout).panels {
        guard case .heatmap(let options) = panel.kind else { continue }
        count += 1
        #expect(options.yUnit == "s", "\(layout): \(panel.title)")
        #expect(options.cellUnit != nil && options.cellUnit != "s", "\(layout): \(panel.title)")
        #expect(panel.fieldConfig.unit == nil, "\(layout): \(panel.title)")
      }
    }
    #expect(count == 3)
  }

  /// One digit of thousands of dollars tells nothing.
  @Test func moneyOfAStatHasDecimals() throws {
    var count = 0
    for layout in try Self.layouts() {
      for panel in try WatchedSystem.dashboard(layout).panels {
        guard case .stat = panel.kind, panel.fieldConfig.unit == "currencyUSD" else { continue }
        count += 1
        #expect((panel.fieldConfig.decimals ?? 0) >= 2, "\(layout): \(panel.title)")
      }
    }
    #expect(count >= 5)
  }

  /// A number alone needs no more room; what shows its course may have more.
  @Test func aStatWithoutItsCourseIsNotHigh() throws {
    for layout in try Self.layouts() {
      for panel in try WatchedSystem.dashboard(layout).panels {
        guard case .stat(let options) = panel.kind, !options.drawsSparkline else { continue }
        #expect(panel.gridPos.h <= 5, "\(layout): \(panel.title)")
      }
    }
  }

  private static func figure(
    _ query: String, of watched: WatchedSystem, at now: Instant
  ) throws -> Double {
    let result = try QueryEngine().instant(
      query, at: now.milliseconds, in: watched.scraped.source(at: now))
    guard case .vector(let vector) = result else { return .nan }
    return vector.first?.sample.value ?? .nan
  }

  private static func query(_ legend: String, of title: String, in layout: String) throws -> String
  {
    let panel = try #require(
      try WatchedSystem.dashboard(layout).panels.first { $0.title == title })
    return try #require(panel.targets.first { $0.legendFormat == legend }?.expr)
  }

  /// The dollars that a counter grew by since its month began, in UTC.
  private static func spent(_ metric: String, of watched: WatchedSystem, at now: Instant) -> Double
  {
    let start = Instant(
      milliseconds: now.milliseconds
        - Int64(Calendar(.utc).components(of: now).day - 1) * 86_400_000
        - now.milliseconds % 86_400_000)
    let series = watched.world.families.first { $0.family.name == metric }?.series ?? []
    return series.reduce(0) { sum, one in
      guard case .number(let before) = one.value(at: start),
        case .number(let after) = one.value(at: now)
      else { return sum }
      return sum + after - before
    }
  }

  @Test(
    arguments: [
      (
        "video-pipeline", "pipeline_cost_dollars", "spent so far", "Cost forecast to month end",
        "cost"
      ),
      (
        "intelia-expert", "intelia_llm_cost_usd_total", "this month", "Total cost this month",
        "executive"
      ),
    ], [3.4, 51.2, 170.9, 290.1, 312.3, 313.6])
  func costOfTheMonthIsWhatTheCountersGrewSinceTheFirst(
    row: (system: String, metric: String, legend: String, title: String, view: String),
    hours: Double
  ) throws {
    let watched = try WatchedSystem.of(row.system, seed: 1)
    let now = WatchedSystem.start + .hours(hours)
    let query = try Self.query(row.legend, of: row.title, in: "\(row.system)/\(row.view).json")
    let shown = try Self.figure(query, of: watched, at: now)
    let spent = Self.spent(row.metric, of: watched, at: now)
    // The hour that is not over yet is not in it.
    let hour = try Self.figure("sum(increase(\(row.metric)[2h]))", of: watched, at: now)
    #expect(spent > 0 && abs(shown - spent) <= hour + spent * 0.01, "\(shown) of \(spent)")
  }

  /// A month is its days: what is forecast is what was spent and the rest at the rate of a week.
  @Test(arguments: WatchedSystem.seeds)
  func forecastsOfTheMonthFitTheDaysBesideThem(seed: UInt64) throws {
    let (title, layout) = ("Cost forecast to month end", "video-pipeline/cost.json")
    let watched = try WatchedSystem.of("video-pipeline", seed: seed)
    let mean = try Self.query("at the 7-day mean", of: title, in: layout)
    let trend = try Self.query("by the 7-day trend", of: title, in: layout)
    var before: (month: Int, figures: [Double])?
    for day in 0..<34 {
      let now = WatchedSystem.start + .hours(Double(day) * 24 + 7.3)
      let components = Calendar(.utc).components(of: now)
      let days = try Self.figure("days_in_month()", of: watched, at: now)
      let spent = Self.spent("pipeline_cost_dollars", of: watched, at: now)
      let week = try Self.figure(
        "sum(increase(pipeline_cost_dollars[7d])) / 7", of: watched, at: now)
      let rest = days - Double(components.day - 1) - 7.3 / 24
      let figures = [
        try Self.figure(mean, of: watched, at: now), try Self.figure(trend, of: watched, at: now),
      ]
      let expected = spent + week * rest
      #expect(abs(figures[0] - expected) < 0.02 * expected, "day \(day): \(figures), \(expected)")
      #expect(figures[1] >= spent * 0.97, "day \(day): \(figures), \(spent)")
      #expect((0.5...2).contains(figures[1] / expected), "day \(day): \(figures), \(expected)")
      // One day does not turn it over.
      if let before, before.month == components.month {
        #expect(abs(figures[0] / before.figures[0] - 1) < 0.2, "day \(day): \(figures), \(before)")
      }
      before = (components.month, figures)
    }
  }

  /// No time is shorter than none.
  @Test func anAnomalyBandOfATimeIsNotBelowZero() throws {
    let watched = try WatchedSystem.of("video-pipeline", seed: 1)
    let query = try Self.query("mean - 3 σ", of: "Anomaly band", in: "video-pipeline/slo.json")
    var lowest = Double.infinity
    for hours in stride(from: 2.0, to: 240, by: 3) {
      let now = WatchedSystem.start + .hours(hours)
      lowest = min(lowest, try Self.figure(query, of: watched, at: now))
    }
    #expect(lowest == 0)
  }

  /// Jobs and jobs a minute have no axis in common.
  @Test func theGrowthOfABacklogHasAnAxisOfItsOwn() throws {
    let panel = try #require(
      try WatchedSystem.dashboard("luneo-queues/standby.json").panels.first {
        $0.title == "Backlog"
      })
    let growth = try #require(panel.targets.firstIndex { $0.expr.hasPrefix("deriv") })
    let patches = panel.overrides.filter { $0.matcher == .byName("growth per min") }
    #expect(panel.targets[growth].legendFormat == "growth per min")
    #expect(patches.contains { $0.patch.unit != nil && $0.patch.unit != panel.fieldConfig.unit })
  }
}
