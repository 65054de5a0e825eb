import Configuration
import DataSources
import Frames
import Testing
import Times
import Traces

@testable import App

private func programWithTraces() throws -> State {
  var state = try program()
  state.settings.sources.append(
    try #require(DataSource(name: "tempo", kind: .tempo, address: "http://127.0.0.1:8")))
  for fetch in fetches(state.happen(.started)) {
    _ = state.happen(.fetched(fetch.id, .success(answer(to: fetch))), after: 1)
  }
  return state
}

private func searches(_ effects: [Effect]) -> [Fetch] {
  effects.compactMap { if case .findExemplars(let fetch) = $0 { fetch } else { nil } }
}

private func traces(_ effects: [Effect]) -> [TraceID] {
  effects.compactMap { effect in
    if case .askTraces(let request) = effect, case .trace(let id) = request.question {
      return id
    }
    return nil
  }
}

private func exemplar(_ seconds: Double, _ trace: String?, value: Double = 0.4) -> Exemplar {
  Exemplar(
    time: start + .seconds(seconds), value: value,
    labels: trace.map { ["trace_id": $0] } ?? ["span_id": "1"],
    series: ["__name__": "m1_bucket", "le": "0.5"])
}

/// The cursor stands at the latest sample, and the exemplars of the graph are asked for.
private func searching() throws -> (State, Fetch) {
  var state = try programWithTraces()
  _ = state.press("c", after: 2)
  let asked = searches(state.press("x", after: 2))
  return (state, try #require(asked.first))
}

@Test func theOnlyExemplarOpensItsTrace() throws {
  var (state, fetch) = try searching()
  #expect(fetch.query.expression == "m1")
  #expect(fetch.source.name == "prod")
  let effects = state.happen(
    .foundExemplars(fetch.id, .success([exemplar(-60, "ab"), exemplar(-45, nil)])), after: 3)
  #expect(traces(effects) == [TraceID(low: 0xab)])
}

@Test func severalExemplarsStandInAPickerTheNearestFirst() throws {
  var (state, fetch) = try searching()
  let found = [
    exemplar(-600, "a1"), exemplar(-30, "a2", value: 1.25), exemplar(-90, "a3"),
    exemplar(-31, "a2"),
  ]
  #expect(traces(state.happen(.foundExemplars(fetch.id, .success(found)), after: 3)).isEmpty)
  let picker = try #require(state.picker)
  #expect(picker.title == "Exemplars near 14:32:30")
  #expect(picker.items.map(\.title) == ["14:32:00  1.25", "14:31:00  0.400", "14:22:30  0.400"])
  #expect(picker.items[0].detail.hasSuffix(#"a2  m1_bucket{le="0.5"}"#))
  _ = state.happen(.key(.down), after: 4)
  #expect(traces(state.happen(.key(.enter), after: 5)) == [TraceID(low: 0xa3)])
}

@Test func escapeLeavesThePickerForTheGraph() throws {
  var (state, fetch) = try searching()
  _ = state.happen(
    .foundExemplars(fetch.id, .success([exemplar(-1, "a1"), exemplar(-2, "a2")])), after: 3)
  _ = state.happen(.key(.escape), after: 4)
  #expect(state.picker == nil && state.cursor != nil)
}

@Test(
  arguments: [
    (.success([]), "the servers have no exemplars of this graph"),
    (.success([exemplar(-1, nil)]), "none of the 1 exemplars names a trace"),
    (.failure(refused), "prod is unreachable: connection refused"),
  ] as [(Result<[Exemplar], DataSourceError>, String)])
func whereThereIsNoTraceItIsSaid(
  result: Result<[Exemplar], DataSourceError>, text: String
) throws {
  var (state, fetch) = try searching()
  #expect(traces(state.happen(.foundExemplars(fetch.id, result), after: 3)).isEmpty)
  #expect(state.notice == text)
}

@Test func anAnswerThatComesTooLateChangesNothing() throws {
  var (state, fetch) = try searching()
  let again = try #require(searches(state.press("x", after: 3)).first)
  #expect(again.id != fetch.id)
  _ = state.happen(.foundExemplars(fetch.id, .success([exemplar(-1, "ab")])), after: 4)
  #expect(state.exemplarSearch != nil)
  _ = state.happen(.key(.escape), after: 4)
  #expect(
    traces(state.happen(.foundExemplars(again.id, .success([exemplar(-1, "ab")])), after: 5))
      .isEmpty)
}

@Test func theFooterNamesTheKeyWhereThereAreTraces() throws {
  var state = try programWithTraces()
  _ = state.press("c", after: 2)
  #expect(state.view().text().contains("x trace"))
  var without = try program()
  _ = without.happen(.started)
  _ = without.press("c", after: 2)
  #expect(!without.view().text().contains("x trace"))
}
