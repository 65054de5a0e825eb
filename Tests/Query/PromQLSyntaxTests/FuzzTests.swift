import TestSupport
import Testing

@testable import PromQLSyntax

/// Whatever is done to a query, it is read or refused at a place in it, and what is read prints as
/// something that reads back alike. An input that broke this is kept in `Failing/`.
@Test(arguments: 1...4)
func mutatedQueriesAreReadOrRefused(seed: UInt64) {
  let corpus = table("printed").map { $0[0] }
  let pieces = [
    "(", ")", "{", "}", "[", "]", "[5m:", "5m", ",", "\"", "'", "`", "\\", "\\x", "#", "\n", " ",
    "by", "on", "offset", "@", "bool", "group_left", "without", "sum", "and", "-", "^", "=~", "!",
    ":", "0x", "1e", ".", "Inf", "\u{0}", "é", "\u{301}", "😀", "start()", "rate(", "9999999999y",
  ]
  var random = SeededRandom(seed: seed)
  for _ in 0..<5000 {
    var text = random.pick(corpus)
    if random.isOne(in: 4) { text += " " + random.pick(["+", "and", ","]) + random.pick(corpus) }
    expectReadOrRefused(random.mutated(text, pieces: pieces))
  }
}

@Test func inputsThatOnceFailedDoNoMore() {
  let files = Checkout.files(in: "Tests/Query/PromQLSyntaxTests/Failing", ending: ".promql")
  #expect(!files.isEmpty)
  for file in files { expectReadOrRefused(Checkout.text(file)) }
}

private func expectReadOrRefused(_ text: String) {
  do throws(PromQLSyntaxError) {
    let read = try Expression(parsing: text)
    let printed = read.description
    let again = try? Expression(parsing: printed)
    // Sorted matchers make the second tree differ from the first, but not from the third.
    #expect(again?.description == printed, "\(text)")
  } catch {
    #expect(error.range.start >= 0 && error.range.start <= text.utf8.count, "\(text)")
    #expect(error.range.end <= text.utf8.count, "\(text)")
    #expect(error.line >= 1 && error.column >= 1 && !error.detail.isEmpty, "\(text)")
  }
  _ = Completion(of: text, at: text.utf8.count / 2)
}
