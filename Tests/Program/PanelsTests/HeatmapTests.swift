import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Times

struct HeatmapTests {
  /// Cumulative counts of four buckets over five minutes.
  private func histogram() -> [Frame] {
    [
      series("0.1", [1, 2, 4, 4, 0], labels: ["le": "0.1"]),
      series("+Inf", [10, 10, 20, 8, 0], labels: ["le": "+Inf"]),
      series("1", [9, 10, 20, 8, 0], labels: ["le": "1"]),
      series("0.5", [5, 9, 19, 3, 0], labels: ["le": "0.5"]),
    ]
  }

  private func cumulative(
    _ frames: [Frame], _ options: HeatmapOptions = HeatmapOptions()
  ) -> PanelContent {
    content(.heatmap(options), frames, minutes: 5) { content in
      var target = Target(refID: "A", expr: "x")
      target.format = .heatmap
      content.panel.targets = [target]
      content.panel.fieldConfig.unit = "short"
    }
  }

  @Test func cumulativeBucketsAreTakenApartAndStandInOrder() {
    var options = HeatmapOptions()
    options.yUnit = "s"
    let summary = PanelSummary(cumulative(histogram(), options))
    #expect(summary.series == ["100 ms", "500 ms", "1 s", "+Inf"])
    // A bucket that holds less than the one below it (3 after 4) is empty.
    #expect(summary.values == ["0", "0", "0", "0"])
    var earlier = histogram()
    for index in earlier.indices {
      let numbers = earlier[index].fields[1].numbers.map { Array($0.prefix(4)) } ?? []
      earlier[index] = series(
        "", numbers, labels: earlier[index].fields[1].labels)
    }
    #expect(PanelSummary(cumulative(earlier, options)).values == ["4", "0", "5", "0"])
  }

  @Test func cellsShowHowMuch() {
    var options = HeatmapOptions()
    options.yUnit = "s"
    options.hiddenUpTo = 1e-9
    #expect(
      picture(cumulative(histogram(), options), 46, 7) == [
        "Panel ─────────────────────────── 1 ░░▒▒▓▓█ 15",
        "  +Inf ░░░░░░░░",
        "       ░░░░░░░░",
        "   1 s ▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒",
        "500 ms ▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓███████",
        "100 ms ░░░░░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        "             11:56          11:58        12:00",
      ])
  }

  @Test(arguments: GlyphSet.allCases)
  func everySetOfGlyphsTellsLevelsApart(glyphs: GlyphSet) {
    let content = content(
      .heatmap(HeatmapOptions()),
      (0..<4).map { row in
        series("\(row)", (0..<30).map { Double(row * 30 + $0) }, every: 120)
      }
    ) { $0.glyphs = glyphs }
    let marks = Set(picture(content, 60, 8).dropFirst().prefix(6).joined())
    let ramp: Set<Character> =
      glyphs == .ascii ? [".", ":", "-", "=", "+", "*", "#"] : ["░", "▒", "▓", "█"]
    #expect(marks.isSuperset(of: ramp))
  }

  @Test func seriesInFormatTimeSeriesAreBucketsAsTheyAre() {
    let content = content(
      .heatmap(HeatmapOptions()),
      [series("10", [1, 2]), series("2", [5, 6]), series("+Inf", [7, 8])])
    #expect(PanelSummary(content).series == ["2", "10", "+Inf"])
    #expect(PanelSummary(content).values == ["6", "2", "8"])
  }

  @Test func namesThatAreNoNumbersKeepTheirOrder() {
    let content = content(
      .heatmap(HeatmapOptions()), [series("high", [1]), series("low", [5])])
    #expect(PanelSummary(content).series == ["high", "low"])
  }

  @Test func rawSeriesAreCounted() {
    var options = HeatmapOptions()
    options.calculates = true
    options.xBuckets = .size(60)
    options.yBuckets = .size(10)
    let content = content(
      .heatmap(options), [series("a", [1, 12, 25, 3]), series("b", [2, 15, 29, .nan])], minutes: 4)
    let summary = PanelSummary(content)
    #expect(summary.series == ["0", "10", "20"])
    #expect(summary.values == ["1", "0", "0"])
    #expect(
      picture(content, 40, 7) == [
        "Panel ────────────────────── 0 ░░▒▒▓▓█ 2",
        "                               █████████",
        "20                             █████████",
        "                     ██████████",
        "10                   ██████████",
        " 0          █████████",
        "                   11:58           12:00",
      ])
  }

  @Test func logarithmicBucketsArePowers() {
    var options = HeatmapOptions()
    options.calculates = true
    options.yLogBase = 10
    options.yBuckets = .count(1)
    let summary = PanelSummary(
      content(.heatmap(options), [series("a", [0.5, 5, 50, 4000, -3, 0])]))
    #expect(summary.series == ["0.1", "1", "10", "100", "1 000"])
  }

  @Test func aReversedAxisHasTheLowestOnTop() {
    var options = HeatmapOptions()
    options.isReversed = true
    #expect(PanelSummary(cumulative(histogram(), options)).series == ["+Inf", "1", "0.5", "0.1"])
  }

  @Test func badDataDrawHarmlessly() {
    for calculates in [false, true] {
      for base in [nil, 2.0] {
        var options = HeatmapOptions()
        options.calculates = calculates
        options.yLogBase = base
        for size in [HeatmapOptions.Buckets.count(10), .size(1e-12), .size(1e300)] {
          (options.xBuckets, options.yBuckets) = (size, size)
          drawAtAllSizes(content(.heatmap(options), [series("日本", wild), series("", [])]))
          drawAtAllSizes(content(.heatmap(options), [series("1", [.nan]), series("2", [nil])]))
          drawAtAllSizes(content(.heatmap(options), [series("1", [7])]))
        }
      }
    }
  }

  @Test func manyBucketsShareRowsAndCostLittle() {
    let frames = (0..<2_000).map { row in
      series("\(row)", (0..<400).map { Double($0 == row % 400 ? 1 : 0) }, every: 9)
    }
    let rows = picture(content(.heatmap(HeatmapOptions()), frames), 100, 20)
    #expect(rows.count == 20)
    #expect(rows[1...18].allSatisfy { row in row.contains { "▒▓█".contains($0) } })
  }
}
