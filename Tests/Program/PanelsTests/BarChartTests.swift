import Cells
import Dashboards
import Frames
import Panels
import TestSupport
import Testing
import Times

struct BarChartTests {
  private func bars(_ frames: [Frame], _ width: Int, _ height: Int = 8) -> [String] {
    var options = BarChartOptions()
    options.stacking = .normal
    return picture(content(.barChart(options), frames), width, height)
  }

  /// Samples of so many days up to noon of 21 November.
  private func days(_ count: Int, _ names: [String] = ["a"]) -> [Frame] {
    names.enumerated().map { index, name in
      series(name, (0..<count).map { _ in Double(index + 1) }, every: 86_400)
    }
  }

  @Test(arguments: [
    (3, 40, ["11-19", "11-20", "11-21"]), (5, 22, ["17", "18", "19", "20", "21"]),
    (14, 22, ["8", "11", "14", "17", "20"]),
  ])
  func daysAreAsShortAsNeedBe(count: Int, width: Int, labels: [String]) throws {
    let foot = try #require(bars(days(count), width).last)
    #expect(foot.split(separator: " ").map(String.init) == labels)
  }

  @Test func ofTooManyMomentsTheLatestAreDrawn() throws {
    let rows = bars(days(60), 20)
    #expect(rows.contains { $0.contains("███████") })
    #expect(try #require(rows.last).hasSuffix("21") || (try #require(rows.last)).contains("2"))
  }

  @Test func noTwoSeriesInSightShareAColour() {
    let names = (0..<14).map { "creator-\($0 * 7)" }
    var options = BarChartOptions()
    options.stacking = .normal
    let box = PanelView.box(
      for: content(.barChart(options), days(3, names)), width: 70, height: 14)
    var buffer = Buffer(width: 70, height: 14)
    buffer.draw(box, in: buffer.area)
    var inks: [Ink] = []
    for y in 0..<14 {
      for x in 40..<70 where buffer[x, y].glyph == "■" {
        inks.append(buffer[x, y].style.foreground)
      }
    }
    #expect(inks.count == 8)
    #expect(Set(inks).count == 8)
  }
}
