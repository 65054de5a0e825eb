import Cells
import Dashboards
import DataSources
import Queries
import Testing
import Times

@testable import App

private func lists(_ effects: [Effect]) -> [VariableFetch] {
  effects.compactMap { if case .list(let list) = $0 { list } else { nil } }
}

@Test func aClosedRowOpensWithEnterAndItsPanelsAreAsked() throws {
  var state = try program { dashboard in
    let held = dashboard.panels[1]
    dashboard.panels = [
      dashboard.panels[0],
      panel(9, "Row", x: 0, y: 8, kind: .row(collapsed: true, panels: [held])),
    ]
    dashboard.panels[1].targets = []
  }
  #expect(fetches(state.happen(.started)).map(\.query.expression) == ["m1"])
  _ = state.happen(.key(.tab), after: 1)
  let opened = state.happen(.key(.enter), after: 2)
  #expect(fetches(opened).map(\.query.expression) == ["m2"])
  #expect(state.view().text().contains("Stat"))
  // Closed and open again, it waits for the answer that was asked for.
  _ = state.happen(.key(.enter), after: 3)
  #expect(!state.view().text().contains("Stat"))
}

/// The usual program, its first panel repeated for a variable that a server must be asked for.
private func repeatedProgram(current: [String] = ["$__all"]) throws -> State {
  try program { dashboard in
    var variable = Variable(name: "node", kind: .query("label_values(up, node)"))
    (variable.isMulti, variable.includesAll, variable.current) = (true, true, current)
    variable.refresh = .onTimeRange
    dashboard.variables = [variable]
    dashboard.panels[0].title = "Load of $node"
    dashboard.panels[0].repeatVariable = "node"
    dashboard.panels[0].targets[0].expr = #"m{node=~"$node"}"#
    dashboard.panels[2].targets = []
  }
}

@Test func aPanelIsRepeatedOnceItsValuesAreKnown() throws {
  var state = try repeatedProgram()
  #expect(fetches(state.happen(.started)).isEmpty)
  let asked = fetches(state.happen(.listed(view: 0, variable: "node", .success(["a", "b.c"]))))
  #expect(
    asked.map(\.query.expression) == [#"m{node=~"a"}"#, #"m{node=~"b\\.c"}"#, "m2"])
  let text = state.view().text()
  #expect(text.contains("Load of a") && text.contains("Load of b.c"))
  #expect(state.report.panels.map(\.title) == ["Load of a", "Load of b.c", "Stat", "Logs"])
}

@Test func newOptionsAskOnlyWhatTheyChange() throws {
  var state = try repeatedProgram()
  _ = state.happen(.started)
  for fetch in fetches(state.happen(.listed(view: 0, variable: "node", .success(["a", "b"])))) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  // Another range: options that follow it are listed anew, and come with one more.
  let listed = lists(state.press("-", after: 2))
  #expect(listed.map(\.variable) == ["node"])
  #expect(listed[0].range.span == .hours(3))
  let asked = fetches(state.happen(.listed(view: 0, variable: "node", .success(["a", "b", "c"]))))
  #expect(asked.map(\.query.expression) == [#"m{node=~"c"}"#])
  // The same again changes nothing.
  #expect(state.happen(.listed(view: 0, variable: "node", .success(["a", "b", "c"]))).isEmpty)
}

@Test func aStoredChoiceThatIsGoneChangesThePanelsAndWhatRefersToIt() throws {
  var state = try program { dashboard in
    var first = Variable(name: "a", kind: .query("label_values(a)"))
    first.current = ["gone"]
    var second = Variable(name: "b", kind: .query(#"label_values(m{a="$a"}, b)"#))
    second.current = ["y"]
    dashboard.variables = [first, second]
    dashboard.panels[0].targets[0].expr = #"m{a="$a",b="$b"}"#
  }
  let started = state.happen(.started)
  #expect(lists(started).map(\.variable) == ["a", "b"])
  #expect(fetches(started).map(\.query.expression).first == #"m{a="gone",b="y"}"#)
  _ = state.happen(.listed(view: 0, variable: "b", .success(["y"])))
  let changed = state.happen(.listed(view: 0, variable: "a", .success(["x"])))
  #expect(fetches(changed).map(\.query.expression) == [#"m{a="x",b="y"}"#])
  #expect(lists(changed).map(\.query) == [.labelValues(label: "b", selector: #"m{a="x"}"#)])
}

@Test func twoTargetsWithOneLetterKeepBothAnswers() throws {
  var state = try program { dashboard in
    dashboard.panels[0].targets = [Target(refID: "A", expr: "p"), Target(refID: "A", expr: "q")]
  }
  let asked = fetches(state.happen(.started)).filter { $0.id.place.panel == 1 }
  #expect(asked.map(\.query.expression) == ["p", "q"])
  for fetch in asked.reversed() {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch, value: 1))), after: 1)
  }
  #expect(state.content(of: 1)?.frames.count == 2)
  #expect(state.content(of: 1)?.status == .ok)
}

@Test func aPanelOfManySourcesShowsWhatTheOthersGave() throws {
  var state = try program { dashboard in
    dashboard.panels[0].dataSource = DataSourceRef(uid: "-- Mixed --")
    dashboard.panels[0].targets = [Target(refID: "A", expr: "p"), Target(refID: "B", expr: "{}")]
    dashboard.panels[0].targets[1].dataSource = DataSourceRef(type: "tempo")
  }
  let asked = fetches(state.happen(.started)).filter { $0.id.place.panel == 1 }
  #expect(asked.map(\.query.expression) == ["p"])
  _ = state.happen(.fetched(asked[0].id, .success(answer(to: asked[0]))), after: 1)
  let content = try #require(state.content(of: 1))
  #expect(content.status == .ok)
  #expect(content.notices.map(\.text) == ["no source of type tempo"])
}

@Test func aVariableChoosesTheSource() throws {
  let sources = try ["one", "two"].map {
    try #require(DataSource(name: $0, kind: .prometheus, address: "http://127.0.0.1:9/\($0)"))
  }
  var dashboard = Dashboard(title: "D")
  var variable = Variable(name: "ds", kind: .dataSource(type: "prometheus"))
  variable.regex = "/tw/"
  dashboard.variables = [variable]
  var first = panel(1, "on $ds", x: 0, y: 0, kind: .stat(StatOptions()))
  first.dataSource = DataSourceRef(type: "prometheus", uid: "${ds}")
  dashboard.panels = [first]
  var state = State(
    settings: .init(sources: sources),
    views: [ViewState(name: "v", layout: "v.json", dashboard: dashboard)], now: start)
  _ = state.update(Action(.resized(width: 120, height: 40), at: start))
  #expect(fetches(state.happen(.started)).map(\.source.name) == ["two"])
  #expect(state.report.panels.map(\.title) == ["on two"])
}
