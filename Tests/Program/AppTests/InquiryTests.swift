import Dashboards
import DataSources
import Frames
import Queries
import Testing
import Times

@testable import App

private func inquiries(_ effects: [Effect]) -> [Fetch] {
  effects.compactMap { if case .inquire(let fetch) = $0 { fetch } else { nil } }
}

private func answer(_ numbers: [String: Double]) -> Answer {
  Answer(
    frames: numbers.map { tag, number in
      Frame(fields: [
        Field(name: "Time", values: .times([start])),
        Field(name: "Value", labels: ["hune": tag], values: .numbers([number])),
      ])
    })
}

/// The usual program, its first panel empty and the second not.
private func programWithAnEmptyPanel() throws -> (State, [Fetch]) {
  var state = try program { $0.panels[0].targets[0].expr = #"m1{job="api"}"# }
  let asked = fetches(state.happen(.started))
  var effects = state.happen(.fetched(asked[0].id, .success(Answer(frames: []))), after: 1)
  effects += state.happen(.fetched(asked[1].id, .success(answer(to: asked[1]))), after: 1)
  return (state, inquiries(effects))
}

@Test func anEmptyPanelInSightAsksWhyAndSaysIt() throws {
  var (state, asked) = try programWithAnEmptyPanel()
  #expect(asked.map(\.id.place.panel) == [1])
  #expect(!state.isComplete)
  let unknown = inquiries(state.happen(.inquired(asked[0].id, .success(answer([:]))), after: 2))
  #expect(unknown.isEmpty)
  #expect(state.isComplete)
  #expect(state.content(of: 1)?.emptyReason == "no sample of m1 in the last 7 d")
  #expect(state.view().text().contains("no sample of m1 in the last 7 d"))
  #expect(state.report.panels.first?.notices == ["no sample of m1 in the last 7 d"])
}

@Test func twoQuestionsAreAllThatIsAsked() throws {
  var (state, asked) = try programWithAnEmptyPanel()
  let seconds = Double(start.milliseconds / 1000)
  let next = inquiries(
    state.happen(.inquired(asked[0].id, .success(answer(["0n": seconds]))), after: 2))
  #expect(next.count == 1)
  // The first can't be answered twice.
  #expect(inquiries(state.happen(.inquired(asked[0].id, .success(answer([:]))), after: 3)).isEmpty)
  #expect(state.content(of: 1)?.emptyReason == nil)
  #expect(inquiries(state.happen(.inquired(next[0].id, .success(answer([:]))), after: 3)).isEmpty)
  #expect(state.content(of: 1)?.emptyReason == #"no series matches job="api""#)
}

@Test func whatWasFoundHoldsUntilTheRangeChanges() throws {
  var (state, asked) = try programWithAnEmptyPanel()
  _ = state.happen(.inquired(asked[0].id, .success(answer([:]))), after: 2)
  for fetch in fetches(state.happen(.deadline, after: 40)) where fetch.id.place.panel == 1 {
    #expect(
      inquiries(state.happen(.fetched(fetch.id, .success(Answer(frames: []))), after: 41)).isEmpty)
  }
  #expect(state.content(of: 1)?.emptyReason != nil)
  let wider = fetches(state.press("-", after: 50)).filter { $0.id.place.panel == 1 }
  #expect(wider.count == 1)
  let again = state.happen(.fetched(wider[0].id, .success(Answer(frames: []))), after: 51)
  #expect(inquiries(again).count == 1)
}

@Test func dataEndTheMatter() throws {
  var (state, asked) = try programWithAnEmptyPanel()
  _ = state.happen(.inquired(asked[0].id, .success(answer([:]))), after: 2)
  let next = fetches(state.happen(.deadline, after: 40)).filter { $0.id.place.panel == 1 }
  _ = state.happen(.fetched(next[0].id, .success(answer(to: next[0]))), after: 41)
  #expect(state.content(of: 1)?.emptyReason == nil)
  #expect(state.content(of: 1)?.status == .ok)
}

@Test func aRefusedQuestionLeavesTheReasonOpen() throws {
  var (state, asked) = try programWithAnEmptyPanel()
  _ = state.happen(.inquired(asked[0].id, .failure(refused)), after: 2)
  #expect(state.isComplete)
  #expect(state.content(of: 1)?.emptyReason == nil)
  #expect(state.view().text().contains("no series match"))
  #expect(state.health["prod"]?.isDown == false)
}

@Test func aPanelOutOfSightAsksOnlyOnceItIsSeen() throws {
  var state = try program { dashboard in
    for (index, y) in [(1, 0), (2, 8), (0, 16)] {
      dashboard.panels[index].gridPos = GridPos(x: 0, y: y, w: 24, h: 8)
    }
  }
  _ = state.happen(.resized(width: 120, height: 10))
  for fetch in fetches(state.happen(.started)) {
    let frames = fetch.id.place.panel == 1 ? [] : answer(to: fetch).frames
    #expect(inquiries(state.happen(.fetched(fetch.id, .success(Answer(frames: frames))))).isEmpty)
  }
  let effects = state.happen(.key(.character("G")), after: 3)
  #expect(inquiries(effects).map(\.id.place.panel) == [1])
}

@Test func aCompleteFrameAsksForAllOfThem() throws {
  var state = try program { dashboard in
    for index in 0..<2 {
      dashboard.panels[index].gridPos = GridPos(x: 0, y: 8 + index * 8, w: 24, h: 8)
    }
    var row = panel(7, "Row", x: 0, y: 30, kind: .row(collapsed: true, panels: []))
    row.kind = .row(collapsed: true, panels: [dashboard.panels.remove(at: 1)])
    dashboard.panels.append(row)
  }
  state.asksCollapsedRows = true
  _ = state.happen(.resized(width: 120, height: 8))
  var asked: [Fetch] = []
  for fetch in fetches(state.happen(.started)) {
    asked += inquiries(state.happen(.fetched(fetch.id, .success(Answer(frames: []))), after: 1))
  }
  #expect(Set(asked.map(\.id.place.panel)) == [1, 2])
  #expect(!state.isComplete)
  for fetch in asked { _ = state.happen(.inquired(fetch.id, .success(answer([:]))), after: 2) }
  #expect(state.isComplete)
  #expect(state.report.panels.filter { $0.type != "row" && !$0.notices.isEmpty }.count == 2)
}

@Test(
  arguments: [
    (
      .noSample("up", last: start - .minutes(90)),
      "up has no sample in this range, the last at 13:02"
    ),
    (.noSample("up", last: nil), "up has no sample in this range"),
    (.noMatch("up", condition: #"a="b""#), #"no series matches a="b""#),
    (.shortSpan(.minutes(1)), "[1m] is shorter than two scrapes"),
    (
      .beforeOldest(start - .hours(48), isExact: true),
      "the range lies before the server's oldest sample, from 2026-11-19 14:32"
    ),
    (
      .beforeOldest(start - .hours(48), isExact: false),
      "the range lies before the server's oldest sample, from about 2026-11-19 14:32"
    ),
    (
      .beforeFirst("up", start - .minutes(90)),
      "the range lies before the first sample of up, from about 13:02"
    ),
    (
      .youngerThanStep("up", next: start + .seconds(10)),
      "up is younger than a step, shown from 14:32:40"
    ), (.noResult("up"), "up has samples, the expression keeps none"),
  ] as [(EmptyReason, String)])
func reasonsHaveTheirWords(reason: EmptyReason, text: String) throws {
  #expect(try program().text(of: reason) == text)
}
