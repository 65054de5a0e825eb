import Dashboards
import Testing

struct VariableTests {
  private func variable(_ json: String) throws -> Variable {
    let dashboard = try dashboard(#"{"panels": [], "templating": {"list": [\#(json)]}}"#)
    return try #require(dashboard.variables.first)
  }

  @Test(
    arguments: [
      (
        #"{"name": "v", "type": "query", "query": "label_values(job)"}"#,
        .query("label_values(job)")
      ),
      (#"{"name": "v", "type": "query", "query": {"query": "q", "refId": "A"}}"#, .query("q")),
      (#"{"name": "v", "query": "", "definition": "d"}"#, .query("d")),
      (#"{"name": "v", "type": "datasource", "query": "loki"}"#, .dataSource(type: "loki")),
      (#"{"name": "v", "type": "textbox", "query": "a b"}"#, .textBox("a b")),
      (
        #"{"name": "v", "type": "custom", "query": "a, b\\,c , Long : l"}"#,
        .custom([
          .init(text: "a", value: "a"), .init(text: "b,c", value: "b,c"),
          .init(text: "Long", value: "l"),
        ])
      ),
      (
        #"{"name": "v", "type": "interval", "query": "1m,10m", "auto": true, "auto_count": "7"}"#,
        .interval(["1m", "10m"], auto: .init(count: 7, minimum: "10s"))
      ),
      (#"{"name": "v", "type": "adhoc"}"#, .unsupported("adhoc")),
    ] as [(String, Variable.Kind)])
  func readsTheKinds(json: String, kind: Variable.Kind) throws {
    #expect(try variable(json).kind == kind)
  }

  @Test func readsTheRest() throws {
    let variable = try variable(
      """
      {"name": "node", "type": "query", "query": "q", "multi": true, "includeAll": true,
       "allValue": ".+", "regex": "/a(.*)/", "sort": 3, "hide": 2, "refresh": 2, "label": "Node",
       "current": {"text": ["All"], "value": ["$__all"]},
       "datasource": {"type": "prometheus", "uid": "${ds}"}}
      """)
    #expect(variable.isMulti && variable.includesAll && variable.isHidden)
    #expect(variable.allValue == ".+")
    #expect(variable.regex == "/a(.*)/")
    #expect(variable.sort == 3)
    #expect(variable.label == "Node")
    #expect(variable.current == ["$__all"])
    #expect(variable.refresh == .onTimeRange)
    #expect(variable.dataSource == DataSourceRef(type: "prometheus", uid: "${ds}"))
  }

  @Test(arguments: [
    (#"{}"#, []), (#"{"value": "a"}"#, ["a"]), (#"{"value": ["a", 5]}"#, ["a", "5"]),
    (#"{"value": ""}"#, []), (#"{"value": {"x": 1}}"#, []), (#"null"#, []), (#"[]"#, []),
  ])
  func readsTheStoredSelection(current: String, values: [String]) throws {
    let variable = try variable(#"{"name": "v", "type": "query", "current": \#(current)}"#)
    #expect(variable.current == values)
  }

  @Test func leavesOutVariablesWithoutANameOrWithOneTaken() throws {
    let dashboard = try dashboard(
      #"{"panels": [], "templating": {"list": [{}, {"name": "a"}, {"name": "a"}]}}"#)
    #expect(dashboard.variables.map(\.name) == ["a"])
    #expect(dashboard.problems.map(\.code) == ["missing-name", "duplicate-variable"])
  }
}
