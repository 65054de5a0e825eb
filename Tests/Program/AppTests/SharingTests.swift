import Dashboards
import Panels
import Testing
import Transforms

@testable import App

/// The usual program, with a panel more that shows the answer of another.
private func sharing(_ id: Int, _ change: (inout Target) -> Void = { _ in }) throws -> State {
  try program { dashboard in
    var shared = panel(9, "Shared", x: 0, y: 16, kind: .stat(StatOptions()))
    shared.dataSource = DataSourceRef(type: "datasource", uid: "-- Dashboard --")
    shared.targets = [Target(refID: "A", expr: "")]
    shared.targets[0].sharedPanelID = id
    change(&shared.targets[0])
    dashboard.panels[0].transformations = [.merge]
    dashboard.panels.append(shared)
  }
}

@Test func aPanelShowsTheAnswerOfAnother() throws {
  var state = try sharing(1)
  let asked = fetches(state.happen(.started))
  #expect(Set(asked.map(\.id.place.panel)) == [1, 2])
  #expect(state.content(of: 9)?.status == .loading)
  for fetch in asked { _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1) }
  let content = try #require(state.content(of: 9))
  #expect(content.status == .ok)
  #expect(content.frames == state.content(of: 1)?.frames)
  #expect(content.panel.transformations == [])
  #expect(state.isComplete)
}

@Test func itsTransformationsComeAlongWhereTheyAreWanted() throws {
  let state = try sharing(1) { $0.sharesTransformed = true }
  #expect(state.content(of: 9)?.panel.transformations == [.merge])
}

@Test func whoseAnswerIsSharedIsAskedOutOfSightToo() throws {
  var state = try sharing(2)
  var dashboard = state.currentView.source
  let held = dashboard.panels.remove(at: 1)
  var row = panel(7, "Row", x: 0, y: 30, kind: .row(collapsed: true, panels: [held]))
  row.targets = []
  dashboard.panels.append(row)
  state.currentView.replace(dashboard)
  let asked = fetches(state.happen(.started))
  #expect(asked.map(\.id.place.panel).contains(2))
}

@Test func aPanelThatIsNotThereIsNamed() throws {
  var state = try sharing(77)
  _ = state.happen(.started)
  guard case .failed(let failure) = state.content(of: 9)?.status else {
    Issue.record("it did not fail")
    return
  }
  #expect(failure.reason == "no panel with the id 77")
}

@Test func panelsThatShareInACircleHaveNothing() throws {
  var state = try sharing(9)
  _ = state.happen(.started)
  #expect(state.content(of: 9)?.frames == [])
  #expect(state.report.panels.count == 4)
}

@Test func aPanelThatSharesWhatNobodyAsksIsNotLoadingForEver() throws {
  func status(_ change: (inout Dashboard) -> Void) throws -> PanelContent.Status? {
    var state = try program(change)
    _ = state.happen(.started)
    return state.content(of: 9)?.status
  }
  func shared(_ id: Int, from origin: Int) -> Panel {
    var shared = panel(id, "Shared", x: 0, y: 16, kind: .stat(StatOptions()))
    shared.dataSource = DataSourceRef(type: "datasource", uid: "-- Dashboard --")
    shared.targets = [Target(refID: "A", expr: "")]
    shared.targets[0].sharedPanelID = origin
    return shared
  }
  let foreign = try status { dashboard in
    dashboard.panels[1].targets = [Target(refID: "A", expr: "")]
    dashboard.panels[1].dataSource = DataSourceRef(type: "influxdb", uid: "x")
    dashboard.panels.append(shared(9, from: 2))
  }
  #expect(foreign == .noSource(type: "influxdb"))
  let circle = try status { $0.panels += [shared(9, from: 10), shared(10, from: 9)] }
  #expect(circle == .noData(queries: []))
}

@Test func questionsOfOtherLanguagesAreSaidBesideTheAnswers() throws {
  var state = try program { dashboard in
    var expression = Target(refID: "B", expr: "")
    expression.dataSource = DataSourceRef(type: "__expr__", uid: "__expr__")
    dashboard.panels[1].targets.append(expression)
  }
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  #expect(
    state.content(of: 2)?.notices.map(\.text)
      == ["expressions of Grafana's server are not computed"])
  #expect(state.content(of: 1)?.notices == [])
}
