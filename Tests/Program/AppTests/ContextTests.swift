import Cells
import Configuration
import Dashboards
import DataSources
import Frames
import Testing
import Times

@testable import App

/// A program of two contexts, of which the first is on the screen.
private func twoContexts() throws -> State {
  let one = try program()
  var other = one.settings
  other.context = "lab"
  other.sources = [
    try #require(DataSource(name: "lab-prometheus", kind: .prometheus, address: "http://[::1]:1")),
    try #require(DataSource(name: "lab-loki", kind: .loki, address: "http://[::1]:2")),
  ]
  var state = State(
    settings: one.settings, views: one.views, now: start, contexts: [one.settings, other])
  _ = state.update(Action(.resized(width: 120, height: 40), at: start))
  return state
}

private func surveys(_ effects: [Effect]) -> [Int] {
  effects.compactMap { if case .survey(let context, _) = $0 { context } else { nil } }
}

private func alerts(_ counts: [(String, Double)]) -> Answer {
  Answer(
    frames: counts.map { severity, count in
      Frame(
        refID: "A",
        fields: [
          Field(name: "Time", values: .times([start])),
          Field(
            name: "Value", labels: ["severity": severity], values: .numbers(NumberColumn([count]))),
        ])
    })
}

@Test func aContextIsOpenedOnceAndKeepsWhatItHad() throws {
  var state = try twoContexts()
  let asked = fetches(state.happen(.started))
  for fetch in asked { _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1) }
  for fetch in fetches(state.press("-f", after: 2)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 2)
  }
  _ = state.press("P", after: 3)
  _ = state.happen(.key(.down), after: 3)
  let effects = state.happen(.key(.enter), after: 3)
  guard case .openContext(1, let settings)? = effects.first else {
    Issue.record("\(effects)")
    return
  }
  #expect(state.settings.context == "default")
  var view = ViewState(name: "lab", layout: "lab.json", dashboard: Dashboard(title: "Lab"))
  view.panels = [:]
  _ = state.happen(.contextOpened(1, [view]), after: 4)
  #expect(state.settings == settings)
  #expect(state.views.map(\.name) == ["lab"])
  #expect(state.health.keys.sorted() == ["lab-loki", "lab-prometheus"])
  _ = state.press("Pdefault", after: 5)
  let back = state.happen(.key(.enter), after: 5)
  #expect(fetches(back).isEmpty, "young data are not asked again")
  #expect(state.views.map(\.name) == ["first", "second"])
  #expect(state.range.span == .hours(3) && state.currentView.fullScreen == 1)
  #expect(state.content(of: 1)?.status == .ok)
  #expect(state.content(of: 1)?.isOld == true)
  #expect(state.deadline.map { $0 <= start + .seconds(33) } == true)
}

@Test func anAnswerToAContextThatWasLeftIsDropped() throws {
  var state = try twoContexts()
  let asked = fetches(state.happen(.started))
  _ = state.press("Plab")
  _ = state.happen(.key(.enter))
  var dashboard = Dashboard(title: "Lab")
  dashboard.panels = [panel(1, "Graph", x: 0, y: 0, kind: .timeSeries(TimeSeriesOptions()))]
  let view = ViewState(name: "lab", layout: "lab.json", dashboard: dashboard)
  _ = state.happen(.contextOpened(1, [view]), after: 1)
  _ = state.happen(.fetched(asked[0].id, .success(answer(to: asked[0]))), after: 2)
  #expect(state.content(of: 1)?.status == .loading)
  _ = state.press("Pdefault", after: 3)
  let again = fetches(state.happen(.key(.enter), after: 3))
  #expect(again.map(\.id.place) == asked.map(\.id.place), "what was not answered is asked again")
}

@Test func contextsThatAreNotShownAreAskedOnlyCheaply() throws {
  var state = try twoContexts()
  let first = state.happen(.started)
  #expect(surveys(first) == [1])
  #expect(first.contains(.probe(state.contexts[1].settings.sources[1])))
  #expect(surveys(state.happen(.deadline, after: 10)).isEmpty)
  _ = state.happen(.surveyed(context: 1, .success(alerts([("warning", 3), ("critical", 2)]))))
  #expect(state.contexts[1].survey.alerts?.map(\.severity) == ["critical", "warning"])
  #expect(surveys(state.happen(.deadline, after: 31)) == [1])
  _ = state.press(" ", after: 40)
  #expect(state.deadline != nil, "a frozen screen goes on collecting")
}

@Test func aDeadServerIsAnAlertInContextsThatAreNotShownToo() throws {
  var state = try twoContexts()
  _ = state.happen(.started)
  let error = DataSourceError(.unreachable, source: "lab", detail: "connection refused")
  for (seconds, count) in [(1.0, nil), (31, nil), (62, 1)] as [(Double, Int?)] {
    _ = state.happen(.surveyed(context: 1, .failure(error)), after: seconds)
    #expect(state.contexts[1].survey.alerts?.first?.count == count)
    _ = state.happen(.deadline, after: seconds + 30)
  }
  _ = state.happen(.surveyed(context: 1, .success(alerts([]))), after: 93)
  #expect(state.contexts[1].survey.alerts == [])
}

