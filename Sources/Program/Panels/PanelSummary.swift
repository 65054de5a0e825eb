import Dashboards
import Formats
import Frames
import Transforms

/// A panel in words, for scripts: its state and what it shows, as Grafana would print it.
package struct PanelSummary: Hashable, Sendable {
  package var id: Int
  package var title: String
  package var type: String
  /// `ok`, `loading`, `nodata`, `failed` or `unsupported`.
  package var state: String
  package var notices: [String]
  package var error: String?
  /// The names of the series, in the order of the answer.
  package var series: [String]
  /// The displayed texts: of each series, or of each cell of a table.
  package var values: [String]
  /// The colours that thresholds or mappings give the values of stats, gauges and bars, as the
  /// layout names them.
  package var colors: [String] = []

  package init(_ content: PanelContent) {
    id = content.panel.id
    title = content.panel.title
    type = content.panel.kind.name
    notices = content.allNotices.map(\.text)
    if case .noData = content.status, let reason = content.emptyReason { notices.append(reason) }
    (state, error) = Self.state(of: content)
    series = content.shownAlerts.map(\.name)
    values = content.shownAlerts.map(\.summary)
    if case .alertList = content.panel.kind { return }
    guard content.hasData else {
      values = content.noValue.map { [$0] } ?? []
      return
    }
    switch content.panel.kind {
    case .stat(let options): set(PanelView.shown(content, options), options.textMode)
    case .gauge(let options): set(PanelView.shown(content, options.reduce))
    case .barGauge(let options): set(PanelView.shown(content, options.reduce))
    case .barChart(let options): set(BarModel(content, options.xField), content)
    case .table(let options), .traces(let options): set(TableModel(content, options))
    case .heatmap(let options): set(HeatmapModel(content, options))
    case .histogram(let options): set(HistogramModel(content, options))
    case .pie(let options): set(PieModel(content, options), options)
    case .stateTimeline(let options):
      set(
        StatesModel(
          content, merges: options.mergesValues, bridges: options.bridgedGap, areCells: false))
    case .statusHistory:
      set(StatesModel(content, merges: false, bridges: 0, areCells: true))
    case .logs(let options) where content.frames.contains { $0.lines != nil }:
      set(LogsModel(content, options))
    default: setSeries(content)
    }
  }

  private static func state(of content: PanelContent) -> (String, String?) {
    switch content.status {
    case .ok: ("ok", nil)
    case .loading: ("loading", nil)
    case .noData: ("nodata", nil)
    case .failed(let failure), .partial(let failure): ("failed", "\(failure)")
    case .noSource(let type): ("failed", "no source of type \(type)")
    case .unsupported(let type):
      ("unsupported", type.isEmpty ? "a panel without a type" : "no panel of type \(type)")
    }
  }

  private mutating func set(
    _ shown: [PanelView.ShownValue], _ mode: StatOptions.TextMode = .value
  ) {
    series = shown.map(\.value.name)
    colors = shown.compactMap(\.display.color)
    switch mode {
    case .auto, .value, .valueAndName: values = shown.map(\.display.description)
    case .name: values = series
    case .none: values = []
    }
  }

  /// Each bar, series by series.
  private mutating func set(_ chart: BarModel, _ content: PanelContent) {
    series = chart.names
    values = chart.fields.flatMap { field in
      let processor = content.processor(field.config)
      return field.values.map { processor.display($0).description }
    }
  }

  /// The lines as the server sent them, in the order of the panel.
  private mutating func set(_ logs: LogsModel) {
    series = Set(logs.rows.map { logs.service($0) }).sorted().filter { !$0.isEmpty }
    values = logs.rows.map { logs.text($0) }
  }

  /// Each cell by itself, as Grafana writes it: the screen gives a column one unit.
  private mutating func set(_ table: TableModel?) {
    guard let table else { return }
    if let frame = table.frame { notices.append("table \(frame.index + 1) of \(frame.count)") }
    series = table.columns.map(\.name)
    for row in table.rows {
      values += table.columns.map { $0.plain.display($0.field[row]).description }
    }
  }

  private mutating func setSeries(_ content: PanelContent) {
    for entry in ChartSeries(content).entries {
      series.append(entry.name)
      let last = Reducer.lastNotNull.reduce(entry.values)
      values.append(content.processor(entry.config).display(last).description)
    }
  }
}

extension Panel.Kind {
  /// The type as layouts name it today.
  package var name: String {
    switch self {
    case .timeSeries: "timeseries"
    case .stat: "stat"
    case .gauge: "gauge"
    case .barGauge: "bargauge"
    case .table: "table"
    case .barChart: "barchart"
    case .heatmap: "heatmap"
    case .histogram: "histogram"
    case .pie: "piechart"
    case .stateTimeline: "state-timeline"
    case .statusHistory: "status-history"
    case .text: "text"
    case .alertList: "alertlist"
    case .logs: "logs"
    case .traces: "traces"
    case .row: "row"
    case .unsupported(let type): type
    }
  }
}
