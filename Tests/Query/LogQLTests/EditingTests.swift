import PromQLSyntax
import Testing

@testable import LogQL

@Test(arguments: [
  (#"{a="b"}"#, #"{a="b"} |= "x""#),
  (#"{a="b"} != "y" | json"#, #"{a="b"} != "y" |= "x" | json"#),
  (
    #"{a="b"} |= "w" | json | line_format "{{.m}}" | level="e""#,
    #"{a="b"} |= "w" | json | line_format "{{.m}}" |= "x" | level="e""#
  ),
  (#"{a="b"} | unpack |= "y" | json"#, #"{a="b"} | unpack |= "y" |= "x" | json"#),
  (#"{a="b"} | decolorize"#, #"{a="b"} | decolorize |= "x""#),
  (
    #"rate({a="b"} | json [5m]) / rate({c="d"}[5m])"#,
    #"rate({a="b"} |= "x" | json [5m]) / rate({c="d"} |= "x" [5m])"#
  ),
])
func addsLineFiltersBehindTheFirst(text: String, changed: String) throws {
  let query = try LogQLQuery(parsing: text).adding(LineFilter(.contains, [.init("x")]))
  #expect(query.description == changed)
}

@Test(arguments: [
  (#"{a="b"} | json"#, #"{a="b"} | json | level="error""#),
  (
    #"sum_over_time({a="b"} | json | unwrap x | y > 1 [5m])"#,
    #"sum_over_time({a="b"} | json | level="error" | unwrap x | y > 1 [5m])"#
  ),
])
func addsLabelFiltersAtTheEnd(text: String, changed: String) throws {
  let filter = LabelFilter.matcher(LabelMatcher("level", .equal, "error"))
  #expect(try LogQLQuery(parsing: text).adding(filter).description == changed)
}

@Test func addsMatchersOnce() throws {
  let query = try LogQLQuery(parsing: #"sum(rate({a="b"} |= "x" [5m]))"#)
  let more = query.adding(LabelMatcher("c", .notEqual, "d"))
    .adding(LabelMatcher("a", .equal, "b"))
  #expect(more.description == #"sum(rate({a="b", c!="d"} |= "x" [5m]))"#)
  #expect(more.streamSelector == #"{a="b", c!="d"}"#)
}

@Test func takesTheLogQueryOutOfAMetricQuery() throws {
  let query = try LogQLQuery(
    parsing: #"topk(5, sum by (x) (avg_over_time({a="b"} | json | unwrap y | z="1" [5m])))"#)
  #expect(query.logQuery?.description == #"{a="b"} | json | z="1""#)
  #expect(try LogQLQuery(parsing: "1 + 1").logQuery == nil)
  #expect(try LogQLQuery(parsing: "1 + 1").streamSelector == "{}")
}

@Test func aFilterBehindADroppedNameStaysOne() throws {
  let query = LogQuery(
    matchers: [LabelMatcher("a", .equal, "b")],
    stages: [Stage(.drop([.name("c")])), Stage(.lineFilter(LineFilter(.lacks, [.init("x")])))])
  #expect(query.description == #"{a="b"} | drop c |= "" != "x""#)
  #expect(try LogQLQuery(parsing: query.description).logQueries.first?.stages.count == 3)
}
