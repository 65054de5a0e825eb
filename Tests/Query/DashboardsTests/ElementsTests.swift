import Dashboards
import Testing

extension Panel {
  fileprivate var statOptions: StatOptions? {
    if case .stat(let options) = kind { options } else { nil }
  }
}

/// A panel of schema v2 as Grafana writes it.
private func element(_ id: Int, _ type: String = "stat", more: String = "") -> String {
  """
  {"kind": "Panel", "spec": {"id": \(id), "title": "P\(id)", "links": [], "data": {
    "kind": "QueryGroup", "spec": {"queries": [{"kind": "PanelQuery", "spec": {
      "refId": "A", "hidden": \(id == 9), "query": {"kind": "DataQuery", "group": "prometheus",
        "version": "v0", "datasource": {"name": "u1"}, "spec": {"expr": "m\(id)",
        "legendFormat": "{{job}}", "instant": true}}}}],
      "transformations": [{"kind": "Transformation", "group": "limit",
        "spec": {"options": {"limitField": 3}}}],
      "queryOptions": {"maxDataPoints": 50, "timeFrom": "2h"}}},
    "vizConfig": {"kind": "VizConfig", "group": "\(type)", "version": "13.0.2", "spec": {
      "options": {"reduceOptions": {"calcs": ["max"]}},
      "fieldConfig": {"defaults": {"unit": "bytes"}, "overrides": []}}}\(more)}}
  """
}

private func item(_ id: Int, _ x: Int, _ y: Int, more: String = "") -> String {
  """
  {"kind": "GridLayoutItem", "spec": {"x": \(x), "y": \(y), "width": 8, "height": 4,
    "element": {"kind": "ElementReference", "name": "panel-\(id)"}\(more)}}
  """
}

private func grid(_ items: String...) -> String {
  #"{"kind": "GridLayout", "spec": {"items": [\#(items.joined(separator: ","))]}}"#
}

private func row(_ title: String, _ layout: String, more: String = "") -> String {
  #"{"kind": "RowsLayoutRow", "spec": {"title": "\#(title)", "layout": \#(layout)\#(more)}}"#
}

