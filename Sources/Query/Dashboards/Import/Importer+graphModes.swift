import Formats
import Transforms

extension Importer {
  /// Makes a graph of the first generation that has no axis of time what Grafana makes of it: one
  /// value for each series, as bars, or how often which value comes.
  mutating func adapt(graph place: Place, _ panel: inout Panel) {
    guard case .timeSeries(let chart) = panel.kind else { return }
    let axis = object(place["xaxis"])
    switch nonEmpty(axis["mode"]) {
    case "series":
      let calcs = reducers(axis["values"])
      // With values in its legend it is a list of bars with their values.
      if bool(object(place["legend"])["values"]) == true {
        var bars = BarGaugeOptions()
        bars.reduce.calcs = calcs.isEmpty ? [.sum] : calcs
        bars.orientation = .horizontal
        panel.kind = .barGauge(bars)
      } else {
        var bars = BarChartOptions()
        bars.legend.isShown = chart.legend.isShown
        panel.kind = .barChart(bars)
        panel.transformations.append(.reduce(.init(calcs.isEmpty ? [.sum] : calcs)))
      }
    case "histogram":
      var histogram = HistogramOptions()
      histogram.bucketCount = integer(axis["buckets"], in: 1...1000) ?? histogram.bucketCount
      histogram.combines = true
      histogram.legend = chart.legend
      panel.kind = .histogram(histogram)
    default: break
    }
  }
}
