import Cells
import DataSources
import Frames
import Testing
import Times

@testable import App

private func suggestions(_ effects: [Effect]) -> [Suggestions] {
  effects.compactMap { if case .suggest(let suggestions) = $0 { suggestions } else { nil } }
}

/// The usual program, exploring a text that was typed after all else was deleted.
private func exploring(_ text: String = "") throws -> State {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  let asked = fetches(state.press("e", after: 2))
  _ = state.happen(.fetched(try #require(asked.first).id, .success(answer(to: asked[0]))), after: 2)
  _ = state.happen(.key(.control("u")), after: 2)
  if !text.isEmpty { _ = state.happen(.key(.paste(text)), after: 2) }
  return state
}

@Test func exploringBeginsWithThePanelsQueryAndLeavesThePanelAlone() throws {
  var state = try program()
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch, value: 3))), after: 1)
  }
  let before = state.view()
  let asked = fetches(state.press("e", after: 1))
  #expect(asked.map(\.query.expression) == ["m1"])
  #expect(asked.map(\.id.place.isExplored) == [true])
  _ = state.happen(.fetched(asked[0].id, .success(answer(to: asked[0], value: 77))), after: 1)
  #expect(state.view().text().contains("Explore  prod"))
  #expect(state.view().text().contains("77"))
  _ = state.happen(.key(.control("u")), after: 1)
  _ = state.press("up", after: 1)
  _ = state.happen(.key(.escape), after: 1)
  _ = state.happen(.key(.escape), after: 1)
  #expect(state.explore == nil)
  #expect(state.view() == before)
}

@Test func enterRunsWhatIsWritten() throws {
  var state = try exploring("rate(up[5m])")
  let asked = fetches(state.happen(.key(.enter), after: 3))
  #expect(asked.map(\.query.expression) == ["rate(up[5m])"])
  guard case .range = asked[0].query.mode else { throw Unexpected() }
  let instant = fetches(state.happen(.key(.control("r")), after: 3))
  #expect(instant.map(\.query.mode) == [.instant])
  #expect(state.view().text().contains("instant, table, asked"))
}

private struct Unexpected: Error {}

@Test func anOldAnswerIsDropped() throws {
  var state = try exploring("a")
  let first = fetches(state.happen(.key(.enter), after: 3))[0]
  _ = state.press("b", after: 3)
  let second = fetches(state.happen(.key(.enter), after: 3))[0]
  _ = state.happen(.fetched(second.id, .success(answer(to: second, value: 2))), after: 4)
  _ = state.happen(.fetched(first.id, .success(answer(to: first, value: 1))), after: 5)
  #expect(state.explore?.answer?.frames.first?.fields.last?.numbers?.last == 2)
}

@Test func whatIsNoQueryIsToldAtItsPlaceAndSentOnlyWhenInsisted() throws {
  var state = try exploring("sum(up")
  #expect(fetches(state.happen(.key(.enter), after: 3)).isEmpty)
  let problem = try #require(state.explore?.problem)
  #expect(problem.text.hasPrefix("1:7: parse error"))
  #expect(problem.characters == 6..<7)
  #expect(state.view().text().contains("✗ 1:7: parse error"))
  #expect(fetches(state.happen(.key(.enter), after: 3)).count == 1)
}

