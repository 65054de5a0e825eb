import App
import Runtime
import Testing
import Times
import World

/// The log panels of the shipped layouts over the embedded back ends.
@Suite struct LogPanelTests {
  @Test(
    arguments: [
      ("ofm/ofm-social-overview", "Error Logs"), ("ofm/ofm-llm-budgets", "Budget Alert Logs"),
      ("ofm/ofm-temporal-workflows", "Error Logs"),
    ], [3, 15])
  func logPanelsHaveLines(of panel: (layout: String, title: String), hour: Int) throws {
    let now = SyntheticWorld.epoch + .hours(24 * 321 + Double(hour))
    let loop = try DemoProgram.loop(
      panel.layout, seed: 1, at: now, by: hour == 3 ? .inProcess : .overHTTP)
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
