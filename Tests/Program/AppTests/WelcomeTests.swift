import Cells
import Testing

@testable import App

private func bare(found: [Welcome.Place] = []) throws -> State {
  let configured = try program()
  let all = [Welcome.Place(kind: "prometheus", port: 9090), .init(kind: "loki", port: 3100)]
  var state = State(
    settings: configured.settings, views: configured.views, now: start, notice: "said before",
    welcome: Welcome(
      found: found, missing: all.filter { !found.contains($0) }, path: "/home/me/config.yaml"))
  _ = state.happen(.resized(width: 100, height: 30))
  return state
}

@Test func whoHasConfiguredNothingIsToldTheTwoWaysOn() throws {
  var state = try bare()
  _ = state.happen(.started)
  let screen = state.view().text()
  for text in [
    "✗ prometheus     127.0.0.1:9090", "✗ loki           127.0.0.1:3100", "hune demo",
    "hune --prometheus", "/home/me/config.yaml", "datasources:",
  ] {
    #expect(screen.contains(text), "\(text)")
  }
  _ = state.happen(.key(.escape))
  #expect(state.overlay == nil)
}

@Test(arguments: [Key.enter, .character("q"), .control("c")])
func theWelcomeIsClosedByTheKeysOfDialogs(key: Key) throws {
  var state = try bare()
  _ = state.happen(.started)
  let effects = state.happen(.key(key))
  #expect(state.overlay == nil)
  #expect(!effects.contains(.quit))
}

@Test func serversThatWereFoundAreNamedWhereTheyHideNothing() throws {
  var state = try bare(found: [.init(kind: "prometheus", port: 9090)])
  _ = state.happen(.started)
  #expect(state.overlay == nil)
  #expect(
    state.view().text().contains(
      "no configuration: found prometheus 9090, not loki 3100; hune demo shows all"))
}

@Test func whatIsSaidAtTheStartStaysUntilAKey() throws {
  let configured = try program()
  var state = State(
    settings: configured.settings, views: configured.views, now: start, notice: "said before")
  _ = state.happen(.resized(width: 100, height: 30))
  _ = state.happen(.started)
  #expect(state.view().text().contains("said before"))
  _ = state.happen(.key(.tab))
  #expect(!state.view().text().contains("said before"))
}
