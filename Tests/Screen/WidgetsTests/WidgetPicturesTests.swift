import Cells
import TestSupport
import Testing
import Text
import Widgets

private func wave(_ values: [Double?]) -> [PlotSeries.Point] {
  values.enumerated().map {
    .init(x: Double($0.offset) / Double(max(1, values.count - 1)), y: $0.element)
  }
}

@Test func aPanelIsATitleRowAndItsContent() {
  let box = PanelBox(
    title: "Queue Depth", subtitle: "jobs", trailing: Line("▲ 1 over 100"),
    content: TextBlock([Line("x")]))
  #expect(
    drawn(box, width: 40, height: 2) == [
      "Queue Depth··jobs·─────────·▲ 1 over 100", "x·······································",
    ])
  #expect(drawn(box, width: 26, height: 1) == ["Queue Depth·─·▲ 1 over 100"])
  #expect(drawn(box, width: 9, height: 1) == ["Queue De…"])
}

@Test(arguments: [
  (40, "Queue Depth·▲ Deep +1··jobs·────────·▲ 1"), (28, "Queue Depth·▲ Deep +1·──·▲ 1"),
  (20, "Queue Depth·▲·──·▲ 1"), (16, "Queue Dep…·▲·▲ 1"), (8, "Queue…·▲"), (1, "▲"),
])
func aPanelsBadgeIsThereWhateverTheWidth(width: Int, row: String) {
  let box = PanelBox(
    title: "Queue Depth", subtitle: "jobs", badges: [Line("▲ Deep +1"), Line("▲")],
    trailing: Line("▲ 1"))
  #expect(drawn(box, width: width, height: 1) == [row])
}

@Test func focusIsARuleAndTheTitlesColour() {
  var buffer = Buffer(width: 12, height: 1)
  PanelBox(title: "A", isFocused: true).render(in: buffer.area, into: &buffer)
  #expect(buffer.text().hasPrefix("A ━━━━━━━━━━"))
  #expect(buffer[0, 0].style.foreground == Ink(.accent))
}

@Test func aLineIsBrailleAndItsTicksAreRound() {
  let chart = TimeSeriesChart(
    series: [PlotSeries(name: "a", ink: Ink(.series1), points: wave([0, 4, 2, 4]), values: ["4"])],
    left: ChartAxis(high: 4) { value, _ in DisplayText("\(Int(value))") },
    xTicks: { _ in [.init(x: 0.5, label: "14:00")] })
  let rows = drawn(chart, width: 26, height: 8)
  #expect(rows.count == 8)
  #expect(rows[5].hasPrefix("0·"))
  #expect(rows[1].hasPrefix("4·"))
  #expect(rows[6].contains("14:00"))
  #expect(rows[7].contains("━·a·4"))
  #expect(rows[1].contains("⡠") || rows[1].contains("⠔") || rows[1].contains("⡔"))
}

@Test func aGapStaysAGap() {
  let plot = Plot(
    series: [PlotSeries(name: "a", ink: Ink(.series1), points: wave([2, 2, nil, 2, 2]))],
    scale: AxisScale(low: 0, high: 4, rows: 3), glyphs: .blocks, showsGrid: false)
  let row = drawn(plot, width: 10, height: 3)[1]
  #expect(row.contains("··"), "\(row)")
}

@Test func aStackIsAsHighAsItsSum() {
  let layer = PlotStyle(fill: 60, stack: 0)
  let plot = Plot(
    series: [
      PlotSeries(name: "a", ink: Ink(.series1), points: wave([2, 2]), style: layer),
      PlotSeries(name: "b", ink: Ink(.series2), points: wave([4, 4]), style: layer),
    ], scale: AxisScale(low: 0, high: 4, rows: 5), glyphs: .ascii, showsGrid: false)
  let rows = drawn(plot, width: 4, height: 5)
  #expect(rows[0] == "====")
  #expect(rows[4] == "####")
}