@Test func theFrontDoorTellsHowAllContextsDoAndGoesThere() throws {
  var state = try twoContexts()
  _ = state.happen(.started)
  _ = state.happen(.surveyed(context: 1, .success(alerts([("warning", 3), ("critical", 2)]))))
  _ = state.happen(
    .probed(
      source: "lab-loki",
      .failure(.init(.unreachable, source: "lab-loki", detail: "connection refused"))))
  #expect(surveys(state.press("0")) == [0])
  _ = state.happen(.surveyed(context: 0, .success(alerts([]))), after: 2)
  let text = state.view().text()
  #expect(text.contains("◆2 ▲3"))
  #expect(text.contains("✗ 1/2 lab-loki"))
  #expect(text.contains("connection refused"))
  #expect(text.contains("calm"))
  _ = state.happen(.key(.down))
  #expect(
    state.happen(.key(.enter)).contains { if case .openContext(1, _) = $0 { true } else { false } })
  #expect(state.overlay == nil)
  _ = state.press("0")
  _ = state.happen(.key(.escape))
  #expect(state.overlay == nil && state.settings.context == "default")
}

@Test func theWorstAlertOfAContextHasItsFigures() throws {
  func frame(_ labels: Labels, _ number: Double) -> Frame {
    Frame(
      refID: "A",
      fields: [
        Field(name: "Time", values: .times([start])),
        Field(name: "Value", labels: labels, values: .numbers(NumberColumn([number]))),
      ])
  }
  var state = try twoContexts()
  _ = state.happen(.started)
  let frames = [
    frame(["severity": "warning", "alertname": "Many"], 9),
    frame(["severity": "critical", "alertname": "Once"], 1),
    frame(["severity": "critical", "alertname": "Down"], 3),
    frame(["severity": "critical", "alertname": "Down", "figure": "age"], 480),
    frame(["severity": "critical", "alertname": "Once", "figure": "age"], 5),
    frame(["severity": "warning", "alertname": "Many", "figure": "age"], .infinity),
  ]
  _ = state.happen(.surveyed(context: 1, .success(Answer(frames: frames))))
  _ = state.press("0")
  let text = state.view().text()
  #expect(text.contains("◆4 ▲9"))
  #expect(text.contains("Down 3 times for 8 min"))
  #expect(!text.contains("Once"))
}

@Test func theWorstAlertSaysWhatItIsAbout() throws {
  func alert(_ name: String, _ summary: String, since seconds: Double) -> RuleReport.ActiveAlert {
    RuleReport.ActiveAlert(
      labels: ["alertname": name, "severity": "critical"], annotations: ["summary": summary],
      isFiring: true, activeAt: start - .seconds(seconds), value: 1)
  }
  var state = try twoContexts()
  _ = state.happen(.started)
  let counted = Frame(
    refID: "A",
    fields: [
      Field(name: "Time", values: .times([start])),
      Field(
        name: "Value", labels: ["severity": "critical", "alertname": "Deep"],
        values: .numbers(NumberColumn([2]))),
    ])
  // Only who looks at the front door asks for it: at once, and after every survey.
  #expect(state.happen(.surveyed(context: 1, .success(Answer(frames: [counted])))).isEmpty)
  func asked(_ effects: [Effect]) -> [String] {
    effects.compactMap { if case .surveyAlerts(1, let source) = $0 { source.name } else { nil } }
  }
  #expect(asked(state.press("0")) == ["lab-prometheus"])
  let alerts = [
    alert("Deep", "9 jobs wait", since: 60), alert("Deep", "900 jobs\u{1b}[2J wait", since: 480),
    alert("Other", "not this", since: 9000),
  ]
  _ = state.happen(
    .surveyedAlerts(context: 1, .success(Prometheus.Listing(elements: alerts))))
  #expect(state.view().text().contains("Deep 2 times  900 jobs"))
  #expect(!state.view().text().contains("not this"))
  // A server that tells of no alerts takes the words away, and not the count.
  let error = DataSourceError(.rejected, source: "lab-prometheus", detail: "404")
  _ = state.happen(.surveyedAlerts(context: 1, .failure(error)))
  #expect(state.view().text().contains("Deep 2 times"))
  #expect(!state.view().text().contains("900"))
}

@Test func aSurveyThatFailsSaysWhy() throws {
  var state = try twoContexts()
  _ = state.happen(.started)
  let failure = DataSourceError(.unreachable, source: "lab-prometheus", detail: "no route to host")
  _ = state.happen(.surveyed(context: 1, .failure(failure)))
  #expect(state.standing(of: 1).words == "lab-prometheus is down")
  _ = state.press("0")
  #expect(state.view().text().contains("no route to host"))
  #expect(state.happen(.surveyed(context: 7, .failure(failure))).isEmpty)
}

@Test func theKeysOfTheHeaderLeadAwayFromTheFrontDoor() throws {
  var state = try twoContexts()
  _ = state.happen(.started)
  _ = state.press("0")
  _ = state.press("2")
  #expect(state.overlay == nil && state.currentView.name == "second")
  _ = state.press("0?")
  #expect(state.view().text().contains("Keys"))
  _ = state.happen(.key(.escape))
  _ = state.press("0:")
  #expect(state.picker?.subject == .palette)
}

/// Where there is no second row, the footer says what was chosen.
@Test func theFooterOfASmallScreenTellsTheRangeAndTheChoices() throws {
  var state = try program {
    $0.variables = [
      Variable(
        name: "platform",
        kind: .custom([.init(text: "tiktok", value: "t"), .init(text: "x", value: "x")]))
    ]
  }
  _ = state.happen(.resized(width: 80, height: 24))
  _ = state.happen(.started)
  func footer() -> String { state.view().text().split(separator: "\n").last.map(String.init) ?? "" }
  #expect(footer().contains("tiktok") && !footer().contains("→"))
  _ = state.press("[")
  #expect(footer().contains("13:02 → 14:02"), "\(footer())")
  _ = state.happen(.resized(width: 120, height: 40))
  #expect(footer().contains("fixed range") && !footer().contains("tiktok"))
}
