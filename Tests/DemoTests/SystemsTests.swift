import App
import Configuration
import Dashboards
import DataSources
import Embedded
import Foundation
import HTTP
import Panels
import Runtime
import Testing
import Times
import Transport
import World

/// The demo as its configuration has it: every view of every context, on its own servers.
@Suite struct SystemsTests {
  private static let workers = Workers()
  private static let root = WatchedSystem.root
  private static let days = WatchedSystem.days

  static func configuration() throws -> Configuration {
    let file = root.appendingPathComponent("demo/config.yaml")
    let outcome = ConfigurationReader.read(
      ConfigurationFile(
        path: "demo/config.yaml", bytes: Array(try Data(contentsOf: file)), othersCanRead: false,
        othersCanWrite: false),
      in: Surroundings(environment: { _ in nil }, file: { _ in .failure(.init("no files here")) }),
      now: SyntheticWorld.epoch)
    try #require(outcome.problems.isEmpty, "\(outcome.problems)")
    return try #require(outcome.configuration)
  }

  /// What a view shows at a moment.
  private static func panels(
    of view: Settings.View, in settings: Settings, seed: UInt64, at now: Instant,
    _ servers: EmbeddedServers
  ) throws -> [PanelSummary] {
    let dashboard = try WatchedSystem.dashboard(view.layout)
    var settings = settings
    settings.calendar = Calendar(.utc)
    var state = State(
      settings: settings,
      views: [
        ViewState(name: view.name, layout: view.layout, dashboard: dashboard, overrides: [:])
      ], now: now, glyphs: .full)
    state.asksCollapsedRows = true
    let loop = Loop(
      state: state, console: QuietConsole(width: 60, height: 20) { now },
      services: Services(
        client: Courier(servers, limit: 2, executor: workers), executor: workers),
      clock: { now })
    let end = Date(timeIntervalSinceNow: 240)
    loop.runUntilComplete(deadline: now + .seconds(240)) { Date() > end }
    return loop.state.report.panels
  }

  @Test func theDemoHasSixContextsWithTheirViews() throws {
    let contexts = try Self.configuration().contexts
    #expect(contexts.map(\.context) == WatchedSystem.names)
    #expect(contexts.map(\.views.count) == [3, 2, 2, 4, 5, 6])
    #expect(contexts.allSatisfy { $0.sources.contains { $0.kind == .prometheus } })
  }

  @Test(arguments: WatchedSystem.names)
  func everyPanelIsOKAndCalmOutsideIncidents(context: String) throws {
    let settings = try #require(try Self.configuration().settings(of: context))
    let kinds = Set(settings.sources.map(\.kind))
    var (calm, warned) = (0, 0)
    var seen: [String] = []
    for (seed, now) in try Self.moments(of: context) {
      let servers = EmbeddedServers(seed: seed, rules: { _ in [] }) { now }
      let watched = try WatchedSystem.of(context, seed: seed)
      let isCalm = try watched.isCalm(at: now) && !watched.isSpent(at: now)
      var warnings: [String] = []
      for view in settings.views {
        let panels = try Self.panels(of: view, in: settings, seed: seed, at: now, servers)
        #expect(panels.count > 2)
        for panel in panels
        where panel.state != "ok" && !Self.lacks(panel, kinds) {
          Issue.record(
            """
            \(context) \(view.name): \(panel.title) is \(panel.state), \(panel.error ?? "") \
            \(panel.notices) at \(now.seconds) of seed \(seed)
            """)
        }
        warnings += panels.filter { !$0.colors.allSatisfy { $0 != "orange" && $0 != "red" } }
          .map { "\(view.name): \($0.title) \($0.values)" }
      }
      calm += isCalm ? 1 : 0
      warned += isCalm && !warnings.isEmpty ? 1 : 0
      if isCalm { seen += warnings }
    }
    #expect(
      warned * 5 <= calm, "\(context): \(warned) of \(calm) calm hours have warnings: \(seen)")
  }

  /// What is left of a budget, how fast it goes and when it is gone; without a limit never, and
  /// where none is set that is said.
  @Test(arguments: [
    ("video-pipeline", "cost", "Daily budget used", ["used", "burn rate", "exhausted in"]),
    ("video-pipeline", "slo", "Error budget left, 30 d", ["left", "burn rate", "exhausted in"]),
    ("luneo-platform", "cost", "Total AI cost, 30 days", ["cost", "burn rate", "exhausted in"]),
    (
      "luneo-platform", "slo", "Availability, 30 days",
      ["available", "budget left", "burn rate 1 h", "burn rate 6 h", "exhausted in"]
    ),
    (
      "ofm", "budgets", "Budget Usage by Creator",
      ["creator", "spent", "limit", "used", "burn", "gone in"]
    ),
  ])
  func budgetsTellTheirBurnRateAndWhenTheyAreExhausted(
    row: (context: String, view: String, title: String, series: [String])
  ) throws {
    let settings = try #require(try Self.configuration().settings(of: row.context))
    let view = try #require(settings.views.first { $0.name == row.view })
    let watched = try WatchedSystem.of(row.context, seed: 1)
    // The rates of these panels look an hour back.
    let hours = try #require(
      stride(from: 3.2, to: 240, by: 0.3).first { hours in
        let now = WatchedSystem.start + .hours(hours)
        return watched.incidents(from: now, to: now).allSatisfy { now > $0.to + .minutes(75) }
      })
    let now = WatchedSystem.start + .hours(hours)
    let servers = EmbeddedServers(seed: 1, rules: { _ in [] }) { now }
    let panels = try Self.panels(of: view, in: settings, seed: 1, at: now, servers)
    let panel = try #require(panels.first { $0.title == row.title })
    #expect(panel.series == row.series)
    // It is calm: nothing burns so fast that a budget would end before its time.
    #expect(panel.values.contains("never"))
    guard row.context == "ofm" else { return }
    func figures(of creator: String) throws -> [String] {
      let place = try #require(panel.values.firstIndex(of: creator))
      return Array(panel.values[place...].prefix(6))
    }
    let unlimited = try figures(of: "pilot-lab")
    #expect(unlimited[2] == "unlimited" && unlimited[5] == "never")
    let limitless = try figures(of: "guest-desk")
    #expect(
      limitless[1].hasPrefix("$")
        && Array(limitless[2...]) == Array(repeating: "no limit", count: 4))
  }

  /// Hours of several days and seeds, of which the first is calm.
  private static func moments(of context: String) throws -> [(seed: UInt64, now: Instant)] {
    let start = WatchedSystem.start
    let watched = try WatchedSystem.of(context, seed: 1)
    let calm = try #require(
      stride(from: 3.2, to: 72, by: 0.3).first { watched.isCalm(at: start + .hours($0)) },
      "\(context) has no calm moment")
    let count = days == 0 ? 4 : days * 24
    var moments: [(seed: UInt64, now: Instant)] = [(1, start + .hours(calm))]
    for number in 1..<count {
      moments.append((UInt64(number % 5 + 1), start + .hours(Double(number) * 29.3)))
    }
    return moments
  }

  /// Whether a panel asks for a kind of source that the demo does not have.
  private static func lacks(_ panel: PanelSummary, _ kinds: Set<DataSource.Kind>) -> Bool {
    DataSource.Kind.allCases.contains { kind in
      !kinds.contains(kind) && panel.error == "no source of type " + kind.rawValue
    }
  }
}
