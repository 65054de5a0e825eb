import Cells
import Dashboards
import Panels
import Testing
import Times

@testable import App

/// The usual program with two graphs side by side, each with its data.
private func programWithTwoGraphs() throws -> State {
  var state = try program {
    $0.panels[1].kind = .timeSeries(TimeSeriesOptions())
    $0.panels.removeLast()
  }
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  return state
}

@Test func theCursorStandsAtTheLatestSampleOfAllPanels() throws {
  var state = try programWithTwoGraphs()
  _ = state.press("c", after: 2)
  #expect(state.cursor == state.content(of: 1)?.range.to)
  #expect(state.content(of: 1)?.cursor == state.content(of: 2)?.cursor)
  #expect(state.view().text().contains("at 14:32:30"))
}

@Test func arrowsMoveTheCursorBySamplesAndPagesByTenths() throws {
  var state = try programWithTwoGraphs()
  _ = state.press("c", after: 2)
  let end = try #require(state.cursor)
  _ = state.happen(.key(.left), after: 2)
  #expect(state.cursor == end - .seconds(30))
  _ = state.happen(.key(.right), after: 2)
  _ = state.happen(.key(.right), after: 2)
  #expect(state.cursor == end)
  _ = state.happen(.key(.pageUp), after: 2)
  #expect(state.cursor == end - .minutes(6))
  _ = state.happen(.key(.home), after: 2)
  #expect(state.cursor == end - .hours(1))
  _ = state.happen(.key(.left), after: 2)
  #expect(state.cursor == end - .hours(1))
  _ = state.happen(.key(.pageDown), after: 2)
  #expect(state.cursor == end - .minutes(54))
  _ = state.happen(.key(.end), after: 2)
  #expect(state.cursor == end)
}

@Test func theLegendHasTheValuesOfTheMoment() throws {
  var state = try programWithTwoGraphs()
  // The waves of the fixture: (index * 7 + panel * 13) % 60 + 20.
  #expect(state.view().text().contains("api 33"))
  _ = state.press("c", after: 2)
  for _ in 0..<10 { _ = state.happen(.key(.left), after: 2) }
  let text = state.view().text()
  // Index 110: 770 + 13 and 770 + 26, of 60.
  #expect(text.contains("api 23") && text.contains("api 36"))
  #expect(text.contains("14:27:30"))
}

@Test func escapeEndsTheCursorAndTheFocusStillMoves() throws {
  var state = try programWithTwoGraphs()
  _ = state.press("c", after: 2)
  _ = state.happen(.key(.tab), after: 2)
  #expect(state.currentView.focus == 2)
  #expect(state.cursor != nil)
  _ = state.press("f", after: 2)
  _ = state.happen(.key(.escape), after: 2)
  #expect(state.cursor == nil)
  #expect(state.currentView.fullScreen == 2)
  _ = state.press("cc", after: 2)
  #expect(state.cursor == nil)
}

@Test func aPanelWithoutTimeHasNoCursor() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.happen(.key(.tab))
  _ = state.press("c")
  #expect(state.cursor == nil)
}

@Test func theCursorStaysInARangeThatMovesOn() throws {
  var state = try programWithTwoGraphs()
  _ = state.press("c", after: 2)
  _ = state.happen(.key(.home), after: 2)
  _ = state.happen(.deadline, after: 600)
  #expect(state.cursor == start + .seconds(600) - .hours(1))
}

@Test func anEmptyGraphHasEqualSteps() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.press("c")
  #expect(state.cursor == start)
  _ = state.happen(.key(.left))
  #expect(state.cursor == start - .seconds(30))
}

@Test(arguments: [(80, 24), (120, 40)])
func theCursorLooksAsItsPicture(width: Int, height: Int) throws {
  var state = try programWithTwoGraphs()
  _ = state.happen(.resized(width: width, height: height), after: 1)
  _ = state.press("c", after: 2)
  for _ in 0..<3 { _ = state.happen(.key(.pageUp), after: 2) }
  try compare(state.view().text(), with: "cursor-\(width)x\(height)")
}
