import Dashboards
import Formats
import Testing
import Transforms

/// Options of heat maps, histograms, pies, states over time and tables, from both ages.
struct DistributionKindTests {
  private func panel(_ json: String) throws -> Panel {
    try #require(try dashboard(#"{"panels": [\#(json)]}"#).panels.first)
  }

  @Test func readsAHeatMapOfBuckets() throws {
    var heatmap = HeatmapOptions()
    heatmap.yUnit = "s"
    heatmap.isReversed = true
    heatmap.hiddenUpTo = 1e-9
    heatmap.colorMin = 0
    heatmap.cellUnit = "reqps"
    heatmap.layout = .lower
    heatmap.showsLegend = false
    let panel = try panel(
      """
      {"type": "heatmap", "options": {"calculate": false, "yAxis": {"unit": "s", "reverse": true},
       "filterValues": {"le": 1e-9}, "color": {"min": 0, "scale": "exponential", "exponent": 0.5},
       "cellValues": {"unit": "reqps"}, "rowsFrame": {"layout": "ge"}, "legend": {"show": false}}}
      """)
    #expect(panel.kind == .heatmap(heatmap))
  }

  @Test func readsAHeatMapThatIsComputed() throws {
    var heatmap = HeatmapOptions()
    heatmap.calculates = true
    heatmap.xBuckets = .size(90)
    heatmap.yBuckets = .count(2)
    heatmap.yLogBase = 10
    heatmap.exponent = 1
    let panel = try panel(
      """
      {"type": "heatmap", "options": {"calculate": true, "color": {"scale": "linear"},
       "calculation": {"xBuckets": {"mode": "size", "value": "1m30s"},
        "yBuckets": {"mode": "count", "value": "2", "scale": {"type": "log", "log": 10}}}}}
      """)
    #expect(panel.kind == .heatmap(heatmap))
  }

  @Test func readsAHeatMapOfTheFirstGeneration() throws {
    var buckets = HeatmapOptions()
    buckets.yUnit = "s"
    buckets.hiddenUpTo = 0
    buckets.isReversed = true
    buckets.showsLegend = true
    let old = try panel(
      """
      {"type": "heatmap", "dataFormat": "tsbuckets", "yAxis": {"format": "s", "logBase": 1},
       "hideZeroBuckets": true, "reverseYBuckets": true, "legend": {"show": true},
       "yBucketBound": "auto", "color": {"mode": "spectrum", "colorScale": "sqrt"}}
      """)
    #expect(old.kind == .heatmap(buckets))
    var series = HeatmapOptions()
    series.calculates = true
    series.yUnit = "ms"
    series.yBuckets = .size(50)
    series.xBuckets = .count(12)
    series.showsLegend = false
    let raw = try panel(
      """
      {"type": "heatmap", "dataFormat": "timeseries", "yAxis": {"format": "ms"},
       "yBucketSize": "50", "xBucketNumber": 12}
      """)
    #expect(raw.kind == .heatmap(series))
  }

  @Test func readsHistogramsAndPies() throws {
    var histogram = HistogramOptions()
    histogram.bucketSize = 5
    histogram.bucketOffset = 2
    histogram.combines = true
    histogram.stacking = .normal
    #expect(
      try panel(
        """
        {"type": "histogram", "options": {"bucketSize": 5, "bucketOffset": 2, "combine": true},
         "fieldConfig": {"defaults": {"custom": {"stacking": {"mode": "normal"}}}}}
        """
      ).kind == .histogram(histogram))
    var pie = PieOptions()
    pie.reduce.calcs = [.sum]
    pie.reduce.values = true
    pie.reduce.limit = 5
    pie.labels = [.name]
    pie.legendValues = [.value]
    pie.sort = .ascending
    pie.legend.isTable = true
    let kind = try panel(
      """
      {"type": "piechart", "options": {"displayLabels": ["name"], "pieType": "donut", "sort": "asc",
       "legend": {"displayMode": "table", "values": ["value"]},
       "reduceOptions": {"calcs": ["sum"], "values": true, "limit": 5}}}
      """
    ).kind
    #expect(kind == .pie(pie))
    #expect(pie.columns == [.value])
    #expect(PieOptions().columns == [.percent])
  }

  @Test func readsStatesOverTime() throws {
    var timeline = StateTimelineOptions()
    timeline.mergesValues = false
    timeline.showValue = .never
    timeline.alignment = .center
    timeline.rowHeight = 0.8
    timeline.bridgedGap = 60
    let panel = try panel(
      """
      {"type": "state-timeline", "options": {"mergeValues": false, "showValue": "never",
       "alignValue": "center", "rowHeight": 0.8},
       "fieldConfig": {"defaults": {"custom": {"spanNulls": 60000}}}}
      """)
    #expect(panel.kind == .stateTimeline(timeline))
    #expect(panel.fieldConfig.color == .continuous("GrYlRd"))
    var history = StatusHistoryOptions()
    history.showValue = .always
    history.columnWidth = 1
    #expect(
      try self.panel(
        #"{"type": "status-history", "options": {"showValue": "always", "colWidth": 7}}"#
      ).kind == .statusHistory(history))
  }

  @Test func readsTheCellsAndTheFooterOfATable() throws {
    var table = TableOptions()
    table.frameIndex = 2
    table.footer = TableOptions.Footer()
    table.footer?.reducers = [.sum]
    table.footer?.fields = ["Value"]
    var column = FieldPatch()
    column.custom.cellOptions = .init(.gauge, mode: .lcd)
    column.custom.width = 120
    let panel = try panel(
      """
      {"type": "table", "options": {"frameIndex": 2,
        "footer": {"show": true, "reducer": ["sum"], "fields": "Value"}},
       "fieldConfig": {"defaults": {"custom": {"align": "center", "minWidth": 50,
         "cellOptions": {"type": "color-background", "mode": "gradient"}}}, "overrides": [
         {"matcher": {"id": "byName", "options": "Value"}, "properties": [
          {"id": "custom.cellOptions", "value": {"type": "gauge", "mode": "lcd"}},
          {"id": "custom.width", "value": 120}]}]}}
      """)
    #expect(panel.kind == .table(table))
    #expect(panel.overrides == [FieldOverride(.byName("Value"), column)])
    let custom = panel.fieldConfig.custom
    #expect(custom.cellOptions == .init(.colorBackground, mode: .gradient))
    #expect(custom.align == .center)
    #expect(custom.minWidth == 50)
  }

  @Test func readsTheStylesOfAnOldTable() throws {
    let panel = try panel(
      """
      {"type": "table-old", "styles": [
        {"pattern": "Time", "type": "hidden"},
        {"pattern": "/Value.*/", "alias": "Load", "unit": "percent", "decimals": "1",
         "colorMode": "cell", "colors": ["green", "orange", "red"], "thresholds": ["70", "90"]}]}
      """)
    #expect(
      panel.overrides.map(\.matcher) == [
        .byName("Time"), .every([.byRegexp("/Value.*/"), .not(.any([.byName("Time")]))]),
      ])
    #expect(panel.overrides[0].patch.custom.isHidden == true)
    let load = panel.overrides[1].patch
    #expect((load.displayName, load.unit, load.decimals) == ("Load", "percent", 1))
    #expect(load.custom.cellOptions == .init(.colorBackground))
    #expect(load.thresholds?.steps.map(\.value) == [-.infinity, 70, 90])
  }
}
