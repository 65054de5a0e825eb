import TestSupport
import Testing

@testable import LogQL

func table(_ name: String) -> [[String]] {
  TableFile.rows("Tests/Query/LogQLTests/Fixtures/\(name).tsv")
}

@Test func printsQueriesInOneForm() throws {
  let rows = table("printed")
  #expect(rows.count > 55)
  for row in rows {
    #expect(throws: Never.self, "\(row[0])") {
      let query = try LogQLQuery(parsing: row[0])
      #expect(query.description == row[1], "\(row[0])")
      #expect(try LogQLQuery(parsing: row[1]).withoutRanges == query.withoutRanges)
    }
  }
}

@Test func refusesQueriesAtTheirPlaces() {
  let rows = table("refused")
  #expect(rows.count > 40)
  for row in rows {
    let error = #expect(throws: LogQLError.self, "\(row[0])") { try LogQLQuery(parsing: row[0]) }
    #expect(error?.description == row[1], "\(row[0])")
  }
}

@Test func refusesNothingAtAll() {
  let error = #expect(throws: LogQLError.self) { try LogQLQuery(parsing: " \n# remark") }
  #expect(error?.description == "parse error at line 2, col 9: syntax error: unexpected $end")
}

@Test func whatIsPrintedReadsBackAsTheSameQuery() throws {
  for seed in UInt64(1)...8 {
    var maker = RandomQuery(random: SeededRandom(seed: seed))
    for number in 0..<400 {
      let query = maker.query(depth: maker.random.number(below: 5))
      let text = query.description
      var found: LogQLQuery?
      #expect(throws: Never.self, "seed \(seed), query \(number): \(text)") {
        found = try LogQLQuery(parsing: text)
      }
      let read = try #require(found)
      #expect(read.withoutRanges == query, "seed \(seed), query \(number): \(text)")
      #expect(read.description == text)
    }
  }
}

@Test func stagesKnowTheirPlaces() throws {
  let text = #"sum(rate({a="ü"} |= "é" | json [5m])) / 2"#
  let query = try LogQLQuery(parsing: text)
  let log = try #require(query.logQueries.first)
  let bytes = Array(text.utf8)
  let pieces = ([log.range] + log.stages.map(\.range) + log.matchers.map(\.range)).map {
    String(decoding: bytes[$0.start..<$0.end], as: UTF8.self)
  }
  #expect(pieces == [#"{a="ü"} |= "é" | json"#, #"|= "é""#, "| json", #"a="ü""#])
}

@Test(arguments: [
  String(repeating: "(", count: 10_000), String(repeating: "sum(", count: 10_000),
  #"{a="b"} | "# + String(repeating: "(", count: 100_000),
  #"{a="b"} | x="y""# + String(repeating: " or x=\"y\"", count: 10_000),
  #"{a="b"} | x="y""# + String(repeating: ", x=\"y\"", count: 10_000),
  "1" + String(repeating: " + 1", count: 10_000), "1" + String(repeating: " ^ 1", count: 10_000),
  "rate(" + String(repeating: "(", count: 10_000),
])
func refusesWhatNestsTooDeep(text: String) {
  let error = #expect(throws: LogQLError.self) { try LogQLQuery(parsing: text) }
  #expect(error?.code == .tooLarge)
}

@Test func readsLongPipelinesButNotEndlessTexts() throws {
  let long = #"{a="b"}"# + String(repeating: #" |= "x" | json"#, count: 5000)
  #expect(try LogQLQuery(parsing: long).logQueries.first?.stages.count == 10_000)
  let error = #expect(throws: LogQLError.self) {
    try LogQLQuery(parsing: String(repeating: " ", count: Limits.length + 1))
  }
  #expect(error?.code == .tooLarge)
}

/// An input that broke this is kept in `Failing/`.
@Test(arguments: 1...4)
func mutatedQueriesAreReadOrRefused(seed: UInt64) {
  let corpus = table("printed").map { $0[0] }
  let pieces = [
    "(", ")", "{", "}", "[5m]", "[", ",", "\"", "`", "\\", "#", "\n", " ", "|", "|=", "!=", "!~",
    "|>", "or", "and", "unwrap", "ip(", "json", "=", "-", "5KB", "1.5h", "9e99", ".", "µ", "\u{0}",
    "--strict", "offset", "by", "é", "99999999999999999999PB",
  ]
  var random = SeededRandom(seed: seed)
  for _ in 0..<5000 {
    expectReadOrRefused(random.mutated(random.pick(corpus), pieces: pieces))
  }
}

@Test func inputsThatOnceFailedDoNoMore() {
  let files = Checkout.files(in: "Tests/Query/LogQLTests/Failing", ending: ".logql")
  #expect(!files.isEmpty)
  for file in files { expectReadOrRefused(Checkout.text(file)) }
}

private func expectReadOrRefused(_ text: String) {
  do throws(LogQLError) {
    let read = try LogQLQuery(parsing: text)
    let again = try? LogQLQuery(parsing: read.description)
    #expect(again?.withoutRanges == read.withoutRanges, "\(text)")
  } catch {
    #expect(error.range.start >= 0 && error.range.end <= text.utf8.count, "\(text)")
    #expect(error.line >= 1 && error.column >= 1 && !error.detail.isEmpty, "\(text)")
  }
}
