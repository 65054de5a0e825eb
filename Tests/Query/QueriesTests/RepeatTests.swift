import Dashboards
import Queries
import Testing

private func panel(
  _ id: Int, y: Int, repeats: String? = nil, _ change: (inout Panel) -> Void = { _ in }
) -> Panel {
  var panel = Panel(
    id: id, title: "\(id) $a $b", gridPos: GridPos(x: 0, y: y, w: 8, h: 4),
    kind: .stat(StatOptions()))
  panel.repeatVariable = repeats
  panel.targets = [Target(refID: "A", expr: "$a $b")]
  change(&panel)
  return panel
}

private func row(_ id: Int, y: Int, repeats: String? = nil, held: [Panel]? = nil) -> Panel {
  panel(id, y: y, repeats: repeats) {
    $0.gridPos = GridPos(x: 0, y: y, w: 24, h: 1)
    $0.kind = .row(collapsed: held != nil, panels: held ?? [])
  }
}

private func filled(_ panels: [Panel], a: [String], b: [String] = ["z"]) -> FilledDashboard {
  var dashboard = Dashboard(title: "for $b")
  dashboard.panels = panels
  func value(_ texts: [String]) -> VariableValues.Value {
    .init(options: texts.map { .init(text: $0, value: $0) }, isAll: texts.count > 1, isList: true)
  }
  return FilledDashboard(dashboard, VariableValues(["a": value(a), "b": value(b)]))
}

@Test(
  arguments: [
    (1, nil, [(0, 24, 0)], 4), (2, nil, [(0, 12, 0), (12, 12, 0)], 4),
    (5, nil, [(0, 6, 0), (6, 6, 0), (12, 6, 0), (18, 6, 0), (0, 6, 4)], 8),
    (3, 2, [(0, 12, 0), (12, 12, 0), (0, 12, 4)], 8),
    (2, 1, [(0, 24, 0), (0, 24, 4)], 8),
  ] as [(Int, Int?, [(Int, Int, Int)], Int)])
func copiesSideBySideShareTheWidth(
  count: Int, maxPerRow: Int?, places: [(x: Int, w: Int, y: Int)], next: Int
) {
  let made = filled(
    [panel(1, y: 0, repeats: "a") { $0.maxPerRow = maxPerRow }, panel(2, y: 4)],
    a: (0..<count).map { "v\($0)" })
  let panels = made.dashboard.panels
  #expect(
    panels.dropLast().map(\.gridPos) == places.map { GridPos(x: $0.x, y: $0.y, w: $0.w, h: 4) })
  #expect(panels.dropLast().map(\.title) == (0..<count).map { "1 v\($0) z" })
  #expect(panels.last?.gridPos == GridPos(x: 0, y: next, w: 8, h: 4))
}

@Test func copiesBelowOneAnotherKeepTheirWidth() {
  let made = filled(
    [panel(1, y: 0, repeats: "a") { $0.repeatsDown = true }, panel(2, y: 4)], a: ["p", "q", "r"])
  #expect(made.dashboard.panels.map(\.gridPos.y) == [0, 4, 8, 12])
  #expect(made.dashboard.panels.allSatisfy { $0.gridPos.w == 8 })
}

@Test func aCopySeesItsOneValue() {
  let made = filled([panel(1, y: 0, repeats: "a")], a: ["p", "q.r"])
  let panels = made.dashboard.panels
  let scopes = panels.map { made.scopes[$0.id]?["a"]?.options.map(\.value) }
  #expect(scopes == [["p"], ["q.r"]])
  let values = VariableValues().with(scope: made.scopes[panels[1].id] ?? [:])
  #expect(values.interpolate(promQL: #"{a=~"$a"}"#) == #"{a=~"q\\.r"}"#)
  #expect(values.interpolate("$a") == "q.r")
}

