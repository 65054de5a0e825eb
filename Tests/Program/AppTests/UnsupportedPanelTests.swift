import App
import Dashboards
import Panels
import Testing

private func map() throws -> State {
  try program { dashboard in
    dashboard.panels = [
      panel(1, "Map", x: 0, y: 0, kind: .unsupported(type: "geomap")),
      panel(2, "Stat", x: 12, y: 0, kind: .stat(StatOptions())),
    ]
  }
}

@Test func aPanelOfAnUnknownKindAsksNothing() throws {
  var state = try map()
  #expect(fetches(state.happen(.started)).map(\.id.place.panel) == [2])
  #expect(state.content(of: 1)?.status == .unsupported(type: "geomap"))
}

@Test(arguments: ["f", "\r"])
func aPanelOfAnUnknownKindThatFillsTheScreenShowsItsDataAsATable(key: String) throws {
  var state = try map()
  _ = state.happen(.started)
  let asked = fetches(
    key == "f" ? state.press("f") : state.happen(.key(.enter)))
  #expect(asked.map(\.id.place.panel) == [1])
  #expect(state.content(of: 1)?.panel.kind.name == "table")
  let fetch = try #require(asked.first)
  _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch, value: 7))))
  #expect(state.content(of: 1).map { PanelSummary($0).state } == "ok")
  _ = state.happen(.key(.escape))
  #expect(state.content(of: 1)?.status == .unsupported(type: "geomap"))
}
