import Testing

@testable import App

@Test(
  arguments: [
    ("", ["b", "a"]),
    ("lh", ["last hour", "last 6 hours", "launch"]),
    ("hour", ["last hour", "last 6 hours"]),
    ("6", ["last 6 hours"]),
    ("HOUR last", ["last hour", "last 6 hours"]),
    ("zz", []),
  ] as [(String, [String])])
func fewLettersFindWhatIsMeant(query: String, found: [String]) {
  let texts =
    query.isEmpty ? ["b", "a"] : ["launch", "last 6 hours", "last hour", "last_minute"]
  #expect(FuzzyFilter.places(of: query, in: texts).map { texts[$0] } == found)
}

@Test func startsOfWordsGoBeforeLettersInside() throws {
  func best(_ query: String, _ texts: String...) -> String? {
    FuzzyFilter.places(of: query, in: texts).first.map { texts[$0] }
  }
  #expect(best("qd", "liquid", "queue-depth") == "queue-depth")
  #expect(best("qd", "aqd", "QueueDepth") == "QueueDepth")
  #expect(best("cost", "c o s t", "llm cost") == "llm cost")
  #expect(best("cpu", "container cpu usage", "cpu") == "cpu")
  #expect(FuzzyFilter.score(of: "ab", in: "ba") == nil)
  #expect(FuzzyFilter.score(of: "ß", in: "SS") == nil)
  #expect(FuzzyFilter.score(of: "a", in: "") == nil)
}

@Test func equalsKeepTheirOrder() {
  #expect(FuzzyFilter.places(of: "a", in: ["ab", "ac", "ad"]) == [0, 1, 2])
}

@Test func longTextsAreLookedAtSoFar() {
  let long = String(repeating: "x", count: 10_000) + "needle"
  #expect(FuzzyFilter.places(of: "needle", in: [long]).isEmpty)
  #expect(FuzzyFilter.places(of: "xxx", in: [long]) == [0])
}
