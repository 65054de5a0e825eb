import Formats
import JSON
import Transforms

extension Importer {
  /// What a panel is drawn as, by its type in the file.
  mutating func kind(of place: Place, type: String, panel: Panel) -> Panel.Kind {
    let options = object(place["options"])
    let custom = panel.fieldConfig.custom
    switch type {
    case "timeseries":
      var chart = timeSeries(panel.fieldConfig)
      chart.legend = legend(options["legend"])
      return .timeSeries(chart)
    case "graph": return .timeSeries(timeSeries(graph: place, panel.fieldConfig))
    case "stat": return .stat(stat(options))
    case "singlestat": return singleStat(place)
    case "gauge":
      var gauge = GaugeOptions()
      gauge.reduce = reduce(options["reduceOptions"])
      return .gauge(gauge)
    case "bargauge":
      var bars = BarGaugeOptions()
      bars.reduce = reduce(options["reduceOptions"])
      bars.isHorizontal = options["orientation"].value != "vertical"
      return .barGauge(bars)
    case "table" where showsTraces(panel), "traces": return .traces
    case "table", "table-old", "table-old2": return .table(table(place, options))
    case "heatmap", "heatmap-new": return .heatmap(heatmap(place, options))
    case "histogram": return .histogram(histogram(options, custom))
    case "piechart": return .pie(pie(options))
    case "grafana-piechart-panel": return .pie(pie(old: place))
    case "state-timeline": return .stateTimeline(stateTimeline(options, custom))
    case "status-history": return .statusHistory(statusHistory(options))
    case "barchart": return .barChart(barChart(options, custom))
    case "text": return .text(text(place, options))
    case "logs": return .logs
    default:
      let shown = type.isEmpty ? "a panel without a type" : type
      note("unknown-panel", place["type"], "\(shown) can't be drawn here")
      return .unsupported(type: shown)
    }
  }

  private func showsTraces(_ panel: Panel) -> Bool {
    let sources = panel.targets.map(\.dataSource) + [panel.dataSource]
    return sources.contains { $0?.type == "tempo" || $0?.type == "jaeger" }
  }

  mutating func reduce(_ place: Place) -> ReduceOptions {
    let place = object(place)
    var reduce = ReduceOptions()
    let calcs = reducers(place["calcs"])
    if !calcs.isEmpty { reduce.calcs = calcs }
    reduce.values = bool(place["values"]) ?? reduce.values
    reduce.limit = integer(place["limit"], in: 1...10_000) ?? reduce.limit
    reduce.fields = string(place["fields"]) ?? reduce.fields
    return reduce
  }

  mutating func reducers(_ place: Place) -> [Reducer] {
    elements(place).compactMap { (place) -> Reducer? in
      guard let id = nonEmpty(place) else { return nil }
      if let reducer = Reducer(rawValue: id) { return reducer }
      note("unknown-reducer", place, "\(id) is not known here")
      return nil
    }
  }

  /// What the defaults of the fields say of the whole.
  func timeSeries(_ config: FieldConfig) -> TimeSeriesOptions {
    let custom = config.custom
    var chart = TimeSeriesOptions()
    chart.drawStyle = custom.drawStyle ?? .line
    chart.stacking = custom.stacking?.mode ?? .none
    chart.interpolation = custom.lineInterpolation ?? .linear
    chart.fillOpacity = custom.fillOpacity ?? 0
    chart.spansNulls = custom.spanNulls.map { $0 != .never } ?? false
    chart.axisSoftMin = custom.axisSoftMin
    chart.axisSoftMax = custom.axisSoftMax
    chart.drawsThresholds = custom.thresholdsStyle.map { $0 != .off } ?? false
    return chart
  }

  mutating func legend(_ place: Place) -> TimeSeriesOptions.Legend {
    let place = object(place)
    var legend = TimeSeriesOptions.Legend()
    let mode = nonEmpty(place["displayMode"])
    legend.isShown = bool(place["showLegend"]) ?? true && mode != "hidden"
    legend.isTable = mode == "table"
    legend.isRight = place["placement"].value == "right"
    legend.calcs = reducers(place["calcs"])
    return legend
  }

  private mutating func stat(_ options: Place) -> StatOptions {
    var stat = StatOptions()
    stat.reduce = reduce(options["reduceOptions"])
    stat.drawsSparkline = options["graphMode"].value != "none"
    stat.textMode = word(options["textMode"], as: StatOptions.TextMode.self) ?? .auto
    stat.showsPercentChange = bool(options["showPercentChange"]) ?? false
    return stat
  }

  private mutating func barChart(_ options: Place, _ custom: CustomConfig) -> BarChartOptions {
    var chart = BarChartOptions()
    chart.stacking =
      word(options["stacking"], as: TimeSeriesOptions.Stacking.self)
      ?? custom.stacking?.mode ?? .none
    chart.isHorizontal = options["orientation"].value == "horizontal"
    chart.xField = nonEmpty(options["xField"])
    chart.legend = legend(options["legend"])
    return chart
  }

  /// Old text panels have their content beside the type.
  private mutating func text(_ place: Place, _ options: Place) -> TextOptions {
    let source = options["content"].exists ? options : place
    var text = TextOptions()
    text.content = string(source["content"]) ?? ""
    text.mode =
      source["mode"].value == "text"
      ? .markdown : word(source["mode"], as: TextOptions.Mode.self) ?? .markdown
    return text
  }
}
