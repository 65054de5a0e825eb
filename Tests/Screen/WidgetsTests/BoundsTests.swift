import Cells
import TestSupport
import Testing
import Text
import Widgets

private let wild: [Double?] = [
  1, nil, .nan, .infinity, -.infinity, -4, 1e300, .leastNonzeroMagnitude, 0,
]
private let name: DisplayText = "日本語 a-very-long-name \u{1b}[31m"

private func series(_ style: PlotStyle = PlotStyle()) -> [PlotSeries] {
  (0..<3).map { index in
    PlotSeries(
      name: name, ink: Ink(.series(index)),
      points: wild.enumerated().map { .init(x: Double($0.offset) / 8, y: $0.element) },
      values: ["1 040 ms"], style: style, axis: index == 1 ? .right : .left)
  }
}

private let styles: [PlotStyle] = [
  PlotStyle(fill: 20), PlotStyle(interpolation: .stepAfter), PlotStyle(interpolation: .stepBefore),
  PlotStyle(.points), PlotStyle(.bars, barWidth: .nan), PlotStyle(fill: 10, stack: 0),
  PlotStyle(.bars, stack: 3, barWidth: 0.4, barAlignment: .before),
]
private let distributions: [ScaleDistribution] = [
  .linear, .logarithmic(base: 10), .logarithmic(base: -1), .symmetric(threshold: 0),
]

/// Each widget with data that no server should send.
private func widgets(_ glyphs: GlyphSet) -> [any Widget] {
  let mark = ThresholdMark(0.8, .warning, label: "80")
  let tile = StatTile(
    label: name, value: "33.8", unit: "%", severity: .critical, sparkline: wild,
    notes: [Line(name)], glyphs: glyphs)
  let gauge = Gauge(
    label: name, value: "33.8", unit: "%", fraction: .nan, marks: [mark], start: "0", end: "100",
    glyphs: glyphs)
  let bar = BarGauge.Bar(
    name: name, fraction: .infinity, value: "143", severity: .warning, history: wild)
  let charts = styles.flatMap { style in distributions.map { (style, $0) } }
  return charts.map { style, distribution -> any Widget in
    let lines = series(style)
    var left = ChartAxis(over: lines, distribution: distribution) { _, _ in name }
    left.label = name
    return TimeSeriesChart(
      series: lines, left: left,
      right: ChartAxis(over: lines, .right, distribution: distribution) { _, _ in name },
      xTicks: { _ in [.init(x: 0.5, label: name), .init(x: .nan, label: "x")] },
      thresholds: [mark, ThresholdMark(-.infinity, .critical, label: name)],
      bands: [ThresholdBand(-.infinity, .infinity, .warning), ThresholdBand(.nan, 1, .critical)],
      legend: ChartLegend(heads: ["p95"]), note: Line(name),
      glyphs: glyphs)
  } + [
    VolumeBars(
      layers: [
        .init(level: .error, counts: [1, .nan, .infinity, -4]), .init(level: nil, counts: [1e308]),
      ], barCount: 9, cursor: 3, mark: 30, label: { _ in name }, glyphs: glyphs),
    Sparkline(wild, glyphs: glyphs), LargeDigits("-1,234.5"), tile, StatGrid([tile, tile, tile]),
    gauge, GaugeGrid([gauge, gauge]), MarkedBar(fraction: 2, marks: [mark], glyphs: glyphs),
    BarGauge(
      bars: [bar, bar, bar], marks: [mark], start: "0", end: "160", historyLabel: "last 1 h",
      glyphs: glyphs),
    BarChart(
      categories: [name, "b", "c"],
      series: [.init(name: name, ink: Ink(.series1), values: wild)], glyphs: glyphs),
    Table(
      columns: [.init(name), .init("", isBar: true), .init("n", isTrailing: true)],
      rows: (0..<5).map { _ in
        Table.Row(
          [.text(Line(name)), .bar(.nan, Ink(.series1), [mark]), .text(Line("1"))],
          severity: .critical)
      }, footer: Table.Row([.text(Line("total"))]), selection: 4, scroll: 99, glyphs: glyphs),
    PanelBox(
      title: name, subtitle: name, trailing: Line(name), isFocused: true, isStale: true,
      glyphs: glyphs, content: tile),
    CenteredMessage([Line(name)]), UnsupportedBox(type: name, glyphs: glyphs),
    LoadingGrid(glyphs: glyphs), TextBlock([Line(name)], scroll: -3),

    Legend(series: series(), glyphs: glyphs),
    HeaderBar(
      tabs: [.init(key: "1", title: name, isActive: true)],
      sources: [.init(name: name, isUp: false, detail: name)], context: name, time: "14:32:30",
      glyphs: glyphs),
    DashboardLine(
      title: name, variables: [(name, name)], span: name, range: name, interval: name,
      glyphs: glyphs),
    FooterBar(keys: [("Tab", "next")], trailing: Line(name)),
    PickerDialog(
      title: name, text: name + name + name, textBeforeCursor: name + name, note: Line(name),
      count: 40, scroll: 99, selection: 39, keys: Line(name), room: 40, glyphs: glyphs
    ) { row in
      PickerDialog.Row(isMarked: row % 2 == 0, title: name, detail: name, key: name)
    },
    FrontDoor(
      rows: [
        .init(
          name: name, isShown: true, sources: Line(name), alerts: Line(name), worst: Line(name),
          time: name), .init(name: "b"),
      ], selection: 1, glyphs: glyphs),
  ]
}

/// Nothing outside an area may change, whatever is drawn and however small the area.
@Test(arguments: GlyphSet.allCases)
func aWidgetDrawsInItsAreaAndNowhereElse(glyphs: GlyphSet) {
  let dots = Cell("·", Style(.faint))
  for widget in widgets(glyphs) {
    for width in [0, 1, 2, 3, 5, 8, 13, 24, 30, 80] {
      for height in [0, 1, 2, 3, 4, 5, 6, 9, 12] {
        var buffer = Buffer(width: width + 4, height: height + 4, filledWith: dots)
        let area = Rect(x: 2, y: 2, width: width, height: height)
        draw(widget, area, &buffer)
        var outside = 0
        for y in 0..<buffer.area.height {
          for x in 0..<buffer.area.width where !area.contains(x: x, y: y) && buffer[x, y] != dots {
            outside += 1
          }
        }
        #expect(outside == 0, "\(type(of: widget)) at \(width)×\(height)")
      }
    }
  }
}

private func draw(_ widget: some Widget, _ area: Rect, _ buffer: inout Buffer) {
  widget.render(in: area, into: &buffer)
}

@Test func asciiIsASCII() {
  for widget in widgets(.ascii) where !(widget is LargeDigits) {
    var buffer = Buffer(width: 120, height: 20)
    draw(widget, buffer.area, &buffer)
    let text = buffer.text().replacing(name.string, with: "")
    // Names are drawn as they are; the terminal finds likenesses for them.
    let foreign = text.unicodeScalars.filter {
      !$0.isASCII && !name.string.unicodeScalars.contains($0)
    }
    #expect(foreign.isEmpty, "\(type(of: widget)): \(String(String.UnicodeScalarView(foreign)))")
  }
}

@Test func aSelectionBelowTheLastRowIsOfTheLastRow() {
  let table = Table(
    columns: [.init("n")], rows: [Table.Row([.text(Line("a"))]), Table.Row([.text(Line("b"))])],
    selection: 90)
  #expect(drawn(table, width: 4, height: 2).last?.hasPrefix("b") == true)
}
