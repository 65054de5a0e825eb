import Cells
import Dashboards
import Panels
import Testing
import Times

@testable import App

@Test func digitsSwitchViewsAndEachKeepsItsData() throws {
  var state = try program()
  let asked = fetches(state.happen(.started))
  _ = state.happen(.fetched(asked[0].id, .success(answer(to: asked[0]))), after: 1)
  #expect(fetches(state.press("2", after: 2)).count == 1)
  #expect(state.current == 1)
  #expect(fetches(state.press("1", after: 3)).isEmpty)
  #expect(state.content(of: 1)?.status == .ok)
  _ = state.press("7", after: 4)
  #expect(state.current == 0)
  #expect(state.notice == "no view 7")
}

@Test func theFocusGoesRoundAndInDirections() throws {
  var state = try program()
  _ = state.happen(.started)
  #expect(state.currentView.focus == 1)
  _ = state.happen(.key(.tab))
  #expect(state.currentView.focus == 2)
  _ = state.happen(.key(.down))
  #expect(state.currentView.focus == 2)
  _ = state.happen(.key(.left))
  #expect(state.currentView.focus == 1)
  _ = state.happen(.key(.down))
  #expect(state.currentView.focus == 3)
  _ = state.happen(.key(.tab))
  #expect(state.currentView.focus == 1)
  _ = state.happen(.key(.backTab))
  #expect(state.currentView.focus == 3)
}

@Test func fullScreenAndBack() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.press("f")
  #expect(state.currentView.fullScreen == 1)
  #expect(!state.view().text().contains("Stat"))
  _ = state.happen(.key(.escape))
  #expect(state.currentView.fullScreen == nil)
  _ = state.happen(.key(.enter))
  #expect(state.currentView.fullScreen == 1)
}

/// Not the same picture at another size: an axis with more ticks, the legend as a table with what
/// it computes, all rows of a table.
@Test func fullScreenShowsMore() throws {
  var state = try program { dashboard in
    var options = TimeSeriesOptions()
    options.legend.calcs = [.mean, .max]
    dashboard.panels[0].kind = .timeSeries(options)
    dashboard.panels[1].kind = .table(TableOptions())
  }
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  func rows() -> [Substring] { state.view().text().split(separator: "\n") }
  let legend = rows().filter { $0.contains("━ api") }
  #expect(legend.count == 1 && !rows().contains { $0.contains("mean") && $0.contains("max") })
  func ticks() -> Int { rows().count { $0.contains("┈┈┈") } }
  let few = ticks()
  _ = state.press("f")
  #expect(rows().contains { $0.contains("mean") && $0.contains("max") })
  #expect(ticks() > few)
  _ = state.happen(.key(.escape))
  state.focus(2)
  // Each row of the answer has its time.
  let some = rows().count { $0.contains("14:0") || $0.contains("13:") }
  _ = state.press("f")
  #expect(rows().count { $0.contains("14:0") || $0.contains("13:") } > some)
}

@Test func theHelpNamesTheKeysOfEveryScope() throws {
  var state = try program()
  _ = state.press("?")
  var screen = state.view().text()
  for _ in 0..<20 {
    _ = state.happen(.key(.pageDown))
    screen += state.view().text()
  }
  for scope in KeyMap.Scope.allCases where state.isThere(scope) {
    // Some have none but keys of logs or alerts, which are not here.
    let bindings = state.keys.bindings.filter { $0.scope == scope && state.isThere($0.command) }
    guard !bindings.isEmpty else { continue }
    #expect(screen.contains("│  \(scope.title) "), "\(scope)")
  }
  for word in ["take", "mark", "close, or quit", "graph or table", "next section", "older query"] {
    #expect(screen.contains(word), "\(word)")
  }
}

@Test func theHelpNamesTheKeysAndClosesByAnyOfItsWays() throws {
  var state = try program()
  _ = state.happen(.started)
  for close in [Key.escape, .character("q"), .character("?"), .control("c")] {
    _ = state.press("?")
    #expect(state.view().text().contains("zoom out"))
    #expect(state.happen(.key(close)).isEmpty)
    #expect(state.overlay == nil)
  }
}

@Test func zoomMovesAndComesBackToThePresent() throws {
  var state = try program()
  _ = state.happen(.started)
  func width() -> Double { state.range.span.seconds }
  _ = state.press("-")
  #expect(width() == 3 * 3600)
  #expect(state.selection.isLive)
  _ = state.press("++")
  #expect(width() == 1800)
  _ = state.press("[")
  #expect(!state.selection.isLive)
  #expect(state.range.to == start - .minutes(15))
  _ = state.press("]")
  #expect(state.selection.isLive)
  _ = state.press("[.")
  #expect(state.selection.isLive)
  #expect(state.range.to == start)
  for _ in 0..<100 { _ = state.press("-") }
  for _ in 0..<100 { _ = state.press("[") }
  for _ in 0..<100 { _ = state.press("+") }
  #expect(width() > 0)
}

