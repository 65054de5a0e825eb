import Dashboards
import Formats
import Testing
import Transforms

private func panel(_ json: String) throws -> Panel {
  try #require(try dashboard(#"{"panels": [\#(json)]}"#).panels.first)
}

struct PanelKindTests {
  @Test func readsTimeSeries() throws {
    let panel = try panel(
      """
      {"type": "timeseries", "fieldConfig": {"defaults": {"unit": "ms", "custom": {
         "drawStyle": "bars", "lineInterpolation": "stepAfter", "fillOpacity": "20",
         "stacking": {"mode": "percent"}, "spanNulls": 60000, "axisSoftMin": 0, "barAlignment": -1,
         "barWidthFactor": 0.4, "axisSoftMax": "1.5", "thresholdsStyle": {"mode": "dashed"}}}},
       "options": {"legend": {"displayMode": "table", "placement": "right", "sortBy": "Last *",
         "sortDesc": true, "calcs": ["mean", "lastNotNull", "p12345"]}}}
      """)
    var chart = TimeSeriesOptions()
    (chart.legend.isTable, chart.legend.isRight) = (true, true)
    chart.legend.calcs = [.mean, .lastNotNull]
    chart.legend.sortBy = .value(.lastNotNull)
    chart.legend.sortsDescending = true
    #expect(panel.kind == .timeSeries(chart))
    var custom = CustomConfig()
    custom.drawStyle = .bars
    custom.lineInterpolation = .stepAfter
    custom.fillOpacity = 20
    custom.stacking = .init(.percent)
    custom.spanNulls = .upTo(milliseconds: 60_000)
    custom.axisSoftMin = 0
    custom.axisSoftMax = 1.5
    custom.thresholdsStyle = .dashed
    custom.barAlignment = -1
    custom.barWidthFactor = 0.4
    #expect(panel.fieldConfig.custom == custom)
    #expect(panel.fieldConfig.unit == "ms")
    #expect(panel.fieldConfig.color == .paletteClassic)
  }

