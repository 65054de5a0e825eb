import Testing
import YAML

private func one(_ text: String) throws -> YAMLValue {
  try #require(try YAMLValue.documents(in: Array(text.utf8)).first)
}

@Test(arguments: [
  ("a", YAMLValue.Node.string("a")), ("12", .number(12)), ("-1.5e3", .number(-1500)),
  ("'12'", .string("12")), ("\"true\"", .string("true")), ("true", .bool(true)), ("~", .null),
  ("", .null), ("0x1F", .number(31)), (".inf", .number(.infinity)), ("inf", .string("inf")),
  ("1_000", .number(1000)), ("_1", .string("_1")),
  ("1:30", .string("1:30")), ("+.Inf", .number(.infinity)), ("1e", .string("1e")),
  ("yes", .string("yes")), ("|\n  a\n  b\n", .string("a\nb\n")),
])
func scalarsAreReadByTheCoreSchema(text: String, node: YAMLValue.Node) throws {
  #expect(try one("x: " + text)["x"]?.node == node)
}

// What promtool 2.42 reads as an integer, and which.
@Test(
  arguments: [
    ("0x10", 16), ("0X10", 16), ("0o7", 7), ("0b11", 3), ("010", 8), ("08", 8), ("1_000", 1000),
    ("1__0", 10), ("1e3", 1000), ("1.0", 1), ("1.5", 1), ("-1.5", -1), (".5", 0), ("1e-1", 0),
    ("+1", 1), ("-0x10", -16), ("-0o7", -7), ("9223372036854775807", .max), ("5.", 5),
    ("9223372036854775808", nil), ("1e30", nil), (".inf", nil), (".nan", nil), ("0o8", nil),
    ("0x", nil), ("", nil), ("+", nil), ("--1", nil), ("0x-1", nil), ("1e400", nil),
    ("1_.5e1_0", 15_000_000_000),
  ] as [(String, Int?)])
func integersAreThoseOfGo(text: String, integer: Int?) {
  #expect(YAMLNumber(text)?.whole == integer)
}

@Test func valuesKnowTheirPlaceAndOrder() throws {
  let value = try one("b: 1\na:\n  - x\n  - y: 2\n")
  #expect(value.entries.map(\.key) == ["b", "a"])
  let second = try #require(value["a"]?.elements.last)
  #expect((second.line, second.column) == (4, 5))
  #expect(second["y"]?.node == .number(2))
}

@Test func aTextMayHoldSeveralDocuments() throws {
  #expect(try YAMLValue.documents(in: Array("a: 1\n---\nb: 2\n".utf8)).count == 2)
  #expect(try YAMLValue.documents(in: []).isEmpty)
}

@Test func aliasesStandForTheirAnchor() throws {
  let value = try one("a: &x [1, 2]\nb: *x\n")
  #expect(value["b"]?.elements.map(\.node) == [.number(1), .number(2)])
}

@Test(arguments: [
  ("a: [1", "2:1: did not find expected ',' or ']'"),
  ("a: 1\na: 2", "2:1: the key a stands here twice"),
  ("a: *x", "1:4: an unknown alias"), ("<<: 5", "1:5: map merge requires a map"),
  ("? [a]\n: 1", "1:3: a key that is not a text"),
])
func aMistakeIsToldWithItsPlace(text: String, message: String) {
  #expect { try YAMLValue.documents(in: Array(text.utf8)) } throws: { "\($0)" == message }
}

@Test func aFileThatGrowsByAliasesIsRefused() {
  var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
  for level in 1...9 {
    text +=
      "a\(level): &a\(level) ["
      + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
  }
  #expect { try YAMLValue.documents(in: Array(text.utf8)) } throws: {
    ($0 as? YAMLError)?.message == "aliases that grow too large"
  }
}

@Test func deepNestingIsRefused() {
  let text = String(repeating: "[", count: 5000)
  #expect(throws: YAMLError.self) { try YAMLValue.documents(in: Array(text.utf8)) }
}

@Test func noBytesTrap() {
  let text = Array("a: &x [1, {b: 'c'}]\nd: *x\n---\n- |\n  text\n- \"\\u00e9\"\n".utf8)
  for place in text.indices {
    for byte in [0, 0x0a, 0x20, 0x26, 0x2a, 0x3a, 0x7b, 0xff] as [UInt8] {
      var changed = text
      changed[place] = byte
      _ = try? YAMLValue.documents(in: changed)
      _ = try? YAMLValue.documents(in: Array(changed[..<place]))
    }
  }
}

@Test func aMappingTakesWhatItDoesNotSayItself() throws {
  let value = try one(
    """
    base: &base {a: 1, b: 2}
    more: &more {b: 3, c: 4}
    one: {<<: *base, b: 5}
    both: {c: 6, <<: [*base, *more]}
    quoted: {"<<": *base}
    """)
  func entries(_ key: String) -> [String] {
    value[key]?.entries.map { "\($0.key)=\($0.value.text ?? "")" } ?? []
  }
  #expect(entries("one") == ["b=5", "a=1"])
  #expect(entries("both") == ["c=6", "a=1", "b=2"])
  #expect(entries("quoted") == ["<<="])
}
