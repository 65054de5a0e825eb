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
      var chart = TimeSeriesOptions()
      chart.legend = legend(options["legend"])
      return .timeSeries(chart)
    case "graph": return .timeSeries(timeSeries(graph: place))
    case "stat": return .stat(stat(options))
    case "singlestat": return singleStat(place)
    case "gauge": return .gauge(gauge(options))
    case "bargauge": return .barGauge(barGauge(options))
    case "table" where showsTraces(panel), "traces":
      return .traces(table(place, options))
    case "table", "table-old", "table-old2": return .table(table(place, options))
    case "heatmap", "heatmap-new": return .heatmap(heatmap(place, options))
    case "histogram": return .histogram(histogram(options, custom))
    case "piechart": return .pie(pie(options))
    case "grafana-piechart-panel": return .pie(pie(old: place))
    case "state-timeline": return .stateTimeline(stateTimeline(options, custom))
    case "status-history": return .statusHistory(statusHistory(options))
    case "barchart": return .barChart(barChart(options, custom))
    case "text": return .text(text(place, options))
    case "alertlist": return .alertList(alertList(place, options))
    case "logs": return .logs(logs(options))
    default:
      let shown = type.isEmpty ? "a panel without a type" : type
      note("unknown-panel", place["type"], "\(shown) can't be drawn here")
      return .unsupported(type: type)
    }
  }

  private func showsTraces(_ panel: Panel) -> Bool {
    let sources = panel.targets.map(\.dataSource) + [panel.dataSource]
    return sources.contains { $0?.type == "tempo" || $0?.type == "jaeger" }
  }

  /// How single values are made, by a panel's options; `fieldOptions` before version 7.
  mutating func reduce(_ options: Place) -> ReduceOptions {
    let present = options["reduceOptions"]
    let place = object(present.exists ? present : options["fieldOptions"])
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

  private mutating func logs(_ options: Place) -> LogsOptions {
    var logs = LogsOptions()
    logs.showsTime = bool(options["showTime"]) ?? false
    logs.wraps = bool(options["wrapLogMessage"]) ?? false
    logs.isOldestFirst = options["sortOrder"].value == "Ascending"
    logs.deduplication =
      word(options["dedupStrategy"], as: LogsOptions.Deduplication.self) ?? .none
    logs.hasDetails = bool(options["enableLogDetails"]) ?? true
    logs.showsLabels = bool(options["showLabels"]) ?? false
    logs.prettifiesJSON = bool(options["prettifyLogMessage"]) ?? false
    logs.tails = bool(options["tail"]) ?? false
    return logs
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
