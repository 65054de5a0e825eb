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

/// Those of no system of its own are walked here; `SystemsTests` walks the others.
private let walked = ["node/node", "prometheus/prometheus"]
private let layouts =
  walked + [
    "ofm/ofm-social-overview", "ofm/ofm-llm-budgets", "ofm/ofm-temporal-workflows",
  ]

/// Day and night of different days, calm or not.
private let start = WatchedSystem.start

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
    let dashboard = try WatchedSystem.dashboard(layout + ".json")
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
  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func everyMetricPanelIsOKAtHoursOfEverySeed(seed: UInt64) throws {
    let world = try WatchedSystem.of("ofm", seed: seed).scraped
    // The seeds share the hours of the day among them.
    for hour in 0..<24 where WatchedSystem.days > 0 || UInt64(hour % 5 + 1) == seed {
      // Each hour on a day of its own, and minutes that come round to every quarter.
      let now = start + .hours(Double(hour) * 25) + .minutes(Double(hour * 7 % 60))
      let demo = Demo(world, at: now)
      for layout in walked {
        let panels = try demo.loop(layout, width: 60, height: 20).state.report.panels
        #expect(panels.count > 4)
        for panel in panels {
          #expect(
            panel.state == "ok",
            "\(layout): \(panel.title) is \(panel.state) at hour \(hour) of seed \(seed)")
        }
      }
    }
  }

  @Test func theSameSeedAndMomentGiveTheSameFrame() throws {
    func outputs(_ seed: UInt64) throws -> [(frame: String, report: String)] {
      let demo = Demo(try ScrapedWorld(seed: seed), at: start)
      return try layouts.map { layout in
        let loop = try demo.loop(layout, width: 160, height: 45)
        return (loop.state.view().text(), loop.state.report.json.text(indent: 2))
      }
    }
    let (one, same, other) = (try outputs(7), try outputs(7), try outputs(8))
    for place in layouts.indices {
      #expect(one[place].frame == same[place].frame, "\(layouts[place])")
      #expect(one[place].report == same[place].report, "\(layouts[place])")
      #expect(one[place].report != other[place].report, "\(layouts[place])")
    }
  }
}
