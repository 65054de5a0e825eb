import Cells
import Dashboards
import DataSources
import Frames
import Panels
import Testing
import Times

@testable import App

@Test func openingAsksEachTargetOnceAndNamesWhatHasNoSource() throws {
  var state = try program()
  let asked = fetches(state.happen(.started))
  #expect(asked.map(\.query.expression) == ["m1", "m2"])
  #expect(state.content(of: 3)?.status == .noSource(type: "loki"))
  #expect(state.content(of: 1)?.status == .loading)
  #expect(!state.isComplete)
}

@Test func aSlowAnswerOfAnOlderRefreshIsDropped() throws {
  var state = try program()
  let old = fetches(state.happen(.started))[0]
  let new = fetches(state.press("-", after: 1))[0]
  #expect(new.id.refresh > old.id.refresh)
  _ = state.happen(.fetched(new.id, .success(answer(to: new, value: 2))), after: 2)
  _ = state.happen(.fetched(old.id, .success(answer(to: old, value: 1))), after: 3)
  let value = state.content(of: 1)?.frames.first?.fields.last?.numbers?.last ?? nil
  #expect(value == 2)
}

@Test func aTargetThatStillWaitsIsNotAskedTwice() throws {
  var state = try program()
  let first = fetches(state.happen(.started))
  _ = state.happen(.fetched(first[0].id, .success(answer(to: first[0]))), after: 1)
  #expect(fetches(state.happen(.deadline, after: 30)).map(\.query.expression) == ["m1"])
}

@Test func aFailureKeepsTheDataWithItsAgeAndReason() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  #expect(state.isComplete)
  for fetch in fetches(state.happen(.deadline, after: 30)) {
    _ = state.happen(.fetched(fetch.id, .failure(refused)), after: 31)
  }
  let content = try #require(state.content(of: 1))
  #expect(content.frames.count == 1)
  #expect(content.fetchedAt == start + .seconds(1))
  guard case .failed(let failure) = content.status else {
    Issue.record("failed, not \(content.status)")
    return
  }
  #expect(failure.reason == "connection refused")
  #expect(state.view().text().contains("stale 30 s"))
}

@Test func aFailingSourceIsTriedAgainSoonAndThenLater() throws {
  var state = try program()
  var delays: [Double] = []
  var now = 0.0
  var effects = state.happen(.started)
  for _ in 0..<8 {
    for fetch in fetches(effects) {
      _ = state.happen(.fetched(fetch.id, .failure(refused)), after: now)
    }
    let next = try #require(state.health["prod"]?.nextTry)
    delays.append((next - (start + .seconds(now))).seconds)
    now += delays[delays.count - 1]
    effects = state.happen(.deadline, after: now)
    #expect(!fetches(effects).isEmpty)
  }
  #expect(delays[0] >= 1 && delays[0] <= 2)
  #expect(delays.allSatisfy { $0 <= 60 })
  #expect(delays[7] > delays[0])
}

@Test func aSourceThatAnswersAgainIsUpAndFresh() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .failure(refused)), after: 1)
  }
  #expect(state.health["prod"]?.isDown == true)
  let retry = fetches(state.happen(.deadline, after: 5))
  #expect(retry.count == 2)
  for fetch in retry { _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 6) }
  #expect(state.health["prod"]?.isUp == true)
  #expect(state.content(of: 1)?.status == .ok)
}

@Test func oneQueryThatIsRefusedIsNotTheSourcesFault() throws {
  var state = try program()
  let asked = fetches(state.happen(.started))
  let refusal = DataSourceError(.rejected, source: "prod", detail: "parse error at char 4")
  _ = state.happen(.fetched(asked[0].id, .failure(refusal)), after: 1)
  _ = state.happen(.fetched(asked[1].id, .success(answer(to: asked[1]))), after: 1)
  #expect(state.health["prod"]?.isUp == true)
  #expect(state.health["prod"]?.nextTry == nil)
  #expect(state.view().text().contains("parse error at char 4"))
}

/// The value of the first panel that is shown.
private func value(_ state: State) -> Double? {
  state.content(of: 1)?.frames.first?.fields.last?.numbers?.last ?? nil
}

@Test func aFrozenProgramGoesOnCollectingAndSaysHowMuch() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch, value: 1))), after: 1)
  }
  _ = state.press(" ", after: 2)
  #expect(state.view().text().contains("frozen 14:32\n"))
  let shown = state.content(of: 1)
  for refresh in 1...3 {
    let later = Double(refresh * 30)
    #expect(state.deadline == start + .seconds(later))
    for fetch in fetches(state.happen(.deadline, after: later)) {
      _ = state.happen(
        .fetched(fetch.id, .success(answer(to: fetch, value: 9))), after: later + 1)
    }
  }
  #expect(state.view().text().contains("frozen 14:32, 3 refreshes newer"))
  #expect(value(state) == 1)
  #expect(state.content(of: 1)?.range == shown?.range)
  #expect(fetches(state.press(" ", after: 92)).isEmpty)
  #expect(value(state) == 9)
  #expect(!state.view().text().contains("frozen"))
}

@Test func aFailureBehindAFrozenScreenDoesNotShowOnItsPanels() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  _ = state.press(" ", after: 2)
  for fetch in fetches(state.happen(.deadline, after: 30)) {
    _ = state.happen(.fetched(fetch.id, .failure(refused)), after: 31)
  }
  #expect(state.content(of: 1)?.status == .ok)
  #expect(state.view().text().contains("frozen 14:32\n"))
  _ = state.press(" ", after: 32)
  #expect(state.view().text().contains("stale"))
}

@Test func anotherRangeEndsTheFreeze() throws {
  var state = try program()
  _ = state.happen(.started)
  _ = state.press(" ", after: 2)
  #expect(!fetches(state.press("-", after: 3)).isEmpty)
  #expect(state.frozenAt == nil)
}

@Test func answersWithoutSeriesSayWhichQueryHadNone() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(Answer(frames: []))), after: 1)
  }
  #expect(state.content(of: 1)?.status == .noData(queries: ["m1"]))
}

@Test(arguments: ["influxdb", "elasticsearch"])
func questionsInAnotherLanguageAreNeverAsked(type: String) throws {
  var state = try program { dashboard in
    dashboard.panels[0].dataSource = DataSourceRef(type: type)
    dashboard.panels[1].dataSource = DataSourceRef(type: type)
    dashboard.panels[1].targets[0].expr = ""
  }
  #expect(fetches(state.happen(.started)).isEmpty)
  #expect(state.content(of: 1)?.status == .noSource(type: type))
  #expect(state.content(of: 2)?.status == .noSource(type: type))
}
