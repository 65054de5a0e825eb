import TestSupport
import Testing

@testable import PromQLSyntax

func table(_ name: String) -> [[String]] {
  TableFile.rows("Tests/Query/PromQLSyntaxTests/Fixtures/\(name).tsv")
}

@Test func printsQueriesAsPrometheusDoes() throws {
  let rows = table("printed")
  #expect(rows.count > 100)
  for row in rows {
    let expression = try Expression(parsing: row[0])
    #expect(expression.description == row[1], "\(row[0])")
    #expect(try Expression(parsing: row[1]).description == row[1])
  }
}

/// Where our words differ from Prometheus's: the regular expression's fault is told by RE2, and a
/// number is not written out in full.
private let ownWords: [String: String] = [
  #"foo{a=~"("}"#: #"1:5: parse error: error parsing regexp: (?:(): missing ): (?:()"#,
  "foo @ 1e30": "1:1: parse error: timestamp out of bounds for @ modifier: 1e+30",
]

@Test func refusesQueriesInPrometheussWordsAtItsPlaces() {
  let rows = table("refused")
  #expect(rows.count > 180)
  for row in rows {
    let error = #expect(throws: PromQLSyntaxError.self) { try Expression(parsing: row[0]) }
    #expect(error?.description == ownWords[row[0]] ?? row[1], "\(row[0])")
  }
}

@Test func tellsLineAndColumn() {
  let error = #expect(throws: PromQLSyntaxError.self) {
    try Expression(parsing: "sum(\n  # é is two bytes\n  \"é\" + )")
  }
  #expect(error?.description == "3:10: parse error: unexpected \")\" in aggregation")
  #expect(error?.code == .syntax)
}

@Test func refusesNothingAtAll() {
  for text in ["", "  ", "# remark", "\n"] {
    let error = #expect(throws: PromQLSyntaxError.self) { try Expression(parsing: text) }
    #expect(error?.description == "1:1: parse error: no expression found in input")
  }
}

@Test func everyNodeKnowsItsPlace() throws {
  let text = #" sum by (a) (rate(e{b="ü"}[5m] offset 1h)) / -foo @ end() > bool (1) "#
  var found: [String] = []
  func visit(_ expression: Expression) {
    let range = expression.range
    found.append(String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self))
    expression.children.forEach(visit)
  }
  visit(try Expression(parsing: text))
  #expect(
    found == [
      #"sum by (a) (rate(e{b="ü"}[5m] offset 1h)) / -foo @ end() > bool (1)"#,
      #"sum by (a) (rate(e{b="ü"}[5m] offset 1h)) / -foo @ end()"#,
      #"sum by (a) (rate(e{b="ü"}[5m] offset 1h))"#, #"rate(e{b="ü"}[5m] offset 1h)"#,
      #"e{b="ü"}[5m] offset 1h"#, #"e{b="ü"}"#, "-foo @ end()", "foo @ end()", "(1)", "1",
    ])
}

@Test func unaryMinusBindsTighterThanProductsAndLooserThanPowers() throws {
  guard case .unary(let unary) = try Expression(parsing: "-a ^ b"),
    case .binary(let power) = unary.operand
  else {
    Issue.record("no unary over a power")
    return
  }
  #expect(power.op == .power)
  guard case .binary(let product) = try Expression(parsing: "-a * b"),
    case .unary = product.left
  else {
    Issue.record("no product over a unary")
    return
  }
}

@Test func aMatchingBesideAScalarIsDropped() throws {
  for text in ["1 + on() a", "a > bool 1", "1 + 1"] {
    guard case .binary(let binary) = try Expression(parsing: text) else {
      Issue.record("\(text) is no operation")
      continue
    }
    #expect(binary.matching == nil)
  }
  guard case .binary(let set) = try Expression(parsing: "a and on(b) c") else { return }
  #expect(set.matching == VectorMatching(.manyToMany, labels: ["b"], isOn: true))
}

@Test func knowsTheFunctionsOf242() {
  #expect(Function.all.count == 70)
  #expect(Function.named("rate")?.argumentTypes == [.matrix])
  #expect(Function.named("pi")?.returnType == .scalar)
  #expect(Function.named("mad_over_time") == nil)
}

@Test func readsTheSeriesThatATextBeginsWith() throws {
  let text = #"http:requests{a="b", job='x',} 0+10x5 _ stale"#
  let series = try SeriesDescription(prefixOf: text)
  #expect(series.name == "http:requests")
  #expect(series.labels.map(\.name) == ["a", "job"])
  #expect(series.labels.map(\.value) == ["b", "x"])
  #expect(text.utf8.dropFirst(series.range.end).first == UInt8(ascii: " "))
  #expect(try SeriesDescription(prefixOf: "foo 1 2 3").range.end == 3)
  #expect(try SeriesDescription(prefixOf: #"{a="b"} 1"#).name == nil)
  #expect(try SeriesDescription(prefixOf: "sum{} 1").name == "sum")
  for bad in ["", "1", "{", #"a{b=~"c"}"#, "a{b=1}", "a{,}"] {
    #expect(throws: PromQLSyntaxError.self) { try SeriesDescription(prefixOf: bad) }
  }
}

@Test func readsSelectorsAlone() throws {
  let selector = try VectorSelector(parsing: #"up{job!~"a.*"}"#)
  #expect(selector.matchers.map(\.description) == [#"job!~"a.*""#, #"__name__="up""#])
  for bad in ["up[5m]", "up offset 5m", "{}", "1", "sum(up)", "up up", ""] {
    #expect(throws: PromQLSyntaxError.self) { try VectorSelector(parsing: bad) }
  }
}
