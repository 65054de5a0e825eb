import Testing

@testable import Lexemes

@Test(arguments: [
  (#""a\n\x41\101\u00e9\U0001F600""#, "a\nAAé😀"),
  (#"'it\'s "so"'"#, #"it's "so""#),
  (#"`raw \n`"#, #"raw \n"#),
  (#""\xc3\xa9""#, "é"),
  (#""\xff""#, "\u{FFFD}"),
])
func readsStringsAsGoDoes(text: String, value: String) throws {
  let read = try QuotedString.read(Array(text.utf8), at: 0)
  #expect(read.value == value)
  #expect(read.end == text.utf8.count)
}

@Test(arguments: [
  (#""abc"#, "unterminated quoted string"),
  ("\"a\nb\"", "unterminated quoted string"),
  ("`abc", "unterminated raw string"),
  (#""\q""#, "unknown escape sequence U+0071 'q'"),
  (#""\'""#, "unknown escape sequence U+0027 '''"),
  (#""\xg0""#, "illegal character U+0067 'g' in escape sequence"),
  (#""\400""#, "escape sequence is an invalid Unicode code point"),
  (#""\ud800""#, "escape sequence is an invalid Unicode code point"),
  (#""\UFFFFFFFF""#, "escape sequence is an invalid Unicode code point"),
  (#""\u12"#, "escape sequence not terminated"),
  (#""\"#, "escape sequence not terminated"),
])
func refusesStringsThatGoRefuses(text: String, words: String) {
  #expect(throws: QuotedString.Problem(words: words)) {
    try QuotedString.read(Array(text.utf8), at: 0)
  }
}

@Test(arguments: [
  ("a\"b\\\n\u{7}\u{7f}é😀\u{200b}\u{e000}", #""a\"b\\\n\a\x7fé😀\u200b\ue000""#),
  ("\u{10ffff}", #""\U0010ffff""#),
  ("", #""""#),
])
func writesStringsAsGoDoes(value: String, text: String) throws {
  #expect(QuotedString.quoted(value) == text)
  #expect(try QuotedString.read(Array(text.utf8), at: 0).value == value)
}
