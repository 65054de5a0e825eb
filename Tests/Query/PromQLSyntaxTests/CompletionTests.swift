import Testing

@testable import PromQLSyntax

/// The cursor is where `|` stands.
@Test(arguments: [
  ("|", "expression", ""), ("ra|", "expression", "ra"), ("sum(ra|te", "expression", "ra"),
  ("a:b|", "expression", "a:b"), ("up |", "operation", ""), ("up + |", "expression", ""),
  ("up{|", "name up{}", ""), ("up{jo|", "name up{}", "jo"), ("up{job|", "name up{}", "job"),
  ("up{job |", "operator", ""),
  (#"up{job="|"#, "value job up{}", ""), (#"up{job="no|de"}"#, "value job up{}", "no"),
  (#"up{job="node", i|}"#, #"name up{job="node"}"#, "i"),
  (#"{a="b",c=~"d|"#, #"value c {a="b"}"#, "d"), (#"up{job="a"}|"#, "operation", ""),
  ("sum by (|) (up)", "grouping up", ""),
  ("sum by (a, j|) (up{b=\"c\"} / x)", "grouping up x", "j"),
  ("a * on (|", "grouping a", ""), ("a * on (b) group_left (|", "grouping a", ""),
  ("rate(up[|", "duration", ""), ("rate(up[5|", "duration", "5"), ("up[5m:|", "duration", ""),
  ("up offset |", "duration", ""), ("up offset -|", "duration", ""), ("up # |", "nothing", ""),
  ("rate(|", "expression", ""), ("topk(5, |", "expression", ""), ("\"a|", "nothing", "a"),
  ("up == bool |", "expression", ""), ("(up) |", "operation", ""), ("up @ |", "nothing", ""),
])
func tellsWhatIsExpectedAtTheCursor(text: String, expected: String, prefix: String) throws {
  let cursor = text.utf8.distance(
    from: text.startIndex, to: try #require(text.firstIndex(of: "|")))
  let completion = Completion(of: text.split(separator: "|").joined(), at: cursor)
  let words =
    switch completion.expected {
    case .expression: "expression"
    case .operation: "operation"
    case .labelName(let selector): "name \(selector.shown)"
    case .labelOperator: "operator"
    case .labelValue(let name, let selector): "value \(name) \(selector.shown)"
    case .groupingLabel(let metrics): "grouping " + metrics.joined(separator: " ")
    case .duration: "duration"
    case .nothing: "nothing"
    }
  #expect(words == expected, "\(text)")
  #expect(completion.prefix == prefix, "\(text)")
}

@Test func aCompletionReplacesTheWholeWordOrString() {
  #expect(Completion(of: "sum(rate", at: 5).range == .init(4, 8))
  #expect(Completion(of: #"up{job="node"} + 1"#, at: 9).range == .init(7, 13))
  #expect(Completion(of: "up", at: 99).range == .init(0, 2))
  #expect(Completion(of: "up", at: -1).range == .init(0, 2))
}

extension VectorSelector {
  fileprivate var shown: String { matchers.count == 1 && name != nil ? "up{}" : description }
}
