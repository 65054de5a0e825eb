import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times

struct HistogramTests {
  private func frame(_ fields: [Field]) -> Frame { Frame(refID: "A", fields: fields) }

  private func text(_ content: PanelContent, _ width: Int = 44, _ height: Int = 8) -> [String] {
    picture(content, width, height)
  }

  /// 0 to 9 once each and 5 three times more: a distance of 1 asks for buckets of 1.
  private let values: [Double?] = [0, 1, 2, 3, 4, 5, 5, 5, 5, 6, 7, 8, 9]

  @Test func bucketsAreOfARoundSize() {
    #expect(
      text(content(.histogram(HistogramOptions()), [series("a", values)])) == [
        "Panel ──────────────────────────── 13 values",
        "",
        "4 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈▄▄▄┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "                       ███",
        "2 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈███┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "  ▄▄▄ ▄▄▄ ▄▄▄ ▄▄▄ ▄▄▄▄ ███ ▄▄▄ ▄▄▄ ▄▄▄ ▄▄▄▄",
        "0 ███┈███┈███┈███┈████┈███┈███┈███┈███┈████┈",
        "  0   1   2   3   4    5   6   7   8   9",
      ])
  }

  @Test(
    arguments: [
      // A range of 90 in 30 buckets: the first size above 3 is 4.
      (HistogramOptions(), [0, 0.5, 90], "0 4"),
      // No smaller than the least distance of two values.
      (HistogramOptions(), [0, 10, 20, 30], "0 10"),
      (HistogramOptions(), [7, 7, 7], "7 8"),
    ] as [(HistogramOptions, [Double?], String)])
  func theSizeIsGrafanasChoice(options: HistogramOptions, values: [Double?], first: String) {
    let axis = text(content(.histogram(options), [series("a", values)]), 200, 8).last ?? ""
    let labels = axis.split(separator: " ")
    let start = first.split(separator: " ")
    #expect(labels.first == start.first)
    // Few columns for many buckets: labels may leave some out, never move.
    let step = (Int(start[1]) ?? 0) - (Int(start[0]) ?? 0)
    #expect(
      labels.compactMap { Int($0) }.allSatisfy {
        ($0 - (Int(start[0]) ?? 0)).isMultiple(of: max(1, step))
      })
  }

  @Test func sizeAndOffsetHold() {
    var options = HistogramOptions()
    options.bucketSize = 5
    options.bucketOffset = 2
    let summary = PanelSummary(content(.histogram(options), [series("a", [2, 6.9, 7, 12, 1.9])]))
    // From −3, 2, 7 and 12 on.
    #expect(summary.values == ["1", "2", "1", "1"])
  }

  @Test func seriesAreCountedApartOrAsOne() {
    var options = HistogramOptions()
    options.bucketSize = 10
    let frames = [series("a", [1, 11]), series("b", [12, 13])]
    let apart = PanelSummary(content(.histogram(options), frames))
    #expect(apart.series == ["a", "b"])
    #expect(apart.values == ["1", "1", "0", "2"])
    options.combines = true
    let summary = PanelSummary(content(.histogram(options), frames))
    #expect(summary.series == ["Combined"])
    #expect(summary.values == ["1", "3"])
  }

  @Test(arguments: [CustomConfig.Stacking.Mode.none, .normal])
  func severalSeriesShareABar(stacking: CustomConfig.Stacking.Mode) {
    var options = HistogramOptions()
    options.bucketSize = 10
    options.stacking = stacking
    let content = content(
      .histogram(options), [series("a", [1, 2, 3, 11]), series("b", [4, 12, 13, 14])]
    ) { $0.glyphs = .ascii }
    // Behind each other the lower counts are in front; stacked, the second stands on the first.
    let expected =
      stacking == .none
      ? [
        "4 ............................",
        "  ############# =============",
        "2 #############.=============.",
        "  ============= #############",
        "0 =============.#############.",
      ]
      : [
        "4 =============.=============.",
        "  ############# =============",
        "2 #############.=============.",
        "  ############# #############",
        "0 #############.#############.",
      ]
    let rows = text(content, 30, 8)
    #expect(Array(rows[1...5]) == expected)
    #expect(rows[6...] == ["  0             10          20", "# a   = b"])
  }

  @Test func cumulativeBucketsAreTakenApart() {
    let frames = ["0.1", "0.5", "+Inf"].enumerated().map { index, le in
      series(le, [0, [2, 7, 8][index]], labels: ["le": le])
    }
    let content = content(.histogram(HistogramOptions()), frames) { content in
      var target = Target(refID: "A", expr: "x")
      target.format = .heatmap
      content.panel.targets = [target]
    }
    #expect(PanelSummary(content).values == ["2", "5", "1"])
  }

  @Test func framesOfBucketsAreTakenAsTheyAre() {
    let content = content(
      .histogram(HistogramOptions()),
      [
        frame([
          Field(name: "xMin", values: .numbers([0, 10])),
          Field(name: "xMax", values: .numbers([10, 20])),
          Field(name: "count", values: .numbers([3, 4])),
        ])
      ])
    #expect(PanelSummary(content).series == ["count"])
    #expect(PanelSummary(content).values == ["3", "4"])
  }

  @Test func badDataDrawHarmlessly() {
    for size in [nil, 1e-300, 1e300, 3] {
      var options = HistogramOptions()
      options.bucketSize = size
      options.bucketOffset = size ?? 0
      drawAtAllSizes(content(.histogram(options), [series("日本", wild), series("", [])]))
      drawAtAllSizes(content(.histogram(options), [series("a", [.nan, nil])]))
      drawAtAllSizes(content(.histogram(options), [series("a", [7])]))
    }
    drawAtAllSizes(
      content(
        .histogram(HistogramOptions()),
        (0..<300).map { series("\($0)", (0..<40).map { Double($0) }) }))
  }
}