@Test func whatTheServerRefusesIsToldAtItsPlace() throws {
  var state = try exploring("up +\nfoo")
  let asked = fetches(state.happen(.key(.enter), after: 3))
  let refusal = DataSourceError(
    .rejected, source: "prod", detail: #"invalid parameter "query": 2:2: parse error: no"#)
  _ = state.happen(.fetched(asked[0].id, .failure(refusal)), after: 4)
  #expect(state.explore?.problem?.characters == 6..<7)
  #expect(state.view().text().contains("2:2: parse error: no"))
  #expect(state.health["prod"]?.isUp == true)
}

@Test func theHistoryGoesUpAndDown() throws {
  var state = try exploring("first")
  _ = state.happen(.key(.enter), after: 3)
  _ = state.happen(.key(.control("u")), after: 3)
  _ = state.press("draft", after: 3)
  for (key, text) in [
    (Key.up, "first"), (.up, "m1"), (.up, "m1"), (.down, "first"), (.down, "draft"),
    (.down, "draft"),
  ] {
    _ = state.happen(.key(key), after: 3)
    #expect(state.explore?.editor.text == text)
  }
}

@Test func namesAreAskedForOnceAndTakenWithTab() throws {
  var state = try exploring()
  let asked = suggestions(state.press("ht", after: 3))
  #expect(asked.map(\.kind) == [.metrics])
  _ = state.happen(
    .suggested(asked[0], .success(["http_requests_total", "up", "my_http"])), after: 4)
  #expect(state.explore?.list?.candidates.map(\.text) == ["http_requests_total", "my_http"])
  #expect(suggestions(state.press("t", after: 4)).isEmpty)
  _ = state.happen(.key(.tab), after: 4)
  #expect(state.explore?.editor.text == "http_requests_total")
  #expect(state.explore?.list == nil)
}

@Test(
  arguments: [
    (#"up{"#, .labelNames(#"{__name__="up"}"#)),
    (#"up{job="#, .labelValues("job", #"{__name__="up"}"#)),
    (#"up{a="b",job=""#, .labelValues("job", #"{__name__="up",a="b"}"#)),
    (#"{job=""#, .labelValues("job", nil)),
    ("sum by (", .labelNames(nil)),
  ] as [(String, Suggestions.Kind)])
func labelsAreAskedForUnderTheSelectorSoFar(text: String, kind: Suggestions.Kind) throws {
  var state = try exploring()
  let asked = suggestions(state.happen(.key(.paste(text)), after: 3))
  #expect(asked.map(\.kind) == [kind])
}

@Test func aValueIsWrittenInQuotes() throws {
  var state = try exploring()
  let asked = suggestions(state.happen(.key(.paste(#"up{job="a"#)), after: 3))
  _ = state.happen(.suggested(asked[0], .success([#"a"pi"#, "b"])), after: 3)
  _ = state.happen(.key(.tab), after: 3)
  #expect(state.explore?.editor.text == #"up{job="a\"pi""#)
}

@Test func functionsAreOfferedWithoutAServer() throws {
  var state = try exploring()
  _ = state.press("histogram_q", after: 3)
  #expect(state.view().text().contains("histogram_quantile"))
  _ = state.happen(.key(.down), after: 3)
  // A candidate that was moved to is taken with Enter; nothing is sent.
  #expect(fetches(state.happen(.key(.enter), after: 3)).isEmpty)
  #expect(state.explore?.editor.text.hasPrefix("histogram_quantile") == true)
}

@Test func aRefusedListLeavesTheEditorAlone() throws {
  var state = try exploring()
  let asked = suggestions(state.press("ht", after: 3))
  _ = state.happen(.suggested(asked[0], .failure(refused)), after: 4)
  #expect(state.explore?.editor.text == "ht")
  #expect(state.explore?.problem == nil)
}

@Test func lettersAreTextAndNoCommands() throws {
  var state = try exploring()
  for letter in "q:?1r [i" { #expect(state.press(String(letter), after: 3) != [.quit]) }
  #expect(state.explore?.editor.text == "q:?1r [i")
}

@Test func exploringIsDrawnAtEverySize() throws {
  var state = try exploring("sum by (job) (rate(x[5m]))\n+ 1 +\n2")
  _ = state.happen(.key(.home), after: 3)
  _ = state.happen(.key(.tab), after: 3)
  for width in [0, 1, 2, 9, 40, 200] {
    for height in [0, 1, 2, 3, 4, 24, 100] {
      _ = state.happen(.resized(width: width, height: height), after: 3)
      #expect(state.view().area == Rect(width: width, height: height))
    }
  }
}

@Test(arguments: [(80, 24), (120, 40)])
func exploringLooksAsItsPicture(width: Int, height: Int) throws {
  var state = try program()
  _ = state.happen(.resized(width: width, height: height))
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  let asked = fetches(state.press("e", after: 2))
  _ = state.happen(.fetched(asked[0].id, .success(answer(to: asked[0]))), after: 2)
  _ = state.press(" + rate", after: 3)
  try compare(state.view().text(), with: "explore-\(width)x\(height)")
}

/// The usual program with a Loki beside, exploring a text there.
private func exploringLoki(_ text: String) throws -> (State, [Effect]) {
  let plain = try program()
  var settings = plain.settings
  let loki = try #require(DataSource(name: "lines", kind: .loki, address: "http://127.0.0.1:8"))
  settings.sources.append(loki)
  var state = State(settings: settings, views: plain.views, now: start)
  _ = state.happen(.resized(width: 120, height: 40))
  _ = state.happen(.started)
  _ = state.press("e", after: 1)
  _ = state.happen(.key(.control("u")), after: 1)
  _ = state.happen(.key(.control("s")), after: 1)
  let effects = text.isEmpty ? [] : state.happen(.key(.paste(text)), after: 1)
  return (state, effects)
}

@Test(
  arguments: [
    (#"{app="x", "#, Suggestions.Kind.labelNames(#"{app="x"}"#)),
    (#"sum(rate({app=~"a.*", pod=""#, .labelValues("pod", #"{app=~"a.*"}"#)),
    ("{", .labelNames(nil)),
  ] as [(String, Suggestions.Kind)])
func streamsAreCompletedFromTheServer(text: String, kind: Suggestions.Kind) throws {
  let (_, effects) = try exploringLoki(text)
  #expect(suggestions(effects).map(\.kind) == [kind])
  #expect(suggestions(effects).map(\.source.name) == ["lines"])
}

@Test(arguments: [
  (#"{a="b"} | js"#, ["json"]), ("count_o", ["count_over_time"]),
  (#"rate({a="b"}[5"#, ["5m"]),
  (#"{a="b"} |= "count_over"#, []), (#"{a="b"} |= "\"js"#, []),
])
func wordsOfLogQLAreOffered(text: String, words: [String]) throws {
  let (state, effects) = try exploringLoki(text)
  #expect(suggestions(effects).isEmpty)
  #expect((state.explore?.list?.candidates ?? []).map(\.text) == words)
}

@Test func linesAreExploredAsLogs() throws {
  var (state, _) = try exploringLoki(#"{app="x"}"#)
  let asked = fetches(state.happen(.key(.enter), after: 3))
  #expect(asked.map(\.source.name) == ["lines"])
  guard case .lines? = asked.first?.query.mode else { throw Unexpected() }
  #expect(asked.first?.query.expression == #"{app="x"}"#)
  _ = state.happen(.key(.backspace), after: 4)
  #expect(state.happen(.key(.enter), after: 4).isEmpty)
  #expect(state.explore?.problem?.isOurs == true)
  #expect(state.view().text().contains("parse error at line 1"))
}

@Test func whatFindsNothingAndWhatIsRefusedIsSaidInFull() throws {
  var state = try exploring("nosuchmetric")
  for _ in 0..<2 {
    let asked = fetches(state.happen(.key(.enter), after: 3))
    _ = state.happen(
      .fetched(try #require(asked.first).id, .success(Answer(frames: []))), after: 3)
    #expect(state.view().text().contains("no series match"), "\(state.view().text())")
    _ = state.happen(.key(.control("t")), after: 3)
  }
  _ = state.happen(.resized(width: 80, height: 24), after: 3)
  let asked = fetches(state.happen(.key(.enter), after: 3))
  let reason =
    #"invalid parameter "query": 1:10: parse error: "# + String(repeating: "why ", count: 30)
    + "end"
  _ = state.happen(
    .fetched(
      try #require(asked.first).id,
      .failure(.init(.rejected, source: "prod", detail: reason))), after: 4)
  #expect(state.view().text().contains("end"), "\(state.view().text())")
}

@Test func aNameIsNotAskedForTwice() throws {
  var state = try exploring("up")
  let asked = try #require(suggestions(state.press("{", after: 3)).first)
  _ = state.happen(.suggested(asked, .success(["__name__", "instance"])), after: 3)
  let text = state.view().text()
  #expect(text.contains("instance") && !text.contains("__name__"))
}
