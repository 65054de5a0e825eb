import TestSupport
import Testing

@testable import TraceQL

func table(_ name: String) -> [[String]] {
  TableFile.rows("Tests/Query/TraceQLTests/Fixtures/\(name).tsv")
}

@Test func printsQueriesInOneForm() throws {
  let rows = table("printed")
  #expect(rows.count > 50)
  for row in rows {
    #expect(throws: Never.self, "\(row[0])") {
      let query = try TraceQuery(parsing: row[0])
      #expect(query.description == row[1], "\(row[0])")
      #expect(try TraceQuery(parsing: row[1]).withoutRanges == query.withoutRanges)
    }
  }
}

@Test func refusesQueriesAtTheirPlaces() {
  let rows = table("refused")
  #expect(rows.count > 35)
  for row in rows {
    let error = #expect(throws: TraceQLError.self, "\(row[0])") { try TraceQuery(parsing: row[0]) }
    #expect(error?.description == row[1], "\(row[0])")
  }
}

@Test func refusesNothingAtAll() {
  let error = #expect(throws: TraceQLError.self) { try TraceQuery(parsing: " \n// remark") }
  #expect(error?.description == "parse error at line 2, col 10: syntax error: unexpected $end")
}

@Test func whatIsPrintedReadsBackAsTheSameQuery() throws {
  for seed in UInt64(1)...8 {
    var maker = RandomQuery(random: SeededRandom(seed: seed))
    for number in 0..<400 {
      let query = maker.query(depth: maker.random.number(below: 5))
      let text = query.description
      var found: TraceQuery?
      #expect(throws: Never.self, "seed \(seed), query \(number): \(text)") {
        found = try TraceQuery(parsing: text)
      }
      let read = try #require(found)
      #expect(read.withoutRanges == query, "seed \(seed), query \(number): \(text)")
      #expect(read.description == text)
    }
  }
}

@Test func filtersKnowTheirPlaces() throws {
  let text = #"{.é = 1} >> ({.b} | count() > 2) | {} | count() > 1"#
  let query = try TraceQuery(parsing: text)
  let bytes = Array(text.utf8)
  #expect(
    query.filters.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
      == ["{.é = 1}", "{.b}", "{}"])
}

@Test func addsAConditionToEveryFilter() throws {
  let query = try TraceQuery(parsing: #"{.a || .b} > ({} | count() > 2) | rate()"#)
  let condition = FieldExpression.comparison(
    .equal, .attribute(.intrinsic(.status)), .literal(.status(.error)))
  #expect(
    query.adding(condition).description
      == "{ (.a || .b) && status = error } > ({ status = error } | count() > 2) | rate()")
}

@Test(arguments: [
  String(repeating: "(", count: 10_000), "{" + String(repeating: "(", count: 100_000),
  "{" + String(repeating: "!", count: 100_000), "{" + String(repeating: "-", count: 100_000),
  "{.a" + String(repeating: " && .a", count: 10_000) + "}",
  "{.a" + String(repeating: " ^ .a", count: 10_000) + " = 1}",
  "{}" + String(repeating: " && {}", count: 10_000),
  "{} | 1" + String(repeating: " + 1", count: 10_000) + " > 2",
])
func refusesWhatNestsTooDeep(text: String) {
  let error = #expect(throws: TraceQLError.self) { try TraceQuery(parsing: text) }
  #expect(error?.code == .tooLarge)
}

@Test func readsLongPipelinesButNotEndlessTexts() throws {
  let long = "{}" + String(repeating: " | {}", count: 5000)
  #expect(try TraceQuery(parsing: long).filters.count == 5001)
  let error = #expect(throws: TraceQLError.self) {
    try TraceQuery(parsing: String(repeating: " ", count: Limits.length + 1))
  }
  #expect(error?.code == .tooLarge)
}

/// An input that broke this is kept in `Failing/`.
@Test(arguments: 1...4)
func mutatedQueriesAreReadOrRefused(seed: UInt64) {
  let corpus = table("printed").map { $0[0] }
  let pieces = [
    "(", ")", "{", "}", "|", ",", "\"", "`", "\\", "//", "/*", "\n", " ", "&&", "||", ">>", "!",
    "!~", "&<<", "=", "=~", "-", ".", "span.", "parent.", "resource.", "span:", "count()", "by(",
    "1.5h", "9e99", "99999999999999999999", "nil", "rate()", "with (", "topk(", "é", "\u{0}", "µ",
    ".5", "-9223372036854775808",
  ]
  var random = SeededRandom(seed: seed)
  for _ in 0..<5000 {
    expectReadOrRefused(random.mutated(random.pick(corpus), pieces: pieces))
  }
}

@Test func inputsThatOnceFailedDoNoMore() {
  let files = Checkout.files(in: "Tests/Query/TraceQLTests/Failing", ending: ".traceql")
  #expect(!files.isEmpty)
  for file in files { expectReadOrRefused(Checkout.text(file)) }
}

private func expectReadOrRefused(_ text: String) {
  do throws(TraceQLError) {
    let read = try TraceQuery(parsing: text)
    let again = try? TraceQuery(parsing: read.description)
    #expect(again?.withoutRanges == read.withoutRanges, "\(text)")
  } catch {
    #expect(error.range.start >= 0 && error.range.end <= text.utf8.count, "\(text)")
    #expect(error.line >= 1 && error.column >= 1 && !error.detail.isEmpty, "\(text)")
  }
}
