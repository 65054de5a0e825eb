import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times
import Transforms

struct PieTests {
  private func pie(
    _ frames: [Frame], _ change: (inout PieOptions) -> Void = { _ in }
  ) -> PanelContent {
    var options = PieOptions()
    change(&options)
    return content(.pie(options), frames) { $0.panel.fieldConfig.unit = "bytes" }
  }

  private let frames = [
    series("small", [100]), series("large", [3072]), series("日本語の名前", [924]),
    series("none", [nil]),
  ]

  @Test func slicesAreBarsFromTheLargestDown() {
    let content = pie(frames) { $0.legendValues = [.value, .percent] }
    #expect(
      picture(content, 60, 5) == [
        "Panel ──────────────────────────────────────────────── 4 KiB",
        "large        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━    3 KiB  75.0 %",
        "日本語の名前 ━━━━━━━━━─────────────────────  924 B    22.6 %",
        "small        ━─────────────────────────────  100 B     2.4 %",
        "none         ──────────────────────────────    —       0.0 %",
      ])
    #expect(
      PanelSummary(content).values == [
        "3 KiB", "75.0%", "924 B", "22.6%", "100 B", "2.4%", "", "0.0%",
      ])
  }

  @Test(
    arguments: [
      (PieOptions.Sort.ascending, ["none", "small", "日本語の名前", "large"]),
      (.none, ["small", "large", "日本語の名前", "none"]),
    ])
  func theOrderIsTheLayouts(sort: PieOptions.Sort, names: [String]) {
    #expect(PanelSummary(pie(frames) { $0.sort = sort }).series == names)
  }

  @Test func rowsOfATableAreSlices() {
    let table = Frame(
      refID: "A",
      fields: [
        Field(name: "country", values: .strings(["de", "fr", "it"])),
        Field(name: "hits", values: .numbers([1, 3, 4])),
      ])
    let content = pie([table]) {
      $0.reduce.values = true
      $0.reduce.limit = 2
    }
    #expect(PanelSummary(content).series == ["fr", "de"])
    #expect(PanelSummary(content).values == ["75.0%", "25.0%"])
  }

  @Test func whatHasNoRowIsOneMore() {
    let many = (1...9).map { series("s\($0)", [Double($0)]) }
    #expect(
      picture(pie(many), 30, 4) == [
        "Panel ─────────────────── 45 B",
        "s9 ━━━━━━━━━━━━━━━━━━━  20.0 %",
        "s8 ━━━━━━━━━━━━━━━━━──  17.8 %",
        "7 more                  62.2 %",
      ])
  }

  @Test(arguments: [(30, 3), (18, 3), (12, 3), (6, 3)])
  func narrowOnesKeepTheName(width: Int, height: Int) {
    let rows = picture(pie(frames) { $0.legendValues = [.value, .percent] }, width, height)
    #expect(rows.dropFirst().allSatisfy { !$0.isEmpty })
    #expect(rows[1].hasPrefix("l"))
  }

  @Test func missingValuesSayWhatTheLayoutWants() {
    let content = content(.pie(PieOptions()), [series("a", [nil])]) {
      $0.panel.fieldConfig.noValue = "nothing"
      if case .pie(var options) = $0.panel.kind {
        options.labels = [.value]
        $0.panel.kind = .pie(options)
      }
    }
    #expect(PanelSummary(content).values == ["nothing"])
  }

  @Test func badDataDrawHarmlessly() {
    drawAtAllSizes(pie([series("日本", wild), series("", [])]))
    drawAtAllSizes(pie(wild.map { series("a", [$0]) }) { $0.legendValues = [.value, .percent] })
    drawAtAllSizes(pie((0..<3_000).map { series("\($0)", [Double($0)]) }))
    drawAtAllSizes(pie([series("equal", [5]), series("other", [5])]))
  }
}