@Test func quittingIsAnEffect() throws {
  var state = try program()
  #expect(state.press("q") == [.quit])
  #expect(state.happen(.key(.control("c"))) == [.quit])
  #expect(state.happen(.key(.control("l"))) == [.redraw])
}

@Test func theScreenIsDrawnAtEverySize() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  for width in [0, 1, 2, 10, 40, 79, 80, 99, 100, 120, 500] {
    for height in [0, 1, 2, 3, 5, 24, 200] {
      _ = state.happen(.resized(width: width, height: height), after: 2)
      _ = state.happen(.key(.tab), after: 2)
      let buffer = state.view()
      #expect(buffer.area == Rect(width: width, height: height))
    }
  }
}

@Test func aKeyDrawsOnlyWhatItChanges() throws {
  // Without the log panel, which shows the present range while it has none of its own.
  var state = try program { $0.panels.removeLast() }
  let asked = fetches(state.happen(.started))
  for fetch in asked { _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch)))) }
  var pictures = Pictures()
  _ = state.view(with: &pictures)
  let count = pictures.drawnCount
  _ = state.happen(.key(.tab), after: 5)
  #expect(state.view(with: &pictures) == state.view())
  #expect(pictures.drawnCount == count)
  let newer = fetches(state.happen(.deadline, after: 30))
  _ = state.happen(
    .fetched(newer[1].id, .success(answer(to: newer[1], value: 3))), after: 31)
  #expect(state.view(with: &pictures) == state.view())
  #expect(pictures.drawnCount == count + 1)
}

@Test func aClickFocusesThePanelUnderIt() throws {
  var state = try program()
  _ = state.happen(.started)
  let stat = try #require(state.placements.first { $0.panelID == 2 })
  let top = state.gridArea.y
  let click = { (x: Int, y: Int) in Action.Event.key(.mouse(Mouse(.press, .left, x: x, y: y))) }
  _ = state.happen(click(stat.x, top + stat.y))
  #expect(state.currentView.focus == 2)
  let graph = try #require(state.placements.first { $0.panelID == 1 })
  _ = state.happen(click(graph.x, top + graph.y))
  #expect(state.currentView.focus == 1)
  // The header, what is outside the screen, other buttons, and the release.
  for (x, y) in [(stat.x, 0), (-1, top), (500, top), (stat.x, 999), (.max, .max)] {
    _ = state.happen(click(x, y))
  }
  _ = state.happen(.key(.mouse(Mouse(.press, .right, x: stat.x, y: top))))
  _ = state.happen(.key(.mouse(Mouse(.release, .left, x: stat.x, y: top))))
  #expect(state.currentView.focus == 1)
  _ = state.happen(click(stat.x, top))
  _ = state.press("f?")
  _ = state.happen(click(graph.x, top))
  #expect(state.overlay == .help(scroll: 0) && state.currentView.focus == 2)
}

@Test func theWheelDoesAsTheArrowsDo() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.happen(.key(.mouse(Mouse(.wheelDown, .none, x: 3, y: 9))))
  #expect(state.currentView.focus == 3)
  _ = state.happen(.key(.mouse(Mouse(.wheelUp, .none, x: 3, y: 9))))
  #expect(state.currentView.focus == 1)
  _ = state.press("?")
  _ = state.happen(.key(.mouse(Mouse(.wheelDown, .none, x: 3, y: 9))))
  #expect(state.overlay == .help(scroll: 1))
}

@Test(arguments: ["q", "2", "q\nq\n", "\u{1b}[A\u{3}", " f?r"])
func pastedTextIsNoKey(text: String) throws {
  var state = try program()
  _ = state.happen(.started)
  let before = state.view()
  #expect(state.happen(.key(.paste(text))).isEmpty)
  #expect(state.view() == before)
  #expect(state.overlay == nil && state.frozenAt == nil && state.current == 0)
}

@Test func aLongTextScrollsBeforeTheFocusGoesOn() throws {
  var text = TextOptions()
  text.content = (1...60).map { "- line \($0)" }.joined(separator: "\n")
  var state = try program {
    $0.panels[1].kind = .text(text)
    $0.panels[1].targets = []
  }
  _ = state.happen(.started)
  _ = state.happen(.key(.tab))
  #expect(state.currentView.focus == 2)
  _ = state.happen(.key(.down))
  #expect(state.currentView.focus == 2)
  #expect(state.content(of: 2)?.scroll == 1)
  _ = state.happen(.key(.up))
  #expect(state.content(of: 2)?.scroll == 0)
  _ = state.happen(.key(.end))
  #expect(state.view().text().contains("line 60"))
}
