import Dashboards
import Formats
import Frames
import Panels
import Testing
import Transforms

/// Answers of which a panel has nothing to show are told, not drawn as nothing.
@Test(
  arguments: [
    .table(TableOptions()), .pie(PieOptions()), .timeSeries(TimeSeriesOptions()),
    .barChart(BarChartOptions()), .stateTimeline(StateTimelineOptions()),
    .statusHistory(StatusHistoryOptions()), .histogram(HistogramOptions()),
    .heatmap(HeatmapOptions()), .stat(StatOptions()), .gauge(GaugeOptions()),
  ] as [Panel.Kind])
func whatLeavesNothingOfAnAnswerIsSaid(kind: Panel.Kind) {
  var patch = FieldPatch()
  patch.custom.hideFrom = .init()
  patch.custom.hideFrom?.viz = true
  patch.custom.isHidden = true
  let hidden = content(kind, [series("a", [1, 2, 3])]) {
    $0.panel.overrides = [FieldOverride(.byRegexp("/.*/"), patch)]
  }
  #expect(picture(hidden, 60, 8).joined().contains("No data"))
  var named = hidden
  named.panel.fieldConfig.noValue = "all quiet"
  #expect(picture(named, 60, 8).joined().contains("all quiet"))
}
