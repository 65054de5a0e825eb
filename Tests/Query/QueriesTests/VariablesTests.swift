import Dashboards
import Queries
import Testing

@Test(arguments: [
  ("label_values(job)", VariableQuery.labelValues(label: "job", selector: nil)),
  (
    #"label_values(up{a="1,2", b=~"x"}, job)"#,
    .labelValues(label: "job", selector: #"up{a="1,2", b=~"x"}"#)
  ),
  ("label_names()", .labelNames(matching: "")), ("metrics(node_.*)", .metrics(matching: "node_.*")),
  ("query_result(topk(3, up))", .queryResult("topk(3, up)")), (" up ", .series("up")),
])
func queriesOfVariablesAreRead(text: String, query: VariableQuery) {
  #expect(VariableQuery(text) == query)
}

private func variable(_ change: (inout Variable) -> Void) -> Variable {
  var variable = Variable(name: "v", kind: .query("label_values(x)"))
  change(&variable)
  return variable
}

private func options(
  _ listed: [String], _ values: VariableValues = VariableValues(),
  _ change: (inout Variable) -> Void
) -> [String] {
  let variable = variable {
    $0.includesAll = true
    $0.current = ["$__all"]
    change(&$0)
  }
  return Variables.value(of: variable, listed: listed, chosen: nil, values).options.map {
    $0.text == $0.value ? $0.value : "\($0.text)=\($0.value)"
  }
}

@Test(
  arguments: [
    (nil, ["b", "a", "b"], ["b", "a"]), ("/^a/", ["b", "a1", "a2"], ["a1", "a2"]),
    ("a(.)", ["b", "a1", "xa2y"], ["1", "2"]),
    ("/(?<text>[a-z]+)-(?<value>[0-9]+)/", ["b-2", "a-10", "c", "b-2"], ["b=2", "a=10"]),
    ("/(?<value>[0-9]+)/", ["b-2"], ["2"]), ("/(?<text>[0-9]+)/", ["b-2"], ["2"]),
    ("/([0-9])/g", ["1 2", "2 3"], ["1", "2", "3"]), ("/X(.)/i", ["xa"], ["a"]),
    ("/(z)?a/", ["bab"], ["bab"]), ("/(?!a)b/", ["ab"], ["ab"]), ("", ["a"], ["a"]),
    ("/^$x-(.*)/", ["p.q-1", "pxq-2"], ["1"]),
  ] as [(String?, [String], [String])])
func optionsAreCutByTheExpression(regex: String?, listed: [String], cut: [String]) {
  let others = VariableValues(["x": .init(options: [.init(text: "p.q", value: "p.q")])])
  #expect(options(listed, others) { $0.regex = regex } == cut)
}

@Test(
  arguments: [
    (0, ["b", "B", "a"]), (1, ["B", "a", "b"]), (2, ["b", "a", "B"]), (5, ["a", "b", "B"]),
    (6, ["B", "b", "a"]),
  ])
func optionsAreSortedByLetters(sort: Int, sorted: [String]) {
  #expect(options(["b", "B", "a"]) { $0.sort = sort } == sorted)
}

@Test(
  arguments: [
    (3, ["x", "n1.9", "n2", "n10"]), (4, ["n10", "n2", "n1.9", "x"]),
    (7, ["n1.9", "n2", "n10", "x"]), (8, ["x", "n10", "n2", "n1.9"]),
  ])
func optionsAreSortedByNumbers(sort: Int, sorted: [String]) {
  #expect(options(["n10", "x", "n2", "n1.9"]) { $0.sort = sort } == sorted)
}

@Test(
  arguments: [
    (false, false, ["gone"], nil, ["a"]), (false, false, ["b"], nil, ["b"]),
    (true, false, ["gone", "b", "c"], nil, ["b", "c"]),
    (true, true, ["gone"], nil, ["a", "b", "c"]),
    (false, true, ["$__all"], nil, ["a", "b", "c"]), (false, false, ["$__all"], nil, ["a"]),
    (false, false, ["b"], ["typed"], ["typed"]), (false, true, ["b"], ["all"], ["a", "b", "c"]),
    (false, false, ["b", "c"], nil, ["b"]),
  ] as [(Bool, Bool, [String], [String]?, [String])])
func aStoredChoiceHoldsWhileItIsAnOption(
  isMulti: Bool, includesAll: Bool, current: [String], chosen: [String]?, result: [String]
) {
  let stored = variable {
    ($0.isMulti, $0.includesAll, $0.current) = (isMulti, includesAll, current)
  }
  let value = Variables.value(of: stored, listed: ["a", "b", "c"], chosen: chosen)
  #expect(value.options.map(\.value) == result)
  #expect(value.isAll == (result.count == 3))
}

@Test func aVariableThatIsNeverAskedHasTheOptionsOfItsFile() {
  var dashboard = Dashboard(title: "")
  dashboard.variables = [
    variable {
      $0.refresh = .never
      $0.storedOptions = [.init(text: "A", value: "a"), .init(text: "B", value: "b")]
      $0.current = ["b"]
    }
  ]
  #expect(Variables.askedInOrder(of: dashboard).isEmpty)
  let values = Variables.initial(of: dashboard, overrides: [:])
  #expect(values.values["v"]?.options == [.init(text: "B", value: "b")])
}

@Test(
  arguments: [
    (nil, [], ["p1"]), ("/prod/", [], ["p2"]), (nil, ["two prod"], ["p2"]), (nil, ["p2"], ["p2"]),
    (nil, ["gone"], ["p1"]), ("/none/", ["stored"], ["stored"]),
  ] as [(String?, [String], [String])])
func theSourcesOfATypeAreOptions(regex: String?, current: [String], uids: [String]) {
  var dashboard = Dashboard(title: "")
  dashboard.variables = [Variable(name: "ds", kind: .dataSource(type: "prometheus"))]
  dashboard.variables[0].regex = regex
  dashboard.variables[0].current = current
  let values = Variables.initial(of: dashboard, overrides: [:]) { type in
    type == "prometheus"
      ? [.init(text: "one", value: "p1"), .init(text: "two prod", value: "p2")] : []
  }
  #expect(values.values["ds"]?.options.map(\.value) == uids)
}

@Test(
  arguments: [
    (.textBox("default"), [], "default"), (.textBox("default"), ["typed"], "typed"),
    (.constant("c"), ["other"], "c"),
    (.custom([.init(text: "A", value: "a", properties: ["team": "x"])]), [], "a"),
  ] as [(Variable.Kind, [String], String)])
func kindsThatHoldOneValueHaveIt(kind: Variable.Kind, current: [String], text: String) {
  var dashboard = Dashboard(title: "")
  dashboard.variables = [Variable(name: "v", kind: kind)]
  dashboard.variables[0].current = current
  let values = Variables.initial(of: dashboard, overrides: [:])
  #expect(values.interpolate("$v") == text)
  #expect(values.interpolate("${v.team}") == (text == "a" ? "x" : text))
}

@Test func variablesAreAskedAfterThoseTheyReferToAndCirclesEnd() {
  var dashboard = Dashboard(title: "")
  func query(_ name: String, _ text: String) -> Variable {
    Variable(name: name, kind: .query(text))
  }
  dashboard.variables = [
    query("c", "label_values(up{b=\"$b\"}, c)"), query("b", "label_values(up{a=\"$a\"}, b)"),
    query("a", "label_values(a)"), query("p", "$q"), query("q", "$p"),
  ]
  #expect(Variables.askedInOrder(of: dashboard).map(\.name) == ["a", "b", "c", "p", "q"])
}

@Test func whatHasItsValueNeedNotBeAsked() {
  var dashboard = Dashboard(title: "")
  dashboard.variables = [
    variable {
      $0.includesAll = true
      $0.allValue = ".*"
      $0.current = ["$__all"]
    }
  ]
  let values = Variables.initial(of: dashboard, overrides: [:])
  #expect(!Variables.mustBeAsked(dashboard.variables[0], values))
  dashboard.variables[0].allValue = nil
  #expect(
    Variables.mustBeAsked(
      dashboard.variables[0], Variables.initial(of: dashboard, overrides: [:])))
}

@Test(
  arguments: [
    ("metrics(node_)", ["node_a"]), ("label_names(^u)", ["up"]), ("metrics()", ["node_a", "up"]),
    ("label_values(node)", ["node_a", "up"]),
  ])
func namesAreChosenByThePatternOfTheQuery(text: String, chosen: [String]) {
  #expect(VariableQuery(text).chosen(of: ["node_a", "up"]) == chosen)
}