@Test(arguments: [nil, "a", "nobody"])
func whereNothingIsChosenStandsThePanelItself(variable: String?) {
  let source = panel(1, y: 0, repeats: variable)
  let made = filled([source], a: [])
  #expect(made.dashboard.panels.map(\.id) == [1])
  #expect(made.dashboard.panels[0].gridPos == source.gridPos)
  #expect(made.scopes.isEmpty)
}

@Test func aCopyKeepsItsIdWhileOthersComeAndGo() {
  let panels = [panel(1, y: 0, repeats: "a")]
  func ids(_ values: [String]) -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: filled(panels, a: values).dashboard.panels.map { ($0.title, $0.id) })
  }
  let (few, many) = (ids(["p", "q"]), ids(["p", "m", "n", "q"]))
  #expect(few["1 p z"] == 1)
  #expect(few["1 q z"] == many["1 q z"])
  #expect(Set(many.values).count == 4)
}

@Test func aRowIsCopiedWithItsPanels() {
  let made = filled(
    [row(1, y: 0, repeats: "a"), panel(2, y: 1), panel(3, y: 5), row(4, y: 9), panel(5, y: 10)],
    a: ["p", "q"])
  let panels = made.dashboard.panels
  #expect(
    panels.map(\.title)
      == [
        "1 p z", "2 p z", "3 p z", "1 q z", "2 q z", "3 q z", "4 {p,q} z", "5 {p,q} z",
      ])
  #expect(panels.map(\.gridPos.y) == [0, 1, 5, 9, 10, 14, 18, 19])
  #expect(Set(panels.map(\.id)).count == panels.count)
}

@Test func aPanelMayBeRepeatedInARepeatedRow() {
  let made = filled(
    [row(1, y: 0, repeats: "a"), panel(2, y: 1, repeats: "b"), panel(3, y: 5, repeats: "a")],
    a: ["p", "q"], b: ["x", "y", "z"])
  #expect(
    made.dashboard.panels.map(\.title) == [
      "1 p {x,y,z}", "2 p x", "2 p y", "2 p z", "3 p {x,y,z}", "1 q {x,y,z}", "2 q x", "2 q y",
      "2 q z",
      "3 q {x,y,z}",
    ])
  let scopes = made.dashboard.panels.map { made.scopes[$0.id]?.values.map(\.options.count) ?? [] }
  #expect(scopes.allSatisfy { $0.allSatisfy { $0 == 1 } })
  #expect(made.scopes.count == 10)
}

@Test func aCollapsedRowIsCopiedWithWhatItHolds() {
  let held = [panel(2, y: 1), panel(3, y: 5, repeats: "b")]
  let made = filled(
    [row(1, y: 0, repeats: "a", held: held), row(9, y: 1)], a: ["p", "q"], b: ["x", "y"])
  #expect(
    made.dashboard.allPanels.map(\.title) == [
      "1 p {x,y}", "2 p {x,y}", "3 p x", "3 p y", "1 q {x,y}", "2 q {x,y}", "3 q x", "3 q y",
      "9 {p,q} {x,y}",
    ])
  #expect(made.dashboard.panels.map(\.gridPos.y) == [0, 1, 2])
  // Each opens by itself.
  let copy = made.dashboard.panels[1].id
  #expect(
    made.dashboard.visiblePanels(toggledRows: [copy]).map(\.title) == [
      "1 p {x,y}", "1 q {x,y}", "2 q {x,y}", "3 q x", "3 q y", "9 {p,q} {x,y}",
    ])
}

@Test func titlesAndTextsAreFilledIn() {
  var options = TextOptions()
  options.content = "of $b"
  let made = filled(
    [
      panel(1, y: 0) {
        $0.kind = .text(options)
        $0.description = "d $b"
        $0.fieldConfig.displayName = "$b ${__field.labels.x}"
      }
    ], a: [])
  let panel = made.dashboard.panels[0]
  #expect(made.dashboard.title == "for z")
  #expect(panel.description == "d z")
  #expect(panel.fieldConfig.displayName == "z ${__field.labels.x}")
  guard case .text(let text) = panel.kind else {
    Issue.record("a text")
    return
  }
  #expect(text.content == "of z")
}
