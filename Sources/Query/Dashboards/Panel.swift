package import Formats
package import Transforms

/// A panel of a dashboard: where it stands, what it asks, how it shows the answer.
package struct Panel: Hashable, Sendable {
  /// Unique in the dashboard: the file's, or given on import.
  package var id: Int
  /// Raw; may hold variables.
  package var title: String
  package var description: String?
  package var gridPos: GridPos
  package var kind: Kind
  package var dataSource: DataSourceRef?
  package var targets: [Target]
  /// What holds for every field; `overrides` go on top, in order.
  package var fieldConfig: FieldConfig
  package var overrides: [FieldOverride]
  /// Steps between the answers and the drawing, in order; those switched off are left out.
  package var transformations: [Transformation]
  /// Links of the panel itself, raw.
  package var links: [FieldConfig.DataLink]
  package var maxDataPoints: Int?
  /// The least `$__interval`: `1m`, `>10s`, or a variable.
  package var interval: String?
  package var timeFrom: String?
  package var timeShift: String?
  /// The variable that the panel is repeated for.
  package var repeatVariable: String?
  /// Copies stand below one another, not side by side.
  package var repeatsDown: Bool
  /// Copies beside one another; 4 when `nil`.
  package var maxPerRow: Int?

  package init(id: Int, title: String, gridPos: GridPos, kind: Kind) {
    self.id = id
    self.title = title
    self.gridPos = gridPos
    self.kind = kind
    repeatsDown = false
    targets = []
    fieldConfig = FieldConfig()
    overrides = []
    transformations = []
    links = []
  }

  /// What a panel is drawn as, with the options of that kind.
  package indirect enum Kind: Hashable, Sendable {
    case timeSeries(TimeSeriesOptions)
    case stat(StatOptions)
    case gauge(GaugeOptions)
    case barGauge(BarGaugeOptions)
    case table(TableOptions)
    case barChart(BarChartOptions)
    case heatmap(HeatmapOptions)
    case histogram(HistogramOptions)
    case pie(PieOptions)
    case stateTimeline(StateTimelineOptions)
    case statusHistory(StatusHistoryOptions)
    case text(TextOptions)
    case alertList(AlertListOptions)
    case logs(LogsOptions)
    /// A table of traces or of the spans of one.
    case traces(TableOptions)
    /// A header; a collapsed one holds its panels.
    case row(collapsed: Bool, panels: [Panel])
    /// Drawn as a box that names the type.
    case unsupported(type: String)
  }
}

/// A place in the grid of 24 columns and rows of 30 px.
package struct GridPos: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var w: Int
  package var h: Int

  package init(x: Int, y: Int, w: Int, h: Int) {
    self.x = x
    self.y = y
    self.w = w
    self.h = h
  }
}

/// A data source as a layout names it: by type and uid or name; either may hold a variable.
package struct DataSourceRef: Hashable, Sendable {
  package var type: String?
  package var uid: String?

  package init(type: String? = nil, uid: String? = nil) {
    self.type = type
    self.uid = uid
  }
}

/// A query of a panel.
package struct Target: Hashable, Sendable {
  package enum Format: Hashable, Sendable { case timeSeries, table, heatmap }

  package var refID: String
  package var expr: String
  package var dataSource: DataSourceRef?
  /// A template with `{{label}}`; `__auto` and empty have rules of their own.
  package var legendFormat: String?
  package var format: Format
  package var isInstant: Bool
  package var isRange: Bool
  package var isHidden: Bool
  /// The least step: `30s`, or a variable.
  package var interval: String?
  package var intervalFactor: Int
  package var maxDataPoints: Int?
  /// How many log lines to ask for.
  package var maxLines: Int?
  /// How many traces to ask for.
  package var traceLimit: Int?
  /// Asks for a table of spans, not of traces.
  package var isOfSpans: Bool
  /// Asks for the oldest lines first.
  package var isForward: Bool
  /// The panel whose answer is taken, of Grafana's source `-- Dashboard --`.
  package var sharedPanelID: Int?
  /// That panel's transformations are applied to it.
  package var sharesTransformed: Bool
  /// Where it stands in the file: `$.panels[3].targets[0]`.
  package var path: String

  package init(refID: String, expr: String) {
    self.refID = refID
    self.expr = expr
    sharesTransformed = false
    isOfSpans = false
    path = ""
    format = .timeSeries
    isInstant = false
    isRange = true
    isHidden = false
    intervalFactor = 1
    isForward = false
  }
}

extension Panel.Kind {
  /// Of a panel that is drawn as a table.
  package var tableOptions: TableOptions? {
    switch self {
    case .table(let options), .traces(let options): options
    default: nil
    }
  }
}
