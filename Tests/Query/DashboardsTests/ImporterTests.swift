import Dashboards
import Formats
import JSON
import Testing
import Transforms

/// Reads JSON written in a test.
func dashboard(_ json: String) throws -> Dashboard {
  try #require(try Layouts.dashboards(in: Array(json.utf8), name: "test.json").first)
}

struct ImporterTests {
  @Test(arguments: [
    #"{"title": "T", "panels": [{"id": 1, "type": "stat"}]}"#,
    "\u{FEFF}" + #"{"title": "T", "panels": [{"id": 1, "type": "stat"}]}"#,
    #"{"dashboard": {"title": "T", "panels": [{"id": 1, "type": "stat"}]}, "meta": {}}"#,
    #"{"__inputs": [], "title": "T", "panels": [{"id": 1, "type": "stat"}]}"#,
    """
    {"apiVersion": "dashboard.grafana.app/v1beta1", "kind": "Dashboard",
     "metadata": {"name": "x"}, "spec": {"title": "T", "panels": [{"id": 1, "type": "stat"}]}}
    """,
  ])
  func readsEveryFormOfFile(json: String) throws {
    let dashboard = try dashboard(json)
    #expect(dashboard.title == "T")
    #expect(dashboard.panels.map(\.id) == [1])
    #expect(dashboard.problems.isEmpty)
  }

  @Test(arguments: [
    #"{"title": "x", "panels": null}"#, #"{"title": "x", "rows": null}"#,
    #"{"dashboard": {"title": "x", "panels": null}, "meta": {}}"#,
    #"{"title": "x", "rows": [null, {"panels": null}, {"title": "", "panels": []}]}"#,
    #"{"title": "x", "rows": [{"panels": null, "showTitle": true}]}"#,
  ])
  func aDashboardMayBeEmpty(json: String) throws {
    let dashboard = try dashboard(json)
    #expect(dashboard.title == "x")
    #expect(dashboard.panels.isEmpty)
    #expect(!dashboard.problems.contains { $0.level == .error })
  }

  @Test(arguments: [
    ("{", "test.json:1:2: "),
    ("[]", "test.json: holds no dashboard: not an object at $"),
    (#"{"a": 1}"#, "test.json: holds no dashboard: neither panels nor rows at $"),
  ])
  func refusesWhatHoldsNoDashboard(json: String, message: String) throws {
    let error = #expect(throws: LayoutError.self) { try dashboard(json) }
    #expect(try #require(error).description.hasPrefix(message))
  }

  @Test func keepsWhatItCanReadAndNotesTheRestWithItsPath() throws {
    let dashboard = try dashboard(
      """
      {"title": null, "tags": "a", "refresh": false, "panels": [
        {"id": 4, "type": "stat", "title": 7, "gridPos": {"x": "6", "y": null, "w": 99, "h": []},
         "datasource": null,
         "targets": [{"expr": "up", "legendFormat": false, "hide": 3}, 5]},
        "no panel",
        {"id": 4, "type": "news"}]}
      """)
    #expect(dashboard.title == "test.json")
    #expect(dashboard.refresh == nil)
    let panel = try #require(dashboard.panels.first)
    #expect(panel.title == "7")
    #expect(panel.gridPos == GridPos(x: 6, y: 0, w: 24, h: 9))
    #expect(panel.targets.map(\.expr) == ["up"])
    #expect(panel.targets.first?.legendFormat == nil)
    #expect(dashboard.panels.map(\.id) == [4, 1_000_000])
    #expect(
      dashboard.problems.map { "\($0.code) \($0.path)" }.sorted() == [
        "duplicate-id $.panels[2].id", "out-of-range $.panels[0].gridPos.w",
        "unknown-panel $.panels[2].type", "wrong-type $.panels[0].gridPos.h",
        "wrong-type $.panels[0].targets[0].hide", "wrong-type $.panels[0].targets[1]",
        "wrong-type $.panels[0].title", "wrong-type $.panels[1]", "wrong-type $.tags",
      ])
  }

