import Dashboards
import Formats
import Testing
import Transforms

private func panel(_ json: String) throws -> Panel {
  try #require(try dashboard(#"{"panels": [\#(json)]}"#).panels.first)
}

/// The overrides of a time series with one property each.
private func patches(_ properties: String) throws -> [FieldPatch] {
  try panel(
    """
    {"type": "timeseries", "fieldConfig": {"overrides": [{"matcher": {"id": "byName", "options": "x"},
     "properties": [\(properties)]}]}}
    """
  ).overrides.map(\.patch)
}

private func custom(_ change: (inout CustomConfig) -> Void) -> CustomConfig {
  var custom = CustomConfig()
  change(&custom)
  return custom
}

@Test(
  arguments: [
    (#""drawStyle": "points""#, custom { $0.drawStyle = .points }),
    (#""lineStyle": {"dash": [10, 10], "fill": "dash"}"#, custom { $0.lineStyle = .dash }),
    (
      #""fillOpacity": "20", "gradientMode": "hue""#,
      custom { ($0.fillOpacity, $0.gradientMode) = (20, .hue) }
    ),
    (#""spanNulls": 60000"#, custom { $0.spanNulls = .upTo(milliseconds: 60_000) }),
    (
      #""spanNulls": false, "showPoints": "never""#,
      custom { ($0.spanNulls, $0.showPoints) = (.never, .never) }
    ),
    (
      #""stacking": {"group": "B", "mode": "normal"}"#,
      custom { $0.stacking = .init(.normal, group: "B") }
    ),
    (#""stacking": {"mode": "value"}"#, custom { $0.stacking = .init(.none) }),
    (
      #""axisPlacement": "right", "axisLabel": "L", "axisSoftMin": "0", "axisSoftMax": 1"#,
      custom {
        ($0.axisPlacement, $0.axisLabel, $0.axisSoftMin, $0.axisSoftMax) = (.right, "L", 0, 1)
      }
    ),
    (
      #""scaleDistribution": {"type": "log", "log": 10}"#,
      custom { $0.scaleDistribution = .log(base: 10) }
    ),
    (
      #""scaleDistribution": {"type": "symlog"}"#,
      custom { $0.scaleDistribution = .symlog(base: 2, linearThreshold: 1) }
    ),
    (#""scaleDistribution": {"log": 3}"#, custom { _ in }),
    (
      #""transform": "negative-Y", "fillBelowTo": "min""#,
      custom { ($0.transform, $0.fillBelowTo) = (.negativeY, "min") }
    ),
    (#""thresholdsStyle": {"mode": "line+area"}"#, custom { $0.thresholdsStyle = .lineAndArea }),
    (
      #""hideFrom": {"viz": true, "legend": false}"#,
      custom {
        $0.hideFrom = CustomConfig.HideFrom()
        $0.hideFrom?.viz = true
      }
    ),
    (
      #""cellOptions": {"type": "color-background", "mode": "gradient", "applyToRow": true}"#,
      custom {
        $0.cellOptions = .init(.colorBackground, mode: .gradient)
        $0.cellOptions?.appliesToRow = true
      }
    ),
    (
      #""displayMode": "lcd-gauge", "width": 100, "hidden": true, "align": null"#,
      custom {
        $0.cellOptions = .init(.gauge, mode: .lcd)
        ($0.width, $0.isHidden) = (100, true)
      }
    ),
    (
      #""drawStyle": 3, "stacking": "x", "hideFrom": [], "spanNulls": {}, "unheardOf": 1"#,
      custom { $0.hideFrom = CustomConfig.HideFrom() }
    ),
  ] as [(String, CustomConfig)])
func readsHowAFieldIsDrawn(json: String, expected: CustomConfig) throws {
  let config = try panel(
    #"{"type": "timeseries", "fieldConfig": {"defaults": {"custom": {\#(json)}}}}"#
  ).fieldConfig
  #expect(config.custom == expected)
}

@Test func anOverrideReadsTheSameProperties() throws {
  let read = try patches(
    """
    {"id": "custom.stacking", "value": {"mode": "percent"}}, {"id": "custom.hideFrom.viz", "value": true},
    {"id": "unit", "value": "s"}, {"id": "decimals"}, {"id": "color", "value":
     {"mode": "fixed", "fixedColor": "red"}}, {"id": "min", "value": "1"}, {"id": "noValue", "value": 0},
    {"id": "links", "value": [{"title": "t", "url": "u"}, {}]}, {"id": "custom.unheardOf", "value": 1},
    {"id": "thresholds", "value": {"mode": "percentage", "steps": [{"color": "red", "value": null}]}},
    {"id": "mappings", "value": [{"type": "value", "options": {"1": {"text": "x"}}}]}, {"value": 1}, 3
    """)
  var patch = FieldPatch()
  patch.custom.stacking = .init(.percent)
  patch.custom.hideFrom = CustomConfig.HideFrom()
  patch.custom.hideFrom?.viz = true
  (patch.unit, patch.color, patch.min, patch.noValue) = ("s", .fixed("red"), 1, "0")
  patch.links = [.init(title: "t", url: "u")]
  patch.thresholds = Thresholds(.percentage, steps: [.init(-.infinity, "red")])
  patch.mappings = [ValueMapping(.value("1"), text: "x")]
  patch.cleared = [.decimals]
  #expect(read == [patch])
}

@Test(
  arguments: [
    (#"{"id": "byName", "options": "a"}"#, .byName("a")),
    (#"{"id": "byRegexp", "options": "/a/"}"#, .byRegexp("/a/")),
    (
      #"{"id": "byNames", "options": {"mode": "exclude", "names": ["a", 2], "readOnly": true}}"#,
      .byNames(["a", "2"], isExcluding: true)
    ),
    (#"{"id": "byType", "options": "number"}"#, .byType(.number)),
    (#"{"id": "byFrameRefID", "options": "B"}"#, .byFrameRefID("B")),
    (
      #"{"id": "byValue", "options": {"op": "gte", "reducer": "allIsZero", "value": 0}}"#,
      .byValue(.init(.allIsZero, .greaterOrEqual, 0))
    ),
    (
      #"{"id": "byValue", "options": {"reducer": "max", "value": "3"}}"#,
      .byValue(.init(.max, .equal, 3))
    ),
    (#"{"id": "numeric"}"#, .byType(.number)), (#"{"id": "first"}"#, .first),
    (#"{"id": "byTypes", "options": ["time", "x"]}"#, .any([.byType(.time)])),
    (#"{"id": "unheardOf"}"#, nil),
    (#"{"id": "byNames", "options": 3}"#, .byNames([], isExcluding: false)),
    (#"{"id": "byValue", "options": {}}"#, nil), (#"{"id": "byName"}"#, nil), ("3", nil),
    ("{}", nil),
  ] as [(String, FieldMatcher?)])
func readsWhichFieldsAnOverrideIsFor(json: String, matcher: FieldMatcher?) throws {
  let panel = try panel(
    """
    {"type": "stat", "fieldConfig": {"overrides": [{"matcher": \(json), "properties": []}, 3, null]}}
    """)
  #expect(panel.overrides.map(\.matcher) == [matcher].compactMap(\.self))
}

@Test(
  arguments: [
    (#"{"mode": "thresholds"}"#, .thresholds), (#"{"mode": "palette-classic"}"#, .paletteClassic),
    (#"{"mode": "palette-classic-by-name"}"#, .paletteByName),
    (#"{"mode": "shades", "fixedColor": "red"}"#, .shades("red")),
    (#"{"mode": "fixed"}"#, .fixed("text")),
    (#"{"mode": "continuous-BlPu"}"#, .continuous("BlPu")), (#"{"mode": "x"}"#, .other("x")),
    (#"{"fixedColor": "red"}"#, .thresholds), ("3", .thresholds),
  ] as [(String, FieldConfig.ColorMode)])
func readsWhereColoursComeFrom(json: String, mode: FieldConfig.ColorMode) throws {
  let config = try panel(
    #"{"type": "stat", "fieldConfig": {"defaults": {"color": \#(json)}}}"#
  ).fieldConfig
  #expect(config.color == mode)
}

@Test func aGraphsSeriesOverridesAreOverrides() throws {
  let panel = try panel(
    """
    {"type": "graph", "fill": 2, "stack": true, "nullPointMode": "null as zero",
     "yaxes": [{"format": "Bps", "logBase": 10}, {"format": "percent", "max": "100", "show": false}],
     "aliasColors": {"up": "#ff0000", "x": null},
     "seriesOverrides": [
      {"alias": "/^free/", "yaxis": 2, "stack": false, "transform": "negative-Y", "fill": 0},
      {"alias": "up", "bars": true, "dashes": true, "color": "red", "legend": false, "stack": "B"},
      {"yaxis": 2}, null],
     "thresholds": [{"value": 80, "op": "gt", "colorMode": "critical", "fill": true, "line": true}]}
    """)
  var color = FieldPatch()
  color.color = .fixed("#ff0000")
  var free = FieldPatch()
  free.cleared = [.unit, .decimals, .min, .max]
  (free.unit, free.max) = ("percent", 100)
  free.custom = custom {
    ($0.axisPlacement, $0.scaleDistribution) = (.hidden, .linear)
    ($0.stacking, $0.transform, $0.fillOpacity) = (.init(.none), .negativeY, 0)
  }
  var up = FieldPatch()
  up.color = .fixed("red")
  up.custom = custom {
    ($0.drawStyle, $0.lineStyle, $0.stacking) = (.bars, .dash, .init(.normal, group: "B"))
    $0.hideFrom = CustomConfig.HideFrom()
    $0.hideFrom?.legend = true
  }
  #expect(
    panel.overrides == [
      FieldOverride(.byName("up"), color), FieldOverride(.byRegexp("/^free/"), free),
      FieldOverride(.byName("up"), up),
    ])
  let config = panel.fieldConfig
  #expect((config.unit, config.nulls, config.custom.fillOpacity) == ("Bps", .zero, 20))
  #expect(config.custom.scaleDistribution == .log(base: 10))
  #expect(config.custom.thresholdsStyle == .lineAndArea)
  #expect(config.thresholds.steps.map(\.color) == ["transparent", "red"])
}

@Test func aStatOfBeforeVersionSevenHasItsFieldsInItsOptions() throws {
  let panel = try panel(
    """
    {"type": "stat", "options": {"fieldOptions": {"calcs": ["max"], "defaults": {
      "unit": "s", "title": "T", "mappings": [{"type": 1, "value": "1", "text": "up"}],
      "thresholds": [{"color": "green", "value": null}, {"color": "red", "value": 80}]}}}}
    """)
  guard case .stat(let stat) = panel.kind else {
    Issue.record("a stat is a stat")
    return
  }
  #expect(stat.reduce.calcs == [.max])
  let config = panel.fieldConfig
  #expect((config.unit, config.displayName) == ("s", "T"))
  #expect(config.thresholds.steps.map(\.value) == [-.infinity, 80])
  #expect(config.mappings == [ValueMapping(.value("1"), text: "up")])
}

@Test(
  arguments: [
    (
      0,
      [
        ValueMapping(.value("1"), text: "one"),
        ValueMapping(.range(from: 2, to: nil), text: "many"),
      ]
    ),
    (1, [ValueMapping(.value("1"), text: "one")]),
    (2, [ValueMapping(.range(from: 2, to: nil), text: "many")]),
  ] as [(Int, [ValueMapping])])
func oldMappingsAreOfTheTypeThatIsChosen(type: Int, mappings: [ValueMapping]) throws {
  let config = try panel(
    """
    {"type": "singlestat", "mappingType": \(type), "prefix": "~", "postfix": "x",
     "valueMaps": [{"value": "1", "text": "one"}, {"text": "x"}],
     "rangeMaps": [{"from": "2", "to": "null", "text": "many"}]}
    """
  ).fieldConfig
  #expect(config.mappings == mappings)
  #expect((config.prefix, config.postfix) == ("~", "x"))
}

@Test(arguments: [
  (#"[{"title": "T", "url": "/d/x"}]"#, ["T /d/x"]),
  (
    #"[{"type": "dashboard", "dashUri": "db/pods", "params": "var-a=$a", "keepTime": true, "title": "P"}]"#,
    ["P /dashboard/db/pods?var-a=$a&${__url_time_range}"]
  ),
  (#"[{"url": "http://x?a=b", "includeVars": true}]"#, [" http://x?a=b&${__all_variables}"]),
  (
    #"[{"title": "T", "url": "", "internal": {"datasourceUid": "tempo", "query": {"query": "${__value.raw} & 5%"}}}]"#,
    [#"T /explore?left={"datasource":"tempo","queries":[{"query":"${__value.raw} %26 5%25"}]}"#]
  ),
  (#"[{"title": "no address"}, null, 7, "x"]"#, []), (#"{"url": "x"}"#, []), ("null", []),
])
func panelsHaveLinks(json: String, links: [String]) throws {
  let read = try panel(#"{"type": "stat", "links": \#(json)}"#)
  #expect(read.links.map { "\($0.title) \($0.url)" } == links)
}
