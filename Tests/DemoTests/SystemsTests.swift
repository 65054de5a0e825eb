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
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..")
  /// `HUNE_DEMO_DAYS=2` walks two days of hours and five seeds.
  private static let days =
    ProcessInfo.processInfo.environment["HUNE_DEMO_DAYS"].flatMap { Int($0) } ?? 0

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
    let bytes = try Data(contentsOf: root.appendingPathComponent("layouts/\(view.layout)"))
    let dashboard = try #require(
      try Layouts.dashboards(in: Array(bytes), name: view.layout).first)
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
    #expect(
      contexts.map(\.context) == [
        "ofm", "primary", "standby", "video-pipeline", "luneo-platform", "intelia-expert",
      ])
    #expect(contexts.map(\.views.count) == [3, 2, 2, 4, 5, 6])
    #expect(contexts.allSatisfy { $0.sources.contains { $0.kind == .prometheus } })
  }

  @Test(arguments: [
    "ofm", "primary", "standby", "video-pipeline", "luneo-platform", "intelia-expert",
  ])
  func everyPanelIsOKAndCalmOutsideIncidents(context: String) throws {
    let settings = try #require(try Self.configuration().settings(of: context))
    let kinds = Set(settings.sources.map(\.kind))
    var (calm, warned) = (0, 0)
    for (seed, now) in try Self.moments(of: context) {
      let servers = EmbeddedServers(seed: seed, rules: { _ in [] }) { now }
      let isCalm = try Self.isCalm(context, seed, at: now)
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
      if isCalm, Self.days == 0 { #expect(warnings.isEmpty, "\(context), seed \(seed)") }
    }
    #expect(warned * 5 <= calm, "\(context): \(warned) of \(calm) calm hours have warnings")
  }

  /// Hours of several days and seeds; of a short walk one, which is calm.
  private static func moments(of context: String) throws -> [(seed: UInt64, now: Instant)] {
    let start = SyntheticWorld.epoch + .hours(24 * 321)
    guard days == 0 else {
      return (0..<days * 24).map { (UInt64($0 % 5 + 1), start + .hours(Double($0) * 25.3)) }
    }
    let seed = UInt64(context.count)
    for hours in stride(from: 3.2, to: 72, by: 0.3) {
      let now = start + .hours(hours)
      if try isCalm(context, seed, at: now) { return [(seed, now)] }
    }
    Issue.record("\(context) has no calm moment")
    return []
  }

  /// Whether no incident was on a short while ago: rates look back.
  private static func isCalm(_ system: String, _ seed: UInt64, at now: Instant) throws -> Bool {
    let range = TimeRange(from: now - .hours(30), to: now + .minutes(2))
    return try SyntheticWorld(system: system, seed: seed).incidents(in: range)
      .allSatisfy { now > $0.to + .minutes(30) }
  }

  /// Whether a panel asks for a kind of source that the demo does not have.
  private static func lacks(_ panel: PanelSummary, _ kinds: Set<DataSource.Kind>) -> Bool {
    DataSource.Kind.allCases.contains { kind in
      !kinds.contains(kind) && panel.error == "no source of type " + kind.rawValue
    }
  }
}
