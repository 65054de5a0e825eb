import Cells
import Dashboards
import DataSources
import Testing
import Times

@testable import App

private func variable(_ name: String, _ kind: Variable.Kind, isMulti: Bool = false) -> Variable {
  var variable = Variable(name: name, kind: kind)
  (variable.isMulti, variable.includesAll) = (isMulti, isMulti)
  return variable
}

/// A program whose first panel asks for `m{platform=~"$platform"}`.
private func variables(_ list: [Variable]) throws -> State {
  var state = try program {
    $0.variables = list
    $0.panels[0].targets[0].expr = "m{p=~\"$platform\",t=\"$text\"}"
  }
  _ = state.happen(.started)
  return state
}

private func custom(_ values: String..., isMulti: Bool = false) -> Variable {
  variable("platform", .custom(values.map { .init(text: $0, value: $0) }), isMulti: isMulti)
}

@Test func theOnlyVariableIsChosenFromAtOnce() throws {
  var state = try variables([custom("tiktok", "youtube", "x")])
  _ = state.press("v")
  #expect(state.picker?.subject == .variable("platform"))
  #expect(state.picker?.selected?.title == "tiktok")
  _ = state.press("you")
  let asked = fetches(state.happen(.key(.enter)))
  #expect(asked.map(\.query.expression) == [#"m{p=~"youtube",t="$text"}"#])
  #expect(state.overlay == nil)
}

@Test func severalValuesAreMarkedAndAllTakesTheirPlace() throws {
  var state = try variables([custom("tiktok", "youtube", "x", isMulti: true)])
  _ = state.press("v")
  #expect(state.picker?.items.map(\.title) == ["All", "tiktok", "youtube", "x"])
  _ = state.happen(.key(.down))
  _ = state.press(" ")
  _ = state.happen(.key(.down))
  _ = state.press(" ")
  #expect(state.picker?.note == "2 of 4")
  let asked = fetches(state.happen(.key(.enter)))
  #expect(asked.map(\.query.expression) == [#"m{p=~"(tiktok|youtube)",t="$text"}"#])
  _ = state.press("vx")
  _ = state.happen(.key(.enter))
  #expect(state.currentView.variables.summary(of: "platform") == "x")
  _ = state.press("vall")
  _ = state.happen(.key(.enter))
  #expect(state.currentView.variables.summary(of: "platform") == "all")
}

@Test func valuesComeFromTheServerAndFailuresAreShown() throws {
  var state = try variables([variable("platform", .query("label_values(m, p)"))])
  _ = state.press("v")
  #expect(state.view().text().contains("loading"))
  let failure = DataSourceError(.rejected, source: "prod", detail: "parse error")
  _ = state.happen(.listed(view: 0, variable: "platform", .failure(failure)))
  #expect(state.picker?.problem?.contains("parse error") == true)
  _ = state.happen(.listed(view: 0, variable: "platform", .success(["a", "b"])))
  #expect(state.picker?.problem == nil)
  #expect(state.picker?.items.map(\.title) == ["a", "b"])
  _ = state.happen(.key(.escape))
  _ = state.happen(.listed(context: 3, view: 0, variable: "platform", .success(["wrong"])))
  _ = state.press("v")
  #expect(state.picker?.items.map(\.title) == ["a", "b"])
  _ = state.press("b")
  _ = state.happen(.key(.enter))
  #expect(state.currentView.variables.summary(of: "platform") == "b")
  // A later list does not take the choice back.
  _ = state.happen(.listed(view: 0, variable: "platform", .success(["a", "b", "c"])))
  #expect(state.currentView.variables.summary(of: "platform") == "b")
}

@Test func aTextIsTypedAndEscapeGoesBackToTheList() throws {
  var state = try variables([custom("a", "b"), variable("text", .textBox("one"))])
  _ = state.press("v")
  #expect(state.picker?.items.map(\.detail) == ["a", "one"])
  _ = state.press("text")
  _ = state.happen(.key(.enter))
  #expect(state.picker?.input.text == "one")
  _ = state.happen(.key(.escape))
  #expect(state.picker?.subject == .variables)
  _ = state.press("text")
  _ = state.happen(.key(.enter))
  _ = state.happen(.key(.control("u")))
  _ = state.press("two words")
  let asked = fetches(state.happen(.key(.enter)))
  #expect(asked.map(\.query.expression) == [#"m{p=~"a",t="two words"}"#])
  _ = state.press("v")
  _ = state.happen(.key(.escape))
  #expect(state.overlay == nil)
}

@Test func aViewWithoutVariablesSaysSo() throws {
  var state = try variables([])
  _ = state.press("v")
  #expect(state.overlay == nil && state.notice == "this view has no variables")
}

@Test func aValueThatNobodyListsIsTakenAsItIsWritten() throws {
  var state = try variables([custom("a", "b")])
  _ = state.press("vnew")
  #expect(state.picker?.note == "no value matches; taken as it is written")
  _ = state.happen(.key(.enter))
  #expect(state.currentView.variables.summary(of: "platform") == "new")
  _ = state.press("v")
  #expect(state.picker?.items.map(\.title) == ["new", "a", "b"])
}