private func read(
  layout: String, elements: String = "", variables: String = "", count: Int = 5
) throws -> Dashboard {
  let panels = (1...count).map { #""panel-\#($0)": \#(element($0))"# } + [elements]
  return try dashboard(
    """
    {"apiVersion": "dashboard.grafana.app/v2beta1", "kind": "Dashboard",
     "metadata": {"name": "the-uid"}, "spec": {"title": "New", "tags": ["a"],
     "timeSettings": {"from": "now-6h", "to": "now", "autoRefresh": "1m", "timezone": "utc"},
     "elements": {\(panels.filter { !$0.isEmpty }.joined(separator: ","))},
     "layout": \(layout), "variables": [\(variables)]}}
    """)
}

@Test func elementsAreReadAsPanels() throws {
  let read = try read(layout: grid(item(1, 0, 0), item(2, 8, 4)))
  #expect(read.uid == "the-uid")
  #expect(read.title == "New")
  #expect([read.from, read.to, read.refresh, read.timeZone] == ["now-6h", "now", "1m", "utc"])
  #expect(read.problems.isEmpty)
  let panel = try #require(read.panels.last)
  #expect(panel.id == 2)
  #expect(panel.title == "P2")
  #expect(panel.gridPos == GridPos(x: 8, y: 4, w: 8, h: 4))
  #expect(panel.statOptions?.reduce.calcs == [.max])
  #expect(panel.fieldConfig.unit == "bytes")
  #expect(panel.transformations == [.limit(.init(3, isFromEnd: false))])
  #expect(panel.maxDataPoints == 50)
  #expect(panel.timeFrom == "2h")
  let target = try #require(panel.targets.first)
  #expect(target.expr == "m2")
  #expect(target.isInstant)
  #expect(target.legendFormat == "{{job}}")
  #expect(target.dataSource == DataSourceRef(type: "prometheus", uid: "u1"))
  #expect(
    target.path == #"$.spec.elements["panel-2"].spec.data.spec.queries[0].spec.query.spec"#)
}

/// In the first of these schemas types stand in the kinds.
@Test func theFirstOfTheseSchemasIsReadToo() throws {
  let old = """
    "old": {"kind": "Panel", "spec": {"id": 7, "title": "Old", "data": {"spec": {"queries": [
      {"kind": "PanelQuery", "spec": {"refId": "B", "hidden": true,
        "datasource": {"type": "loki", "uid": "l"},
        "query": {"kind": "loki", "spec": {"expr": "{}"}}}}],
      "transformations": [{"kind": "merge", "spec": {"id": "merge", "options": {}}}]}},
     "vizConfig": {"kind": "logs", "spec": {"options": {}}}}}
    """
  let reference = """
    {"kind": "GridLayoutItem", "spec": {"x": 0, "y": 0, "width": 24, "height": 9,
      "element": {"name": "old"}}}
    """
  let panel = try #require(try read(layout: grid(reference), elements: old).panels.first)
  guard case .logs = panel.kind else {
    Issue.record("\(panel.kind)")
    return
  }
  #expect(panel.transformations == [.merge])
  #expect(panel.targets.first?.dataSource == DataSourceRef(type: "loki", uid: "l"))
  #expect(panel.targets.first?.isHidden == true)
}

@Test func rowsStandBelowOneAnotherAndHoldTheirsWhenClosed() throws {
  let rows = [
    row("Open", grid(item(1, 0, 0), item(2, 8, 2))),
    row(
      "Closed", grid(item(3, 0, 0)),
      more: #", "collapse": true, "repeat": {"mode": "variable", "value": "job"}"#),
    row("", grid(item(4, 0, 0)), more: #", "hideHeader": true"#),
  ].joined(separator: ",")
  let panels = try read(layout: #"{"kind": "RowsLayout", "spec": {"rows": [\#(rows)]}}"#).panels
  #expect(panels.map(\.title) == ["Open", "P1", "P2", "Closed", "P4"])
  #expect(panels.map(\.gridPos.y) == [0, 1, 3, 7, 8])
  #expect(panels[3].repeatVariable == "job")
  guard case .row(collapsed: true, let held) = panels[3].kind else {
    Issue.record("no closed row")
    return
  }
  #expect(held.map(\.title) == ["P3"])
}

@Test func tabsAreRowsOfWhichTheFirstIsOpen() throws {
  let tabs = [row("One", grid(item(1, 0, 0))), row("Two", grid(item(2, 0, 0)))]
    .joined(separator: ",").replacing("RowsLayoutRow", with: "TabsLayoutTab")
  let panels = try read(layout: #"{"kind": "TabsLayout", "spec": {"tabs": [\#(tabs)]}}"#).panels
  #expect(panels.map(\.title) == ["One", "P1", "Two"])
}

@Test func anAutomaticGridFlows() throws {
  let items = (1...5).map {
    #"{"kind": "AutoGridLayoutItem", "spec": {"element": {"name": "panel-\#($0)"}}}"#
  }.joined(separator: ",")
  let panels = try read(
    layout: """
      {"kind": "AutoGridLayout", "spec": {"maxColumnCount": 2, "rowHeightMode": "short",
        "items": [\(items)]}}
      """
  ).panels
  #expect(
    panels.map(\.gridPos) == (0..<5).map { GridPos(x: $0 % 2 * 12, y: $0 / 2 * 5, w: 12, h: 5) })
}

@Test func variablesAreReadFromTheirKinds() throws {
  let read = try read(
    layout: grid(item(1, 0, 0)),
    variables: """
      {"kind": "QueryVariable", "spec": {"name": "job", "multi": true, "includeAll": true,
        "refresh": "onTimeRangeChanged", "sort": "naturalAsc", "hide": "hideVariable",
        "current": {"text": ["a"], "value": ["a"]},
        "query": {"kind": "DataQuery", "group": "prometheus", "datasource": {"name": "u1"},
          "spec": {"query": "label_values(up, job)", "refId": "V"}}}},
      {"kind": "QueryVariable", "spec": {"name": "old", "query": {"kind": "DataQuery",
        "group": "prometheus", "spec": {"__legacyStringValue": "label_names()"}}}},
      {"kind": "DatasourceVariable", "spec": {"name": "ds", "pluginId": "prometheus"}},
      {"kind": "CustomVariable", "spec": {"name": "c", "query": "x,y"}},
      {"kind": "ConstantVariable", "spec": {"name": "k", "query": "Europe/Berlin"}},
      {"kind": "TextVariable", "spec": {"name": "t", "query": "hi"}},
      {"kind": "IntervalVariable", "spec": {"name": "i", "query": "1m,5m", "auto": true}},
      {"kind": "SwitchVariable", "spec": {"name": "s", "current": "off", "enabledValue": "on",
        "disabledValue": "off"}}
      """)
  #expect(read.variables.map(\.name) == ["job", "old", "ds", "c", "k", "t", "i", "s"])
  let job = read.variables[0]
  #expect(job.kind == .query("label_values(up, job)"))
  #expect(job.dataSource == DataSourceRef(type: "prometheus", uid: "u1"))
  #expect(job.refresh == .onTimeRange)
  #expect(job.sort == 7)
  #expect(job.isHidden && job.isMulti && job.includesAll)
  #expect(read.variables[1].kind == .query("label_names()"))
  #expect(read.variables[2].kind == .dataSource(type: "prometheus"))
  #expect(read.variables[4].kind == .constant("Europe/Berlin"))
  #expect(read.variables[5].kind == .textBox("hi"))
  guard case .custom(let options) = read.variables[7].kind else {
    Issue.record("no options")
    return
  }
  #expect(options.map(\.value) == ["on", "off"])
  #expect(read.variables[7].current == ["off"])
}

@Test func problemsOfElementsHaveTheirPlaces() throws {
  let read = try read(
    layout: grid(
      item(1, 0, 0), item(77, 8, 0), item(6, 0, 4),
      item(2, 16, 0, more: #", "repeat": {"mode": "variable", "value": 5, "direction": "v"}"#)),
    elements: #""panel-6": \#(element(6, "nobody-knows", more: #", "description": [1]"#))"#)
  #expect(
    read.problems.map { "\($0.path) \($0.code)" }.sorted() == [
      #"$.spec.elements["panel-6"].spec.description wrong-type"#,
      #"$.spec.elements["panel-6"].spec.vizConfig.group unknown-panel"#,
      "$.spec.layout.spec.items[1].spec.element missing-element",
    ])
  #expect(read.panels.map(\.title) == ["P1", "P6", "P2"])
}

@Test func aLayoutOfAnotherKindIsNamed() throws {
  let read = try read(layout: #"{"kind": "SpiralLayout", "spec": {}}"#)
  #expect(read.panels.isEmpty)
  #expect(read.problems.map(\.path) == ["$.spec.layout"])
  #expect(read.problems.map(\.level) == [.error])
}
