import Dashboards
import Foundation
import JSON
import Queries
import TestSupport
import Testing

private func values(_ texts: [String], isList: Bool = true, isAll: Bool = false) -> VariableValues {
  VariableValues([
    "x": .init(
      options: texts.map { .init(text: $0.uppercased(), value: $0) }, isAll: isAll, isList: isList)
  ])
}

@Test(arguments: [
  ("$x", "{a,b}"), ("${x}", "{a,b}"), ("[[x]]", "{a,b}"), ("${x:csv}", "a,b"), ("${x:pipe}", "a|b"),
  ("${x:regex}", "(a|b)"), ("${x:json}", #"["a","b"]"#), ("${x:text}", "A + B"),
  ("${x:singlequote}", "'a','b'"), ("${x:doublequote}", #""a","b""#), ("${x:join:;}", "a;b"),
  ("$xy", "$xy"), ("$", "$"), ("${x", "${x"), ("100$ of $x.", "100$ of {a,b}."),
  ("${x.y}", "{a,b}"),
  ("${x:nonsense}", "{a,b}"), ("[x]", "[x]"),
])
func aVariableIsWrittenInItsFormat(text: String, result: String) {
  #expect(values(["a", "b"]).interpolate(text) == result)
}

@Test(
  arguments: [
    (["a"], false, "a"), (["a.b"], false, "a.b"), (["a.b"], true, #"a\\.b"#),
    (["a", "b"], true, "(a|b)"), ([#"q"\"#], false, #"q\"\\"#), ([#"q""#], true, #"q\""#),
  ] as [([String], Bool, String)])
func valuesAreEscapedForPromQL(texts: [String], isList: Bool, result: String) {
  #expect(values(texts, isList: isList).interpolate(promQL: "$x") == result)
}

@Test func allStandsForWhatTheLayoutSaysRaw() {
  var value = VariableValues.Value(options: [], isAll: true, allValue: ".*", isList: true)
  #expect(VariableValues(["x": value]).interpolate(promQL: #"up{a=~"$x"}"#) == #"up{a=~".*"}"#)
  value.allValue = "$x"
  _ = VariableValues(["x": value]).interpolate(promQL: "$x")
}

private let naughty = Shared.folder + "/corpora/strings/blns.json"

@Test(.enabled(if: FileManager.default.fileExists(atPath: naughty)))
func noValueCanLeaveItsString() throws {
  let texts = try JSONValue(parsing: Array(Data(contentsOf: URL(filePath: naughty)))).array ?? []
  #expect(texts.count > 100)
  for text in texts.compactMap(\.string) {
    for isList in [false, true] {
      let query = values([text], isList: isList).interpolate(promQL: #"up{a="$x"}"#)
      let inside = query.dropFirst(6).dropLast(2)
      var isEscaped = false
      for character in inside.unicodeScalars {
        #expect(isEscaped || character != "\"", "\(text)")
        #expect(character != "\n", "\(text)")
        isEscaped = !isEscaped && character == "\\"
      }
      #expect(!isEscaped, "\(text)")
    }
  }
}

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

@Test func optionsAreCutDeduplicatedAndSorted() {
  let cut = variable {
    $0.regex = "/(?<text>[a-z]+)-(?<value>[0-9]+)/"
    $0.sort = 4
    $0.includesAll = true
    $0.current = ["$__all"]
  }
  let value = Variables.value(of: cut, listed: ["b-2", "a-10", "c", "b-2"], chosen: nil)
  #expect(value.isAll)
  #expect(value.options.map(\.text) == ["b", "a"] || value.options.map(\.value) == ["10", "2"])
}

@Test func aStoredValueThatIsGoneFallsToTheFirst() {
  let stored = variable { $0.current = ["gone"] }
  #expect(
    Variables.value(of: stored, listed: ["a", "b"], chosen: nil).options.map(\.value) == ["a"])
  #expect(
    Variables.value(of: stored, listed: ["a", "b"], chosen: ["typed"]).options.map(\.value)
      == ["typed"])
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
