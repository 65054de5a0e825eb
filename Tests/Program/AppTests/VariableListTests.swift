import Dashboards
import DataSources
import Testing

@testable import App

private func lists(_ effects: [Effect]) -> [String] {
  effects.compactMap { if case .list(let list) = $0 { list.variable } else { nil } }
}

/// The usual program, with panels that wait for two variables.
private func waitingProgram(a: String = "label_values(a)", b: String) throws -> State {
  try program { dashboard in
    dashboard.variables = [
      Variable(name: "a", kind: .query(a)), Variable(name: "b", kind: .query(b)),
    ]
    dashboard.panels[0].targets[0].expr = "m{b=\"$b\"}"
  }
}

private let dependent = #"label_values(m{a="$a"}, b)"#

@Test func aVariableWaitsForTheOneItNames() throws {
  var state = try waitingProgram(b: dependent)
  #expect(lists(state.happen(.started)) == ["a"])
  #expect(lists(state.happen(.listed(view: 0, variable: "a", .success(["x"])))) == ["b"])
  let asked = fetches(state.happen(.listed(view: 0, variable: "b", .success(["y"]))))
  #expect(asked.first?.query.expression == #"m{b="y"}"#)
}

@Test func aVariableThatIsRefusedKeepsNobodyWaiting() throws {
  var state = try waitingProgram(b: dependent)
  _ = state.happen(.started)
  let refusal = DataSourceError(.rejected, source: "prod", detail: "parse error")
  #expect(lists(state.happen(.listed(view: 0, variable: "a", .failure(refusal)))) == ["b"])
  #expect(!fetches(state.happen(.listed(view: 0, variable: "b", .success(["y"])))).isEmpty)
}

@Test func variablesInACircleAreAskedAllTheSame() throws {
  var state = try waitingProgram(a: #"label_values(m{b="$b"}, a)"#, b: dependent)
  #expect(lists(state.happen(.started)) == ["a"])
  #expect(lists(state.happen(.listed(view: 0, variable: "a", .success(["x"])))) == ["b"])
  #expect(!fetches(state.happen(.listed(view: 0, variable: "b", .success(["y"])))).isEmpty)
}

@Test func whatTheSourceCouldNotListIsAskedAgainWhenItIsTriedAgain() throws {
  var state = try waitingProgram(b: "label_values(b)")
  #expect(lists(state.happen(.started)) == ["a", "b"])
  for name in ["a", "b"] {
    _ = state.happen(.listed(view: 0, variable: name, .failure(refused)), after: 1)
  }
  #expect(state.isComplete)
  guard case .failed = state.content(of: 1)?.status else {
    Issue.record("a panel of a source that is down has failed")
    return
  }
  #expect(lists(state.happen(.deadline, after: 5)) == ["a", "b"])
  _ = state.happen(.listed(view: 0, variable: "a", .success(["x"])), after: 6)
  let asked = fetches(
    state.happen(.listed(view: 0, variable: "b", .success(["y"])), after: 6))
  #expect(asked.first?.query.expression == #"m{b="y"}"#)
}

@Test func aViewThatIsReopenedWhileItsVariablesAreListedGoesOnWithThem() throws {
  var state = try waitingProgram(b: dependent)
  #expect(lists(state.happen(.started)) == ["a"])
  _ = state.press("2", after: 1)
  // Nobody may be left who waits for an answer that went to a view out of sight.
  #expect(lists(state.press("1", after: 2)) == ["a"])
  #expect(lists(state.happen(.listed(view: 0, variable: "a", .success(["x"])), after: 3)) == ["b"])
  // The answer to the first question comes too, and changes nothing.
  #expect(state.happen(.listed(view: 0, variable: "a", .success(["x"])), after: 3).isEmpty)
  let asked = fetches(state.happen(.listed(view: 0, variable: "b", .success(["y"])), after: 4))
  #expect(asked.first?.query.expression == #"m{b="y"}"#)
}

@Test func aViewHearsOfItsVariablesWhileAnotherIsShown() throws {
  var state = try waitingProgram(b: "label_values(b)")
  _ = state.happen(.started)
  _ = state.press("2", after: 1)
  #expect(state.happen(.listed(view: 0, variable: "a", .success(["x"])), after: 2).isEmpty)
  #expect(state.happen(.listed(view: 0, variable: "b", .success(["y"])), after: 2).isEmpty)
  let asked = fetches(state.press("1", after: 3))
  #expect(asked.first?.query.expression == #"m{b="y"}"#)
}
