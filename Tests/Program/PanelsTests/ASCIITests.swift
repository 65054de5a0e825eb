import Cells
import Dashboards
import Formats
import Frames
import Panels
import Testing
import Transforms

/// Where a terminal has ASCII alone, hune draws nothing else: what is cut included.
struct ASCIITests {
  private static let long = String(repeating: "a very long name of a series ", count: 30)

  private static let kinds: [Panel.Kind] = [
    .timeSeries(TimeSeriesOptions()), .stat(StatOptions()), .gauge(GaugeOptions()),
    .barGauge(BarGaugeOptions()), .table(TableOptions()), .barChart(BarChartOptions()),
    .heatmap(HeatmapOptions()), .histogram(HistogramOptions()), .pie(PieOptions()),
    .stateTimeline(StateTimelineOptions()), .statusHistory(StatusHistoryOptions()),
    .text(TextOptions()), .logs(LogsOptions()), .traces(TableOptions()),
    .row(collapsed: true, panels: []),
    .unsupported(type: long),
  ]

  private static let statuses: [PanelContent.Status] = [
    .ok, .loading, .noData(queries: [long]), .noSource(type: long),
    .failed(.init(source: long, reason: long, since: noon, nextTry: noon)),
    .partial(.init(source: long, reason: long, since: noon)),
  ]

  private static let frames = [
    series(long, [1, nil, 250, 99]), series("P95 " + long, [3, .nan, 1e9]),
    series("P50 " + long, [-7, 2]),
  ]

  @Test(arguments: kinds)
  func aPanelIsOfASCIIAlone(kind: Panel.Kind) {
    for status in Self.statuses {
      for frames in [Self.frames, Array(Self.frames.prefix(1)), []] {
        var content = content(kind, frames) {
          $0.panel.title = Self.long
          $0.panel.description = "A short description"
          $0.panel.fieldConfig.unit = "suffix:" + Self.long
          $0.panel.fieldConfig.thresholds = Thresholds(
            steps: [.init(-.infinity, "green"), .init(80, "red")])
          $0.panel.transformations = [.unknown(id: Self.long)]
          $0.emptyReason = Self.long
        }
        if case .text(var options) = kind {
          options.content =
            "# " + Self.long + "\n\n- " + Self.long + "\n\n| a | b |\n|---|---|\n| "
            + Self.long + " | x |\n\n    " + Self.long
          content.panel.kind = .text(options)
        }
        content.status = status
        content.glyphs = .ascii
        content.filter = status == .ok ? "" : Self.long
        for (width, height) in [(9, 3), (24, 6), (60, 12), (200, 40)] {
          let rows = picture(content, width, height)
          let bad = rows.joined().unicodeScalars.filter { $0.value > 0x7e }
          #expect(bad.isEmpty, "\(kind.name) \(status): \(rows)")
        }
      }
    }
  }
}