  @Test func aListOfAlertsHasNothingToAsk() throws {
    let panel = try panel(#"{"type": "alertlist", "targets": [{"expr": "up"}]}"#)
    #expect(panel.kind == .alertList(AlertListOptions()))
    #expect(!panel.asksQuestions)
  }

  @Test func readsWhichAlertsAListShows() throws {
    var options = AlertListOptions()
    options.order = .importance
    options.name = "$app"
    options.labels = #"{namespace=~"$ns"}"#
    options.states = [.firing]
    options.maximum = 5
    options.isOfDashboard = true
    let today = try panel(
      #"""
      {"type": "alertlist", "options": {"sortOrder": 3, "alertName": "$app", "maxItems": 5,
       "alertInstanceLabelFilter": "{namespace=~\"$ns\"}", "dashboardAlerts": true,
       "stateFilter": {"firing": true, "pending": false, "error": true}}}
      """#)
    #expect(today.kind == .alertList(options))
    options.labels = ""
    let before = try panel(
      #"""
      {"type": "alertlist", "sortOrder": 3, "nameFilter": "$app", "limit": 5,
       "onlyAlertsOnDashboard": true, "stateFilter": ["alerting", "ok"], "show": "current"}
      """#)
    #expect(before.kind == .alertList(options))
    #expect(
      try panel(#"{"type": "alertlist", "options": {"stateFilter": {}, "viewMode": "list"}}"#).kind
        == .alertList(AlertListOptions()))
  }

  @Test func readsWhoseAnswerIsShared() throws {
    let panel = try panel(
      """
      {"type": "stat", "datasource": "-- Dashboard --",
       "targets": [{"panelId": 7, "refId": "A", "withTransforms": true}, {"panelId": 8, "hide": true},
         {"panelId": 9, "datasource": {"type": "prometheus"}}]}
      """)
    #expect(panel.sharingTargets.map(\.sharedPanelID) == [7])
    #expect(panel.sharingTargets.map(\.sharesTransformed) == [true])
    #expect(panel.targets.map(\.path).last == "$.panels[0].targets[2]")
  }

  @Test func readsStat() throws {
    let panel = try panel(
      """
      {"type": "stat", "options": {"graphMode": "none", "textMode": "value_and_name",
         "showPercentChange": true, "percentChangeColorMode": "inverted", "justifyMode": "center",
         "colorMode": "background_solid", "orientation": "vertical",
         "reduceOptions": {"calcs": ["max"], "values": true, "limit": 3, "fields": "/.*/"}}}
      """)
    var stat = StatOptions()
    stat.drawsSparkline = false
    stat.textMode = .valueAndName
    stat.showsPercentChange = true
    stat.changeColor = .inverted
    stat.isCentered = true
    stat.colorMode = .solidBackground
    stat.orientation = .vertical
    stat.reduce.calcs = [.max]
    stat.reduce.values = true
    stat.reduce.limit = 3
    stat.reduce.fields = "/.*/"
    #expect(panel.kind == .stat(stat))
  }

  @Test func readsGauges() throws {
    var gauge = GaugeOptions()
    (gauge.showsThresholdMarkers, gauge.showsThresholdLabels) = (false, true)
    gauge.orientation = .horizontal
    let first = try panel(
      """
      {"type": "gauge", "options": {"showThresholdMarkers": false, "showThresholdLabels": true,
         "orientation": "horizontal"}}
      """)
    #expect(first.kind == .gauge(gauge))
    var bars = BarGaugeOptions()
    bars.displayMode = .lcd
    bars.orientation = .vertical
    bars.showsUnfilled = false
    bars.valueMode = .hidden
    bars.namePlacement = .top
    let second = try panel(
      """
      {"type": "bargauge", "options": {"displayMode": "lcd", "orientation": "vertical",
         "showUnfilled": false, "valueMode": "hidden", "namePlacement": "top"}}
      """)
    #expect(second.kind == .barGauge(bars))
  }

  @Test func readsFieldDefaults() throws {
    let config = try panel(
      """
      {"type": "gauge", "fieldConfig": {"defaults": {
        "unit": "percentunit", "decimals": "2", "min": "0", "max": 1, "noValue": "—",
        "displayName": "N", "color": {"mode": "fixed", "fixedColor": "red"},
        "thresholds": {"mode": "percentage", "steps": [
          {"color": "green", "value": 0}, {"color": "red", "value": 90},
          {"color": "orange", "value": 70}]},
        "mappings": [
          {"type": "value", "options": {"1": {"text": "up", "color": "green"}}},
          {"type": "range", "options": {"from": null, "to": 5, "result": {"text": "few"}}},
          {"type": "special", "options": {"match": "null", "result": {"text": "none"}}},
          {"type": 1, "value": "null", "text": "N/A"},
          {"type": 2, "from": "1", "to": "2", "text": "low"}]}}}
      """
    ).fieldConfig
    #expect(config.unit == "percentunit")
    #expect(config.decimals == 2)
    #expect(config.min == 0)
    #expect(config.max == 1)
    #expect(config.noValue == "—")
    #expect(config.displayName == "N")
    #expect(config.color == .fixed("red"))
    #expect(
      config.thresholds
        == Thresholds(
          .percentage,
          steps: [.init(-.infinity, "green"), .init(70, "orange"), .init(90, "red")]))
    #expect(
      config.mappings == [
        ValueMapping(.value("1"), text: "up", color: "green"),
        ValueMapping(.range(from: nil, to: 5), text: "few"),
        ValueMapping(.special("null"), text: "none"),
        ValueMapping(.special("null"), text: "N/A"),
        ValueMapping(.range(from: 1, to: 2), text: "low"),
      ])
  }

  @Test func readsTablesWithTheirColumns() throws {
    let panel = try panel(
      """
      {"type": "table", "options": {"showHeader": false,
         "sortBy": [{"displayName": "Size", "desc": true}]},
       "fieldConfig": {"defaults": {"custom": {"displayMode": "color-text"}}, "overrides": [
         {"matcher": {"id": "byName", "options": "Size"}, "properties": [
           {"id": "unit", "value": "bytes"}, {"id": "decimals", "value": 1},
           {"id": "min", "value": 0}, {"id": "max", "value": "9"},
           {"id": "custom.cellOptions", "value": {"type": "gauge", "mode": "lcd"}}]},
         {"matcher": {"id": "byName", "options": "Time"}, "properties": [
           {"id": "custom.hidden", "value": true}]},
         {"matcher": {"id": "byName", "options": "Size"}, "properties": [
           {"id": "displayName", "value": "Bytes"},
           {"id": "custom.displayMode", "value": "gradient-gauge"}]},
         {"matcher": {"id": "byRegexp", "options": "/x/"}, "properties": []}]}}
      """)
    var table = TableOptions()
    table.showsHeader = false
    table.sortBy = "Size"
    table.sortsDescending = true
    #expect(panel.kind == .table(table))
    #expect(panel.fieldConfig.custom.cellOptions == .init(.colorText))
    var size = FieldPatch()
    (size.unit, size.decimals, size.min, size.max) = ("bytes", 1, 0, 9)
    size.custom.cellOptions = .init(.gauge, mode: .lcd)
    var time = FieldPatch()
    time.custom.isHidden = true
    var renamed = FieldPatch()
    renamed.displayName = "Bytes"
    renamed.custom.cellOptions = .init(.gauge, mode: .gradient)
    #expect(
      panel.overrides == [
        FieldOverride(.byName("Size"), size), FieldOverride(.byName("Time"), time),
        FieldOverride(.byName("Size"), renamed), FieldOverride(.byRegexp("/x/"), FieldPatch()),
      ])
  }

  @Test(
    arguments: [
      (#"{"type": "logs"}"#, .logs(LogsOptions())),
      (#"{"type": "traces"}"#, .traces(TableOptions())),
      (#"{"type": "table", "datasource": {"type": "tempo", "uid": "t"}}"#, .traces(TableOptions())),
      (
        #"{"type": "table", "targets": [{"datasource": {"type": "tempo"}}]}"#,
        .traces(TableOptions())
      ),
      (#"{"type": "news"}"#, .unsupported(type: "news")),
      (#"{"title": "x"}"#, .unsupported(type: "")),
    ] as [(String, Panel.Kind)])
  func choosesTheKind(json: String, kind: Panel.Kind) throws {
    #expect(try panel(json).kind == kind)
  }

  @Test func readsTextOfBothAges() throws {
    var text = TextOptions()
    text.content = "# Hi"
    #expect(try panel(##"{"type": "text", "options": {"content": "# Hi"}}"##).kind == .text(text))
    text.mode = .html
    let old = try panel(##"{"type": "text", "content": "# Hi", "mode": "html"}"##)
    #expect(old.kind == .text(text))
  }

  @Test func takesAGraphAsTimeSeries() throws {
    let panel = try panel(
      """
      {"type": "graph", "bars": false, "lines": true, "fill": 3, "stack": true,
       "percentage": false, "steppedLine": true, "nullPointMode": "connected",
       "legend": {"show": true, "values": true, "avg": true, "current": true, "max": false,
         "alignAsTable": true, "rightSide": true},
       "yaxes": [{"format": "Bps", "min": "0", "max": "auto", "decimals": null}, {}]}
      """)
    let custom = panel.fieldConfig.custom
    #expect(custom.fillOpacity == 30)
    #expect(custom.stacking == .init(.normal))
    #expect(custom.lineInterpolation == .stepAfter)
    #expect(custom.spanNulls == .always)
    var chart = TimeSeriesOptions()
    chart.legend.isTable = true
    chart.legend.isRight = true
    chart.legend.calcs = [.mean, .lastNotNull]
    #expect(panel.kind == .timeSeries(chart))
    #expect(panel.fieldConfig.unit == "Bps")
    #expect(panel.fieldConfig.min == 0)
    #expect(panel.fieldConfig.max == nil)
  }

  @Test func takesASingleStatAsStatOrGauge() throws {
    let panel = try panel(
      """
      {"type": "singlestat", "valueName": "current", "format": "s", "thresholds": "70, 90",
       "colors": ["green", "orange", "red"], "colorValue": true, "sparkline": {"show": true},
       "valueMaps": [{"op": "=", "value": "null", "text": "N/A"}]}
      """)
    #expect(panel.kind == .stat(StatOptions()))
    #expect(panel.fieldConfig.thresholds.steps.map(\.value) == [-.infinity, 70, 90])
    #expect(panel.fieldConfig.mappings == [ValueMapping(.special("null"), text: "N/A")])
    let gauge = try self.gauge
    #expect(gauge.fieldConfig.max == 100)
    guard case .gauge(let options) = gauge.kind else {
      Issue.record("a single stat with a gauge is a gauge")
      return
    }
    #expect(options.reduce.calcs == [.mean])
  }

  private var gauge: Panel {
    get throws {
      try panel(#"{"type": "singlestat", "gauge": {"show": true, "maxValue": 100}}"#)
    }
  }
}

@Test(arguments: [
  (#""xaxis": {"mode": "series", "values": ["max"]}"#, "barChart"),
  (#""xaxis": {"mode": "series", "values": []}, "legend": {"values": true}"#, "barGauge"),
  (#""xaxis": {"mode": "histogram", "buckets": "12"}"#, "histogram"),
  (#""xaxis": {"mode": "time"}"#, "timeSeries"), (#""xaxis": 7"#, "timeSeries"),
])
func aGraphIsWhatItsAxisSays(json: String, kind: String) throws {
  let read = try panel(#"{"type": "graph", \#(json)}"#)
  #expect("\(read.kind)".hasPrefix(kind + "("))
  if case .histogram(let options) = read.kind {
    #expect(options.bucketCount == 12 && options.combines)
  }
  if kind == "barChart" { #expect(read.transformations == [.reduce(.init([.max]))]) }
}