@Test func barsShareAScaleAndTheThreshold() {
  let gauge = BarGauge(
    bars: [
      .init(name: "publish-tiktok", fraction: 0.9, value: "143", severity: .warning),
      .init(name: "publish-x", fraction: 0.05, value: "9"),
    ], marks: [ThresholdMark(0.625, .warning, label: "100")], start: "0", end: "160")
  let rows = drawn(gauge, width: 50, height: 3)
  #expect(rows[0].hasPrefix("publish-tiktok"))
  #expect(rows[0].hasSuffix("▲ 143"))
  #expect(rows[1].hasSuffix("·9"))
  let columns = rows.prefix(2).map { Array($0).firstIndex(of: "│") }
  #expect(columns[0] == columns[1])
  #expect(rows[2].contains("100"))
}

@Test func scarceRowsGoToTheWorstBars() {
  let gauge = BarGauge(
    bars: (1...9).map { .init(name: "\($0)", fraction: Double($0) / 10, value: "\($0)") })
  let rows = drawn(gauge, width: 30, height: 3)
  #expect(rows.map(\.first) == ["7", "8", "9"])
}

@Test func aTableDropsWhatCanBeSparedAndKeepsTheChosenRow() {
  let table = Table(
    columns: [
      .init("creator"), .init("spent", isTrailing: true, dispensability: 10),
      .init("used %", isTrailing: true),
    ],
    rows: (0..<20).map {
      Table.Row([
        .text(Line(DisplayText("creator-\($0)"))), .text(Line("1.20")), .text(Line("97.0")),
      ])
    }, selection: 15)
  let rows = drawn(table, width: 20, height: 4)
  #expect(!rows[0].contains("spent"))
  #expect(rows[0].hasSuffix("used %"))
  #expect(rows.contains { $0.hasPrefix("creator-15") })
}

@Test func largeDigitsAreHalfBlocks() {
  let rows = drawn(LargeDigits("12.5"), width: 16, height: 3)
  #expect(rows.allSatisfy { $0.contains("█") || $0.contains("▀") })
  #expect(LargeDigits.width(of: "12.5") == 13)
  #expect(LargeDigits.width(of: "12 h") == nil)
}

