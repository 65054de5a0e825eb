import Cells
import Configuration
import Dashboards
import DataSources
import Testing

@testable import App

private func fullProgram() throws -> State {
  let plain = try program {
    $0.variables = [
      Variable(
        name: "platform",
        kind: .custom([.init(text: "a", value: "a"), .init(text: "b", value: "b")]))
    ]
  }
  var other = plain.settings
  other.context = "lab"
  var state = State(
    settings: plain.settings, views: plain.views, now: start,
    contexts: [plain.settings, other],
    inventory: Inventory(
      themes: ["dark", "light", "mono"], theme: "dark", layouts: ["a.json", "node/node.json"]))
  _ = state.update(Action(.resized(width: 120, height: 40), at: start))
  _ = state.happen(.started)
  return state
}

@Test func thePaletteHasEverythingThereIs() throws {
  var state = try fullProgram()
  _ = state.press(":")
  let picker = try #require(state.picker)
  func detail(_ title: String) -> [String] {
    picker.items.filter { $0.title == title }.map { $0.detail + " " + $0.key }
  }
  #expect(detail("First") == ["view first 1"])
  #expect(detail("Graph") == ["panel "])
  #expect(detail("platform") == ["variable a "])
  #expect(detail("node/node.json") == ["dashboard "])
  #expect(detail("a.json").isEmpty, "its view is there")
  #expect(detail("lab") == ["context "])
  #expect(detail("mono") == ["theme "])
  #expect(detail("time range") == ["action t"])
}

@Test func everyActionOfAKeyStandsInThePalette() {
  for binding in KeyMap.standard.bindings where !binding.scope.isModal {
    // Views stand there by their names; the palette and Ctrl-C need no other way.
    if case .showView = binding.command { continue }
    if binding.command == .palette || binding.command == .interrupt { continue }
    #expect(Command.inPalette.contains(binding.command), "\(binding.command)")
  }
}

@Test func whatThePaletteSaysIsClear() {
  #expect(Set(Command.inPalette).count == Command.inPalette.count)
  #expect(Set(Command.inPalette.map(\.title)).count == Command.inPalette.count)
  let keyless = Command.inPalette.filter { KeyMap.standard.key(for: $0) == nil }
  #expect(keyless == [.reverseSort, .targets], "the design gives them no key")
}

@Test func thePaletteDoesWhatIsTaken() throws {
  var state = try fullProgram()
  func take(_ text: String) -> [Effect] {
    _ = state.press(":" + text)
    return state.happen(.key(.enter))
  }
  _ = take("second")
  #expect(state.current == 1)
  _ = take("first")
  _ = take("panel stat")
  #expect(state.currentView.focus == 2)
  _ = take("action help")
  #expect(state.overlay == .help(scroll: 0))
  _ = state.happen(.key(.escape))
  _ = take("variable platform")
  #expect(state.picker?.subject == .variable("platform"))
  _ = state.happen(.key(.escape))
  #expect(take("theme light") == [.useTheme("light")])
  #expect(take("node.json") == [.openDashboard("node/node.json")])
  let dashboard = Dashboard(title: "Node")
  _ = state.happen(.dashboardOpened("node/node.json", .success(dashboard)))
  #expect(state.views.map(\.name) == ["first", "second", "node"])
  #expect(state.current == 2)
  _ = state.press("1")
  #expect(take("view node").allSatisfy { if case .openDashboard = $0 { false } else { true } })
  #expect(state.current == 2)
  #expect(take("action quit") == [.quit])
  _ = state.happen(.dashboardOpened("bad.json", .failure(InputProblem("no such layout"))))
  #expect(state.notice == "bad.json: no such layout")
}

@Test func themesShowWhileTheyAreChosen() throws {
  var state = try fullProgram()
  _ = state.press("T")
  #expect(state.happen(.key(.down)) == [.useTheme("light")])
  #expect(state.happen(.key(.down)) == [.useTheme("mono")])
  #expect(state.happen(.key(.escape)) == [.useTheme("dark")])
  #expect(state.inventory.theme == "dark")
  _ = state.press("T")
  #expect(state.press("mon") == [.useTheme("mono")])
  #expect(state.happen(.key(.enter)).isEmpty)
  #expect(state.inventory.theme == "mono")
  _ = state.happen(.themeRefused("mono", reason: "no such theme"))
  #expect(state.notice == "the theme mono is not taken: no such theme")
}

@Test func dashboardsAreFoundByTheirTitlesOnceTheyAreRead() throws {
  var state = try fullProgram()
  #expect(state.press(":").contains(.takeInventory))
  _ = state.press("okay")
  #expect(state.view().text().contains("nothing matches"))
  _ = state.happen(
    .inventoryTaken(
      Inventory(
        layouts: ["a.json", "boards.yaml#ok"], titles: ["boards.yaml#ok": "Okay board"])))
  #expect(state.picker?.selected?.title == "Okay board")
  #expect(state.happen(.key(.enter)).contains(.openDashboard("boards.yaml#ok")))
}

@Test func runbooksOfTheContextAreOpenedAndLeadToOthers() throws {
  var state = try fullProgram()
  state.settings.ruleFiles = ["ofm/alerts.yaml"]
  state.inventory.runbooks = ["ofm/runbooks/queue-saturated.md", "other/runbooks/x.md"]
  _ = state.press(":saturated")
  let name = "ofm/runbooks/queue-saturated.md"
  #expect(state.happen(.key(.enter)).contains(.readRunbook(names: [name], .guide(name))))
  let text = "# Full\nSee [GPUs](<hune:runbook/gpu-saturated>)."
  _ = state.happen(.runbookRead(.guide(name), text))
  #expect(state.view().text().contains("queue saturated"))
  let next = state.press("1")
  #expect(
    next.contains(
      .readRunbook(
        names: ["ofm/runbooks/gpu-saturated.md"], .guide("ofm/runbooks/gpu-saturated.md"))))
  _ = state.press(":runbook")
  #expect(state.picker?.items.contains { $0.title == "x" } == false)
}
