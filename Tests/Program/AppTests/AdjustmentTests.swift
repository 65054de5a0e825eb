import Cells
import Dashboards
import DataSources
import Frames
import Panels
import Testing
import Times

@testable import App

/// Three series of one graph.
private func graph() throws -> State {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    let range = fetch.query.range
    let frames = ["api", "web", "db"].enumerated().map { place, name in
      Frame(
        refID: "A",
        fields: [
          Field(name: "Time", values: .times([range.from, range.to])),
          Field(
            name: "Value", labels: ["job": name],
            values: .numbers(NumberColumn([Double(50 + place), Double(60 + place)])),
            sourceName: name),
        ])
    }
    _ = state.happen(.fetched(fetch.id, .success(Answer(frames: frames))), after: 1)
  }
  return state
}

/// The legend names of the graph that are on the screen.
private func shown(_ state: State) -> [String] {
  let content = state.content(of: 1)
  return content.map { PanelView.seriesNames($0) } ?? []
}

@Test func seriesAreHiddenShownAndIsolated() throws {
  var state = try graph()
  #expect(shown(state) == ["api", "web", "db"])
  _ = state.press("s")
  #expect(state.picker?.items.map(\.title) == ["All", "api", "web", "db"])
  _ = state.press("web")
  _ = state.happen(.key(.character(" ")))
  #expect(shown(state) == ["api", "db"])
  #expect(state.picker?.note == "2 of 3 shown")
  _ = state.happen(.key(.enter))
  #expect(shown(state) == ["api", "db"])
  _ = state.press("sdb")
  _ = state.happen(.key(.enter))
  #expect(shown(state) == ["db"])
  _ = state.press("sdb")
  _ = state.happen(.key(.enter))
  #expect(shown(state) == ["api", "web", "db"])
  _ = state.press("s ")
  #expect(shown(state).isEmpty)
  _ = state.happen(.key(.escape))
  #expect(shown(state) == ["api", "web", "db"], "left as it was")
}

@Test func theAxisBeginsAtZeroOrNot() throws {
  var state = try graph()
  #expect(state.content(of: 1)?.fitsAxis == false)
  _ = state.press("z")
  #expect(state.content(of: 1)?.fitsAxis == true)
  _ = state.press("zo")
  #expect(state.content(of: 1)?.fitsAxis == false)
  #expect(
    state.content(of: 1)?.panel.overrides.last?.patch.custom.scaleDistribution == .log(base: 10))
  _ = state.press("o")
  #expect(state.content(of: 1)?.panel.overrides.isEmpty == true)
}

private func table() throws -> State {
  var state = try program {
    $0.panels[0].kind = .table(TableOptions())
  }
  for fetch in fetches(state.happen(.started)) where fetch.id.place.panel == 1 {
    let frame = Frame(
      refID: "A",
      fields: [
        Field(name: "name", values: .strings(["anna", "berta", "carla", "hanna"])),
        Field(name: "age", values: .numbers(NumberColumn([30, 20, 40, 10]))),
      ])
    _ = state.happen(.fetched(fetch.id, .success(Answer(frames: [frame]))), after: 1)
  }
  return state
}

/// The names in the table in their order.
private func names(_ state: State) -> [String] {
  state.view().text().split(separator: "\n").compactMap { line in
    ["anna", "berta", "carla", "hanna"].first { name in
      line.split(separator: " ").contains { $0 == name }
    }
  }
}

@Test func rowsAreFilteredWhileItIsWritten() throws {
  var state = try table()
  _ = state.press("/ANN")
  #expect(names(state) == ["anna", "hanna"])
  _ = state.happen(.key(.escape))
  #expect(names(state).count == 4)
  _ = state.press("/ann")
  _ = state.happen(.key(.enter))
  #expect(names(state) == ["anna", "hanna"])
  #expect(state.view().text().contains("2 of 4 rows"))
  _ = state.press("n")
  #expect(state.content(of: 1)?.selection == 0)
  _ = state.press("nn")
  #expect(state.content(of: 1)?.selection == 0)
  _ = state.press("N")
  #expect(state.content(of: 1)?.selection == 1)
  _ = state.happen(.key(.escape))
  #expect(names(state).count == 4, "Esc takes the filter back")
}

@Test func tablesAreSortedByTheNextColumn() throws {
  var state = try table()
  _ = state.press(">")
  #expect(names(state) == ["anna", "berta", "carla", "hanna"])
  _ = state.press(">")
  #expect(names(state) == ["carla", "anna", "berta", "hanna"])
  _ = state.perform(.reverseSort)
  #expect(names(state) == ["hanna", "berta", "anna", "carla"])
  _ = state.press("<")
  #expect(names(state) == ["anna", "berta", "carla", "hanna"])
}