@Test func theHeaderShedsNamesBeforeCounts() {
  func header(_ width: Int) -> String {
    let bar = HeaderBar(
      tabs: [
        .init(key: "1", title: "Overview", isActive: true),
        .init(key: "2", title: "Budgets", isActive: false),
      ],
      sources: [
        .init(name: "mimir", isUp: true), .init(name: "loki", isUp: false, detail: "last 14:26"),
      ],
      context: "primary", time: "14:32:30")
    return drawn(bar, width: width)[0]
  }
  #expect(header(160).contains("● mimir"))
  #expect(header(120).contains("● 1/2 sources"))
  #expect(header(120).contains("2 Budgets"))
  #expect(!header(60).contains("Budgets") && header(60).contains(" 2 "))
  #expect(header(110).contains("primary"))
  #expect(header(79).contains("14:32") && !header(79).contains("14:32:30"))
  for width in [160, 120, 100, 80] { #expect(header(width).contains("✗ loki last 14:26")) }
}

@Test(arguments: [(160, "▲ prod unverified   ● loki"), (100, "▲ prod unverified   ● 2/2 sources")])
func aServerThatNobodyVerifiesIsAlwaysNamed(width: Int, text: String) {
  let bar = HeaderBar(
    tabs: [],
    sources: [
      .init(name: "prod", isUp: true, isUnverified: true), .init(name: "loki", isUp: true),
    ], context: "", time: "")
  #expect(drawn(bar, width: width)[0].contains(text))
}

@Test func theFooterHasWholeEntriesOnly() {
  let footer = FooterBar(
    keys: [("Enter", "open"), ("Tab", "next panel"), ("q", "quit")], trailing: Line("live"))
  let row = drawn(footer, width: 36)[0]
  #expect(row.contains("Tab") && !row.contains("quit"))
  #expect(row.hasSuffix("live·"))
}

@Test func aDialogFadesWhatLiesBehind() {
  var buffer = Buffer(width: 60, height: 12)
  Dialog(title: "Keys", lines: [Line("q quit")]).render(in: buffer.area, into: &buffer)
  #expect(buffer[0, 0].style.attributes.contains(.faded))
  #expect(buffer.text().contains("╭─ Keys ─"))
  #expect(buffer.text().contains("q quit"))
}

@Test func aSignOfMoneyStandsBeforeLargeDigits() {
  let rows = drawn(StatTile(value: "$ 12", unit: "K"), width: 30, height: 6)
  #expect(rows.contains { $0.hasPrefix("$ ") })
  #expect(rows.contains { $0.contains("█") })
  #expect(rows.contains { $0.contains("K") })
}

@Test func barsAreEqualWhateverTheRoom() throws {
  for width in 30...75 {
    let chart = BarChart(
      categories: (0..<24).map { DisplayText("2026-11-21 \($0):00") },
      moments: (0..<24).map { DisplayText("\($0)") },
      series: [.init(name: "a", ink: Ink(.series1), values: (0..<24).map { _ in 5 })])
    let row = try #require(drawn(chart, width: width, height: 8).first { $0.contains("█") })
    let bars = row.split { $0 != "█" }.map(\.count)
    #expect(Set(bars).count == 1, "\(width): \(row)")
    let gaps = row.trimmingPrefix { $0 != "█" }.split { $0 == "█" }.map(\.count)
    #expect((gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1, "\(width): \(row)")
    let foot = drawn(chart, width: width, height: 8).last ?? ""
    #expect(foot.split { !$0.isNumber }.allSatisfy { (Int($0) ?? 99) < 24 }, "\(width): \(foot)")
  }
}

@Test func aLegendInARowCountsWhatHasNoRoom() {
  let legend = Legend(
    series: ["high", "low", "medium"].map {
      PlotSeries(
        name: $0, ink: Ink(.series1), points: [], values: ["12.5"], style: PlotStyle(.line))
    }, heads: [])
  func row(_ width: Int) -> String {
    var buffer = Buffer(width: width, height: 1)
    legend.renderRow(in: buffer.area, into: &buffer)
    return buffer.text()
  }
  #expect(row(60).contains("medium 12.5"))
  #expect(row(34).contains("low 12.5") && row(34).contains("1 more"))
  #expect(row(24).contains("high 12.5") && row(24).contains("2 more"))
  // A name without its value is better than a number alone.
  #expect(row(17).contains("high   2 more") || row(17).contains("high···2 more"))
}

@Test func tabsKeepTheirNamesBeforeSourcesDo() {
  let views = ["Performance", "Cost tracking", "SLA", "SLO"]
  let tabs = views.enumerated().map { place, title in
    HeaderBar.Tab(
      key: DisplayText("\(place + 1)"), title: DisplayText(title), isActive: place == 0)
  }
  let sources = ["prometheus", "loki", "alertmanager", "jaeger"].map {
    HeaderBar.Source(name: DisplayText("of a long name " + $0), isUp: true)
  }
  func header(_ width: Int) -> String {
    drawn(
      HeaderBar(tabs: tabs, sources: sources, context: "video", time: "14:32:30"), width: width)[0]
  }
  #expect(header(160).contains("4 SLO") && header(160).contains("● 4/4 sources"))
  #expect(header(200).contains("jaeger"))
  // Some names, from the first; the more the wider.
  var named = 0
  for width in 50...160 {
    let text = header(width)
    let count = zip(1..., views).count { text.contains("\($0) \($1)") }
    #expect(count >= max(1, named), "\(text)")
    #expect((1...4).allSatisfy { text.contains("\($0) ") }, "\(text)")
    named = count
  }
}
