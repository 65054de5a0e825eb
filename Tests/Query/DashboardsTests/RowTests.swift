import Dashboards
import Testing

struct RowTests {
  static let rows = """
    {"panels": [
      {"id": 1, "type": "row", "title": "Open", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
      {"id": 2, "type": "stat", "gridPos": {"x": 0, "y": 1, "w": 12, "h": 4}},
      {"id": 3, "type": "row", "collapsed": true, "gridPos": {"x": 0, "y": 5, "w": 24, "h": 1},
       "panels": [{"id": 4, "type": "stat", "gridPos": {"x": 0, "y": 16, "w": 12, "h": 8}},
                  {"id": 5, "type": "stat", "gridPos": {"x": 12, "y": 16, "w": 12, "h": 6}}]},
      {"id": 6, "type": "row", "gridPos": {"x": 0, "y": 6, "w": 24, "h": 1}},
      {"id": 7, "type": "text", "gridPos": {"x": 0, "y": 7, "w": 24, "h": 3}}]}
    """

  @Test(
    arguments: [
      ([], [1, 2, 3, 6, 7]),
      ([1], [1, 3, 6, 7]),
      ([3], [1, 2, 3, 4, 5, 6, 7]),
      ([1, 3, 6], [1, 3, 4, 5, 6]),
    ] as [(Set<Int>, [Int])])
  func showsWhatNoClosedRowHides(toggled: Set<Int>, ids: [Int]) throws {
    #expect(try dashboard(Self.rows).visiblePanels(toggledRows: toggled).map(\.id) == ids)
  }

  @Test func anOpenedRowPushesWhatFollowsDown() throws {
    let panels = try dashboard(Self.rows).visiblePanels(toggledRows: [3])
    #expect(panels.map(\.gridPos.y) == [0, 1, 5, 6, 6, 14, 15])
  }

  @Test func findsPanelsInsideClosedRows() throws {
    let dashboard = try dashboard(Self.rows)
    #expect(dashboard.panel(id: 5)?.gridPos.h == 6)
    #expect(dashboard.panel(id: 99) == nil)
    #expect(dashboard.allPanels.map(\.id) == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test func flowsThePanelsOfLegacyRows() throws {
    let dashboard = try dashboard(
      """
      {"rows": [
        {"height": "250px", "panels": [{"type": "graph", "span": 6}, {"type": "graph", "span": 6},
          {"type": "graph", "span": 0}]},
        {"height": 76, "panels": [{"type": "text", "span": 12}]}]}
      """)
    #expect(
      dashboard.panels.map(\.gridPos) == [
        GridPos(x: 0, y: 0, w: 12, h: 7), GridPos(x: 12, y: 0, w: 12, h: 7),
        GridPos(x: 0, y: 7, w: 8, h: 7), GridPos(x: 0, y: 14, w: 24, h: 3),
      ])
  }

  @Test func keepsALegacyRowThatIsCollapsed() throws {
    let dashboard = try dashboard(
      """
      {"rows": [
        {"title": "A", "collapse": true, "panels": [{"id": 1, "type": "graph"}]},
        {"title": "B", "panels": [{"id": 2, "type": "graph"}]}]}
      """)
    #expect(dashboard.panels.map(\.title) == ["A", "B", ""])
    #expect(dashboard.panels.map(\.gridPos.y) == [0, 1, 2])
    #expect(dashboard.visiblePanels(toggledRows: []).map(\.title) == ["A", "B", ""])
    #expect(dashboard.panel(id: 1) != nil)
  }

  @Test(arguments: [
    (#"{"type": "stat", "targets": [{"expr": "up"}]}"#, true),
    (#"{"type": "stat", "targets": [{"expr": "up", "hide": true}]}"#, false),
    (#"{"type": "stat", "targets": [{"expr": ""}]}"#, false),
    (#"{"type": "stat"}"#, false),
    (#"{"type": "text", "targets": [{"expr": "up"}]}"#, false),
    (#"{"type": "row", "targets": [{"expr": "up"}]}"#, false),
  ])
  func knowsWhetherAPanelAsks(json: String, asks: Bool) throws {
    #expect(try dashboard(#"{"panels": [\#(json)]}"#).panels.first?.asksQuestions == asks)
  }
}
