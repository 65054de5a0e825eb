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

/// The shipped layouts, in the order of the test's arguments.
private let layouts = [
  "ofm/ofm-social-overview", "ofm/ofm-llm-budgets", "ofm/ofm-temporal-workflows", "node/node",
  "prometheus/prometheus",
]

/// Day and night of different days, calm or not.
private let start = SyntheticWorld.epoch + .hours(24 * 321)

/// The demo without a terminal: one frame of a layout at one moment.
private struct Demo {
  let server: EmbeddedPrometheus
  let now: Instant
  /// The loop waits where it is called, on a thread that tasks would need.
  private static let workers = Workers()

  init(_ world: ScrapedWorld, at now: Instant) {
    self.now = now
    server = EmbeddedPrometheus(.init(world)) { now }
  }

  func loop(_ layout: String, width: Int, height: Int) throws -> Loop {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../layouts")
    let bytes = try Data(contentsOf: folder.appendingPathComponent("\(layout).json"))
    let dashboard = try #require(try Layouts.dashboards(in: Array(bytes), name: layout).first)
    let source = try #require(
      DataSource(
        name: "prometheus", kind: .prometheus, address: EmbeddedServers.prometheusAddress))
    var settings = Settings(sources: [source], views: [])
    settings.calendar = Calendar(.utc)
    let view = ViewState(name: layout, layout: layout, dashboard: dashboard, overrides: [:])
    var state = State(settings: settings, views: [view], now: now, glyphs: .full)
    state.asksCollapsedRows = true
    let now = now
    let loop = Loop(
      state: state, console: QuietConsole(width: width, height: height) { now },
      services: Services(
        client: Courier(server, limit: 2, executor: Self.workers), executor: Self.workers),
      clock: { now })
    let end = Date(timeIntervalSinceNow: 60)
    loop.runUntilComplete(deadline: now + .seconds(60)) { Date() > end }
    return loop
  }
}

@Suite struct DemoTests {
  /// The logs and traces of the demo join with their issues.
  private static func isOfMetrics(_ panel: PanelSummary) -> Bool {
    !["no source of type loki", "no source of type tempo"].contains(panel.error)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func everyMetricPanelIsOKAtEveryHourOfEverySeed(seed: UInt64) throws {
    let world = try ScrapedWorld(seed: seed)
    for hour in 0..<24 {
      // Each hour on a day of its own, and minutes that come round to every quarter.
      let now = start + .hours(Double(hour) * 25) + .minutes(Double(hour * 7 % 60))
      let demo = Demo(world, at: now)
      for layout in layouts {
        let panels = try demo.loop(layout, width: 60, height: 20).state.report.panels
          .filter(Self.isOfMetrics)
        #expect(panels.count > 4)
        for panel in panels {
          #expect(
            panel.state == "ok",
            "\(layout): \(panel.title) is \(panel.state) at hour \(hour) of seed \(seed)")
        }
      }
    }
  }

  @Test(arguments: layouts)
  func theSameSeedAndMomentGiveTheSameFrame(layout: String) throws {
    func output(_ seed: UInt64) throws -> (frame: String, report: String) {
      let loop = try Demo(ScrapedWorld(seed: seed), at: start).loop(layout, width: 160, height: 45)
      return (loop.state.view().text(), loop.state.report.json.text(indent: 2))
    }
    let (one, same, other) = (try output(7), try output(7), try output(8))
    #expect(one.frame == same.frame)
    #expect(one.report == same.report)
    #expect(one.report != other.report)
  }
}