  @Test func givesAPanelWithoutAPlaceTheDefaultOne() throws {
    let dashboard = try dashboard(#"{"panels": [{"type": "text"}]}"#)
    #expect(dashboard.panels.first?.gridPos == GridPos(x: 0, y: 0, w: 12, h: 9))
  }

  @Test func resolvesThePlaceholdersOfAnExport() throws {
    let dashboard = try dashboard(
      """
      {"__inputs": [
         {"name": "DS_P", "type": "datasource", "pluginId": "prometheus"},
         {"name": "VAR_JOB", "type": "constant", "value": "api"}],
       "panels": [{"type": "stat", "datasource": "${DS_P}",
         "targets": [{"expr": "up", "datasource": {"type": "loki", "uid": "l1"}}]}],
       "templating": {"list": [{"name": "job", "type": "constant", "query": "${VAR_JOB}"}]}}
      """)
    #expect(dashboard.panels.first?.dataSource == DataSourceRef(type: "prometheus"))
    #expect(dashboard.panels.first?.targets.first?.dataSource == .init(type: "loki", uid: "l1"))
    #expect(dashboard.variables.first?.kind == .constant("api"))
  }

  @Test func takesALibraryPanelFromTheFileThatBringsIt() throws {
    let dashboard = try dashboard(
      """
      {"__elements": {"e1": {"model": {"type": "gauge", "title": "Load", "id": 9}}},
       "panels": [
         {"id": 2, "gridPos": {"x": 3, "y": 0, "w": 4, "h": 5}, "libraryPanel": {"uid": "e1"}},
         {"id": 3, "libraryPanel": {"uid": "e2", "name": "Gone"}}]}
      """)
    #expect(dashboard.panels[0].title == "Load")
    #expect(dashboard.panels[0].kind == .gauge(GaugeOptions()))
    #expect(dashboard.panels[0].gridPos == GridPos(x: 3, y: 0, w: 4, h: 5))
    #expect(dashboard.panels[1].kind == .unsupported(type: "library panel Gone"))
    #expect(dashboard.problems.map(\.code) == ["missing-library-panel"])
  }

  @Test(arguments: [
    (#"{"expr": "up"}"#, false, true),
    (#"{"expr": "up", "instant": true}"#, true, false),
    (#"{"expr": "up", "instant": true, "range": true}"#, true, true),
    (#"{"expr": "up", "instant": false, "range": false}"#, false, true),
  ])
  func asksForARangeUnlessOnlyAnInstantIsWanted(target: String, instant: Bool, range: Bool) throws {
    let panel = try dashboard(#"{"panels": [{"type": "stat", "targets": [\#(target)]}]}"#).panels[0]
    #expect(panel.targets[0].isInstant == instant)
    #expect(panel.targets[0].isRange == range)
  }

  @Test func dropsTheCopiesOfRepeatedPanels() throws {
    let dashboard = try dashboard(
      """
      {"panels": [{"id": 1, "type": "stat", "repeat": "node"},
                  {"id": 2, "type": "stat", "repeatPanelId": 1}]}
      """)
    #expect(dashboard.panels.map(\.id) == [1])
    #expect(dashboard.panels[0].repeatVariable == "node")
  }

  @Test func readsTransformationsInOrder() throws {
    let dashboard = try dashboard(
      """
      {"panels": [{"type": "table", "transformations": [
        {"id": "merge", "options": {}},
        {"id": "limit", "disabled": true},
        {"id": "unheardOf"},
        {"id": "organize", "options": {"excludeByName": {"Time": true, "job": false},
          "renameByName": {"Value #A": "Size", "x": ""}, "indexByName": {"job": 0, "y": "1"}}}]}]}
      """)
    #expect(
      dashboard.panels[0].transformations == [
        .merge, .unknown(id: "unheardOf"),
        .organize(
          .init(
            excludeByName: ["Time"], renameByName: ["Value #A": "Size"],
            indexByName: ["job": 0, "y": 1])),
      ])
  }
}

@Test(arguments: ["$source", "${source}", "[[source]]"])
func aVariableForADataSourceSaysItsType(name: String) throws {
  let dashboard = try dashboard(
    """
    {"templating": {"list": [{"name": "source", "type": "datasource", "query": "influxdb"}]},
     "panels": [{"type": "stat", "datasource": "\(name)"}]}
    """)
  #expect(dashboard.panels.first?.dataSource == DataSourceRef(type: "influxdb", uid: name))
}

@Test(
  arguments: [
    (#"{"target": "stats.gauges.x"}"#, "graphite"), (#"{"rawSql": "SELECT 1"}"#, "sql"),
    (#"{"measurement": "cpu", "query": "SELECT"}"#, "influxdb"),
    (#"{"expr": "up", "target": ""}"#, nil), (#"{"expr": ""}"#, nil),
    (#"{"rawSql": "SELECT 1", "datasource": {"type": "mysql"}}"#, "mysql"),
  ] as [(String, String?)])
func aQuestionTellsItsLanguageWhereNoSourceDoes(target: String, type: String?) throws {
  let json = #"{"panels": [{"type": "graph", "targets": [\#(target)]}]}"#
  let dashboard = try #require(try Layouts.dashboards(in: Array(json.utf8), name: "x").first)
  #expect(dashboard.panels.first?.targets.first?.dataSource?.type == type)
}

/// Files that lost their source name Grafana's own, which reads no query; its own questions stay.
@Test(arguments: [
  (#""datasource": {"type": "grafana", "uid": "grafana"}"#, #""expr": "up""#, true),
  (#""datasource": "-- Grafana --""#, #""expr": "up""#, true),
  (
    #""datasource": "prod""#,
    #""expr": "up", "datasource": {"type": "datasource", "uid": "grafana"}"#, true
  ),
  (#""datasource": "-- Grafana --""#, #""queryType": "randomWalk", "expr": "up""#, false),
  (#""datasource": {"type": "datasource", "uid": "grafana"}"#, #""queryType": "list""#, false),
  (#""datasource": {"type": "prometheus", "uid": "grafana"}"#, #""expr": "up""#, false),
])
func aQueryForGrafanasOwnSourceGoesToTheDefaultOne(
  source: String, target: String, isMoved: Bool
) throws {
  let dashboard = try dashboard(
    #"{"panels": [{"type": "stat", \#(source), "targets": [{"refId": "A", \#(target)}]}]}"#)
  #expect((dashboard.panels[0].targets[0].dataSource == DataSourceRef()) == isMoved)
  #expect(dashboard.problems.contains { $0.code == "lost-source" } == isMoved)
}

@Test func linksToTagsAreKeptApart() throws {
  let dashboard = try dashboard(
    """
    {"panels": [], "links": [
      {"type": "dashboards", "title": "Kin", "tags": ["a", "b"], "keepTime": true, "url": "old"},
      {"type": "dashboards"}, {"type": "link", "title": "Wiki", "url": "https://w"}]}
    """)
  #expect(
    dashboard.tagLinks == [
      .init(title: "Kin", tags: ["a", "b"], parameters: "${__url_time_range}"),
      .init(title: "", tags: []),
    ])
  #expect(dashboard.links.map(\.title) == ["Wiki"])
}
