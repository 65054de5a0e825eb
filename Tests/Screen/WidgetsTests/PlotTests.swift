import Cells
import TestSupport
import Testing
import Text
import Widgets

/// Points evenly from the left edge to the right one.
private func wave(_ values: [Double?]) -> [PlotSeries.Point] {
  values.enumerated().map {
    .init(x: Double($0.offset) / Double(max(1, values.count - 1)), y: $0.element)
  }
}

private func line(_ values: [Double?], _ style: PlotStyle = PlotStyle()) -> PlotSeries {
  PlotSeries(name: "a", ink: Ink(.series1), points: wave(values), style: style)
}

private func plot(
  _ series: [PlotSeries], low: Double = 0, high: Double, rows: Int = 5, width: Int = 12,
  glyphs: GlyphSet = .full
) -> [String] {
  let plot = Plot(
    series: series, scale: AxisScale(low: low, high: high, rows: rows), glyphs: glyphs,
    showsGrid: false)
  return drawn(plot, width: width, height: rows)
}

@Test func aStepStandsAtTheLaterPointOrTheEarlierOne() {
  #expect(
    plot([line([0, 4], PlotStyle(interpolation: .stepAfter))], high: 4) == [
      "···········⢠", "···········⢸", "···········⢸", "···········⢸", "⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠼",
    ])
  #expect(
    plot([line([0, 4], PlotStyle(interpolation: .stepBefore))], high: 4) == [
      "⡤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤", "⡇···········", "⡇···········", "⡇···········", "⠇···········",
    ])
  #expect(
    plot([line([0, 4])], high: 4) == [
      "···········⡠", "········⣀⠔⠊·", "·····⢀⠔⠊····", "··⢀⠤⠊⠁······", "⠤⠊⠁·········",
    ])
}

@Test func aSampleBetweenGapsIsSeen() {
  #expect(
    plot([line([4, nil, 2, nil, nil, 0])], high: 4) == [
      "⣤···········", "············", "····⣤·······", "············", "···········⣤",
    ])
}

@Test(arguments: [
  (GlyphSet.full, "⠄········⠄··", "···········⠠"), (.blocks, "▪········▪··", "···········▪"),
  (.ascii, "*········*··", "···········*"),
])
func pointsAreNotJoined(glyphs: GlyphSet, top: String, bottom: String) {
  let rows = plot([line([4, 1, 2, 3, 4, 0], PlotStyle(.points))], high: 4, glyphs: glyphs)
  #expect(rows.first == top)
  #expect(rows.last == bottom)
}

@Test func barsStandOnZeroAndHangFromIt() {
  let bars = line([4, 1, nil, 3, -4, 0.2], PlotStyle(.bars, barWidth: 0.6))
  #expect(
    plot([bars], low: -4, high: 4, rows: 9, width: 18) == [
      "▄·················", "█·········▄▄······", "█·········██······", "█··▄▄·····██······",
      "█··██·····██·██··▆", "·············██···", "·············██···", "·············██···",
      "·············▄▄···",
    ])
}

@Test(
  arguments: [
    (PlotStyle.Alignment.before, "##··"), (.center, "·##·"), (.after, "··##"),
  ] as [(PlotStyle.Alignment, String)])
func aBarStandsByItsMoment(alignment: PlotStyle.Alignment, row: String) {
  let points = [0.5, 0.75, 1.25].map { PlotSeries.Point(x: $0, y: $0 == 0.5 ? 1 : nil) }
  var bars = line([], PlotStyle(.bars, barWidth: 0.5, barAlignment: alignment))
  // A neighbour four columns away says how wide a step is, and lies out of sight.
  bars.points = points + [PlotSeries.Point(x: 1.5, y: 1)]
  #expect(plot([bars], high: 1, rows: 1, width: 4, glyphs: .ascii) == [row])
}

@Test func layersAboveAndBelowZeroGrowApart() {
  let layer = PlotStyle(fill: 50, stack: 0)
  let series = [
    line([1, 2, 3, 2], layer), line([2, 4, 4, 3], layer), line([-1, -2, -3, -2], layer),
  ]
  #expect(
    plot(series, low: -4, high: 4, rows: 9, width: 18, glyphs: .ascii) == [
      "·····==========···", "··========#####===", "====##############", "##################",
      "##################", "::::::::::::::::::", "····::::::::::::::", "··········:::::···",
      "··················",
    ])
}

@Test func aCellShowsTwoLayersOfAStack() {
  var buffer = Buffer(width: 2, height: 3)
  let layer = PlotStyle(fill: 50, stack: 0)
  var upper = line([2, 2], layer)
  upper.ink = Ink(.series2)
  Plot(
    series: [line([1, 1], layer), upper], scale: AxisScale(low: 0, high: 2, rows: 3)
  ).render(in: buffer.area, into: &buffer)
  #expect(buffer[0, 1].glyph == "▄")
  #expect(buffer[0, 1].style.foreground == Ink(.series1).tinted(62))
  #expect(buffer[0, 1].style.background == Ink(.series2).tinted(62))
}

@Test func theTintGoesAsFarAsTheLayoutSays() {
  func ground(_ fill: Int) -> Ink {
    var buffer = Buffer(width: 8, height: 9)
    let plot = Plot(
      series: [line([4, 4], PlotStyle(fill: fill))], scale: AxisScale(low: 0, high: 4, rows: 9))
    plot.render(in: buffer.area, into: &buffer)
    return buffer[4, 2].style.background
  }
  #expect(ground(0) == Ink(.background))
  #expect(ground(10) == ground(20))
  #expect(ground(50).strength > ground(20).strength)
}

@Test func aThresholdIsALineAndABandATint() {
  var buffer = Buffer(width: 4, height: 5)
  Plot(
    series: [], scale: AxisScale(low: 0, high: 4, rows: 5),
    thresholds: [ThresholdMark(2, .warning, label: "2"), ThresholdMark(9, .critical, label: "9")],
    bands: [ThresholdBand(2, 4, .warning), ThresholdBand(4, .infinity, .critical)]
  ).render(in: buffer.area, into: &buffer)
  #expect(buffer[0, 2].glyph == "╌" && buffer[0, 2].style.foreground == Ink(.warning))
  #expect(buffer[0, 1].style.background == Ink(.warning, strength: 12))
  #expect(buffer[0, 3].style.background == Ink(.background))
}

@Test func aDashedLineHasGaps() {
  var dashed = line([2, 2])
  dashed.style.isDashed = true
  #expect(plot([dashed], high: 4, width: 8)[2] == "⠤··⠤⠤··⠤")
}

@Test func aSeriesOfTheRightAxisGoesByItsScale() {
  var right = line([50, 50])
  right.axis = .right
  let plot = Plot(
    series: [right], scale: AxisScale(low: 0, high: 4, rows: 5),
    rightScale: AxisScale(low: 0, high: 100, rows: 5), glyphs: .ascii, showsGrid: false)
  #expect(drawn(plot, width: 3, height: 5)[2] == "---")
}

@Test func whatHasNoLogarithmLeavesAtTheBottom() {
  let plot = Plot(
    series: [line([100, 100, 0, 0])],
    scale: AxisScale(low: 1, high: 100, rows: 5, distribution: .logarithmic(base: 10)),
    glyphs: .blocks, showsGrid: false)
  let rows = drawn(plot, width: 4, height: 5)
  #expect(rows[0] == "▅▅··")
  #expect(rows[1...].allSatisfy { $0 == "····" })
}
