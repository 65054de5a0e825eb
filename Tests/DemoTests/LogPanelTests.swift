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

/// The log panels of the shipped layouts over the embedded back ends.
@Suite struct LogPanelTests {
  private static let workers = Workers()

  private func loop(_ layout: String, seed: UInt64, at now: Instant) throws -> Loop {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../layouts")
    let bytes = try Data(contentsOf: folder.appendingPathComponent("\(layout).json"))
    let dashboard = try #require(try Layouts.dashboards(in: Array(bytes), name: layout).first)
    let sources = [
      DataSource(name: "prometheus", kind: .prometheus, address: EmbeddedServers.prometheusAddress),
      DataSource(name: "loki", kind: .loki, address: EmbeddedServers.lokiAddress),
    ].compactMap(\.self)
    var settings = Settings(sources: sources, views: [])
    settings.calendar = Calendar(.utc)
    let view = ViewState(name: layout, layout: layout, dashboard: dashboard, overrides: [:])
    let state = State(settings: settings, views: [view], now: now, glyphs: .full)
    let client = EmbeddedServers(seed: seed) { now }
    let loop = Loop(
      state: state, console: QuietConsole(width: 120, height: 60) { now },
      services: Services(
        client: Courier(client, limit: 2, executor: Self.workers), executor: Self.workers),
      clock: { now })
    let end = Date(timeIntervalSinceNow: 60)
    loop.runUntilComplete(deadline: now + .seconds(60)) { Date() > end }
    return loop
  }

  @Test(
    arguments: [
      ("ofm/ofm-social-overview", "Error Logs"), ("ofm/ofm-llm-budgets", "Budget Alert Logs"),
      ("ofm/ofm-temporal-workflows", "Error Logs"),
    ], [3, 15])
  func logPanelsHaveLines(of panel: (layout: String, title: String), hour: Int) throws {
    let now = SyntheticWorld.epoch + .hours(24 * 321 + Double(hour))
    let loop = try loop(panel.layout, seed: 1, at: now)
    let summary = try #require(
      loop.state.report.panels.first { $0.title == panel.title })
    #expect(summary.state == "ok")
    #expect(summary.type == "logs")
    #expect(summary.values.count > 5)
    // The newest line is first, and its message stands on the screen without its quotes.
    let times = summary.values.compactMap { $0.firstRange(of: "2026-").map(\.lowerBound) }
    #expect(times.count == summary.values.count)
    let text = loop.state.view().text()
    #expect(text.contains(panel.title))
    #expect(text.contains("lines"))
  }
}
