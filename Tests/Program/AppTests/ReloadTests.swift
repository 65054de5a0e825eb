import Cells
import Configuration
import Dashboards
import DataSources
import Testing
import Times

@testable import App

@Test func whatChangedIsReadAgain() throws {
  var state = try program()
  _ = state.happen(.started)
  #expect(
    state.happen(.filesChanged(Set(ChangedFiles.allCases))) == [
      .readConfiguration, .useTheme("dark"), .reloadDashboard("a.json"),
      .reloadDashboard("b.json"), .takeInventory,
    ])
  _ = state.happen(.inventoryTaken(Inventory(themes: ["mine"], theme: "x", layouts: ["c.json"])))
  #expect(state.inventory == Inventory(themes: ["mine"], theme: "dark", layouts: ["c.json"]))
}

@Test func anEditedLayoutShowsAndKeepsTheDataOfItsPanels() throws {
  var state = try program()
  let asked = fetches(state.happen(.started))
  for fetch in asked { _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1) }
  var edited = state.views[0].source
  edited.panels[0].title = "Renamed"
  edited.panels[1].targets[0].expr = "other"
  let effects = state.happen(.dashboardReloaded("a.json", .success(edited)), after: 2)
  #expect(state.view().text().contains("Renamed"))
  #expect(state.content(of: 1)?.status == .ok)
  #expect(fetches(effects).map(\.query.expression).contains("other"))
  #expect(state.notice == "a.json has changed")
  #expect(state.happen(.dashboardReloaded("a.json", .success(edited)), after: 3).isEmpty)
}

@Test func aBadEditKeepsWhatWasThereAndSaysWhy() throws {
  var state = try program()
  _ = state.happen(.started)
  let before = state.views[0].source
  _ = state.happen(.dashboardReloaded("a.json", .failure(InputProblem("line 3: no value"))))
  #expect(state.views[0].source == before)
  #expect(state.view().text().contains("a.json is not taken: line 3: no value"))
  let settings = state.settings
  _ = state.happen(.configurationRead(.failure(InputProblem("3:1: unknown key"))))
  #expect(state.settings == settings)
  #expect(state.notice == "the configuration is not taken: 3:1: unknown key")
}

@Test func aThemeThatIsBrokenWhileItIsUsedIsToldAndStaysChosen() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.happen(.inventoryTaken(Inventory(themes: ["dark", "mine"], theme: "", layouts: [])))
  #expect(state.happen(.filesChanged([.themes])).first == .useTheme("dark"))
  let reason = "$.roles.text.rgb: six hexadecimal digits are expected"
  #expect(state.happen(.themeRefused("dark", reason: reason)).isEmpty)
  #expect(state.view().text().contains("the theme dark is not taken: \(reason)"))
  #expect(state.inventory.theme == "dark")
  // Put right, it is read again and all is well.
  #expect(state.happen(.filesChanged([.themes]), after: 1).first == .useTheme("dark"))
  #expect(state.notice == nil)
}

@Test func aChangedConfigurationIsTaken() throws {
  var state = try program()
  let asked = fetches(state.happen(.started))
  for fetch in asked { _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1) }
  #expect(state.happen(.configurationRead(.success(Configuration([state.settings])))).isEmpty)
  var settings = state.settings
  settings.refresh = .seconds(10)
  settings.views = [Settings.View(name: "only", layout: "a.json")]
  var lab = settings
  lab.context = "lab"
  let effects = state.happen(
    .configurationRead(.success(Configuration([lab, settings]))), after: 2)
  #expect(effects == [.openContext(1, settings)])
  let view = ViewState(name: "only", layout: "a.json", dashboard: state.views[0].source)
  _ = state.happen(.contextOpened(1, [view]), after: 3)
  #expect(state.views.map(\.name) == ["only"])
  #expect(state.content(of: 1)?.status == .ok, "its data are kept")
  #expect(state.deadline == start + .seconds(13))
  #expect(state.health["prod"]?.isUp == true)
  #expect(state.contexts.map(\.settings.context) == ["lab", "default"])
}

@Test func theContextOnTheScreenMayBeGone() throws {
  var state = try program()
  _ = state.happen(.started)
  var lab = state.settings
  lab.context = "lab"
  let effects = state.happen(.configurationRead(.success(Configuration([lab]))))
  #expect(effects == [.openContext(0, lab)])
  let view = ViewState(name: "lab", layout: "lab.json", dashboard: Dashboard(title: "Lab"))
  _ = state.happen(.contextOpened(0, [view]))
  #expect(state.settings.context == "lab" && state.views.map(\.name) == ["lab"])
}

@Test func whatIsRightAgainIsNoLongerComplainedOf() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.happen(.configurationRead(.failure(InputProblem("3:1: unknown key"))))
  let settings = state.settings
  _ = state.happen(.configurationRead(.success(Configuration([settings]))))
  #expect(state.notice == nil)
  _ = state.happen(.dashboardReloaded("a.json", .failure(InputProblem("line 3: no value"))))
  _ = state.happen(.dashboardReloaded("b.json", .success(state.views[1].source)))
  #expect(state.notice == "a.json is not taken: line 3: no value")
  _ = state.happen(.dashboardReloaded("a.json", .success(state.views[0].source)))
  #expect(state.notice == nil)
}
