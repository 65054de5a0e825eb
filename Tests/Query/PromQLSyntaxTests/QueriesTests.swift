import Testing

@testable import PromQLSyntax

@Test func findsAllSelectorsWithTheirPlaces() throws {
  let text = #"sum(rate(a{b="c"}[5m])) / on (x) d offset 1m + max_over_time((e)[1h:])"#
  let found = try Expression(parsing: text).selectors
  #expect(found.map(\.name) == ["a", "d", "e"])
  let bytes = Array(text.utf8)
  #expect(
    found.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
      == [#"a{b="c"}"#, "d offset 1m", "e"])
}

@Test(
  arguments: [
    ("sum by (a, b) (x)", ["a", "b"]), ("sum(x)", []), ("x", nil), ("sum without (a) (x)", nil),
    ("histogram_quantile(0.9, sum by (le, c) (rate(x[5m])))", ["le", "c"]),
    ("(sum by (a) (x)) * 2", ["a"]), ("2 * -avg(x) by (d)", ["d"]),
    ("max_over_time(sum by (e) (x)[1h:])", ["e"]),
  ] as [(String, [String]?)])
func findsTheLabelsOfTheUppermostGrouping(text: String, labels: [String]?) throws {
  #expect(try Expression(parsing: text).groupedLabels == labels)
}

@Test(
  arguments: [
    ("a > 5", "a > 5.0"), ("5 < a", "a > 5.0"), ("(a / b) >= bool -0.5", "(a / b) >= -0.5"),
    ("sum(a) == 2 * 60", "sum(a) == 120.0"), ("a < 1 and b > 2", "a < 1.0"),
    ("a > b", nil), ("a + 1", nil), ("a > 1 or b > 2", nil), ("1 > bool 2", "1 > 2.0"),
  ] as [(String, String?)])
func findsTheBoundOfAComparison(text: String, bound: String?) throws {
  let threshold = try Expression(parsing: text).threshold
  #expect(threshold.map { "\($0.expression) \($0.op.rawValue) \($0.value)" } == bound)
}
