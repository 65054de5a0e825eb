import Cells
import Testing

@testable import Widgets

private func typed(_ start: String, _ keys: [Key]) -> TextField {
  var field = TextField(start, hasLines: true)
  for key in keys { _ = field.edit(key) }
  return field
}

@Test(
  arguments: [
    ([.character("c")], "a b_c dc", 8), ([.home, .character("x")], "xa b_c d", 1),
    ([.left, .left, .backspace], "a b_ d", 4), ([.home, .delete], " b_c d", 0),
    ([.control("w")], "a b_c ", 6), ([.control("w"), .control("w")], "a ", 2),
    ([.control("u")], "", 0), ([.home, .control("k")], "", 0), ([.home, .alt("d")], " b_c d", 0),
    ([.alt("b"), .alt("b")], "a b_c d", 2), ([.home, .alt("f"), .alt("f")], "a b_c d", 5),
    ([.paste("x\ny\u{7}\t")], "a b_c dx\ny ", 11), ([.home, .left, .backspace], "a b_c d", 0),
    ([.end, .right, .delete], "a b_c d", 7),
    ([.paste("👩‍👧e"), .backspace, .backspace], "a b_c d", 7),
  ] as [([Key], String, Int)])
func keysEditTheText(keys: [Key], text: String, cursor: Int) {
  let field = typed("a b_c d", keys)
  #expect(field.text == text)
  #expect(field.cursor == cursor)
}

@Test func otherKeysDoNothing() {
  var field = TextField("a")
  for key in [Key.enter, .escape, .up, .function(3), .control("q")] {
    #expect(field.edit(key) == false)
  }
  #expect(field == TextField("a"))
}

@Test func aFieldOfOneLineHasNoLineEnds() {
  var field = TextField("a\nb")
  _ = field.edit(.paste("\nc"))
  #expect(field.text == "a b c")
}

@Test func linesAreMovedThrough() {
  var field = TextField("first\nse\nthird", hasLines: true)
  #expect(field.moveLine(down: true) == false)
  #expect(field.moveLine(down: false) == true)
  #expect(field.before == "first\nse")
  #expect(field.moveLine(down: false) == true)
  #expect(field.before == "fi")
  #expect(field.moveLine(down: false) == false)
  _ = field.edit(.end)
  #expect(field.before == "first")
  #expect(field.moveLine(down: true) == true)
  #expect(field.before == "first\nse")
}

@Test func bytesAreReplacedWholeCharactersAtATime() {
  var field = TextField("é{a=\"ü\"}", hasLines: true)
  #expect(field.place(ofByte: 2) == 1)
  field.replace(bytes: 5..<9, with: "\"b\"")
  #expect(field.text == "é{a=\"b\"}")
  #expect(field.cursorByte == 8)
  field.replace(bytes: 500..<900, with: "!")
  #expect(field.text == "é{a=\"b\"}!")
}

@Test func aFieldIsBounded() {
  var field = TextField(String(repeating: "a", count: 30_000))
  #expect(field.characters.count == 20_000)
  _ = field.edit(.character("b"))
  #expect(field.characters.count == 20_000)
}

@Test(arguments: [
  ("abcdef", 20, ["abcdef "]), ("abcdefgh", 5, ["abcd", "efgh "]), ("", 5, [" "]),
  ("a\n\nb", 5, ["a", "", "b "]), ("日本語", 5, ["日本", "語 "]),
])
func longTextsTakeSeveralRows(text: String, width: Int, rows: [String]) {
  let drawn = FieldLine(TextField(text, hasLines: true)).rows(width: width)
  #expect(drawn.rows.map { $0.spans.map(\.text.string).joined() } == rows)
  #expect(drawn.cursor == rows.count - 1)
}

@Test func aFieldOfOneLineShowsItsCursor() {
  let line = FieldLine(TextField("abcdefghij")).line(width: 5)
  #expect(line.spans.map(\.text.string).joined() == "ghij ")
}
