import Testing

@testable import PromQLSyntax

@Test(arguments: [
  String(repeating: "(", count: 10_000), String(repeating: "-", count: 100_000) + "1",
  String(repeating: "sum(", count: 10_000),
  String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000),
  String(repeating: "a or ", count: 10_000) + "a", String(repeating: "2 ^ ", count: 10_000) + "2",
  "a" + String(repeating: "[5m:]", count: 10_000),
  String(repeating: "abs(a + ", count: 10_000) + "a" + String(repeating: ")", count: 10_000),
  String(repeating: "((((1+1)+1)+1)+1)+", count: 5000) + "1",
])
func refusesWhatNestsTooDeep(text: String) {
  let error = #expect(throws: PromQLSyntaxError.self) { try Expression(parsing: text) }
  #expect(error?.code == .tooLarge || error?.detail.hasPrefix("unclosed") == true)
  #expect(error?.code == .tooLarge)
}

@Test func readsWhatNestsDeepEnough() throws {
  let depth = Limits.depth - 1
  let parens = String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
  #expect(try Expression(parsing: parens).description == parens)
  let chain = String(repeating: "a + ", count: depth) + "a"
  #expect(try Expression(parsing: chain).description == chain)
  let wide = "label_join(a, \"b\", \",\"" + String(repeating: ", \"c\"", count: 10_000) + ")"
  #expect(try Expression(parsing: wide).children.count == 10_003)
}

@Test func refusesWhatIsTooLong() throws {
  let text = "a" + String(repeating: " ", count: Limits.length)
  let error = #expect(throws: PromQLSyntaxError.self) { try Expression(parsing: text) }
  #expect(error?.code == .tooLarge)
  #expect(try Expression(parsing: String(text.dropLast(1))).description == "a")
}
