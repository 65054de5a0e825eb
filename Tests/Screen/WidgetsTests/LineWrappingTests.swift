import Cells
import Testing
import Text

@testable import Widgets

@Test(
  arguments: [
    ("short", 10, 0, ["short"]),
    (
      "at publishPost (/app/src/publish.ts:142:20)", 20, 2,
      [
        "at publishPost ", "  (/app/src/", "  publish.ts:142:20)",
      ]
    ),
    ("abcdefghij", 4, 0, ["abcd", "efgh", "ij"]),
    ("a b c d", 3, 0, ["a ", "b ", "c d"]),
    ("日本語", 4, 0, ["日本", "語"]), ("日本語", 3, 0, ["日", "本", "語"]),
    ("日本", 1, 0, ["日", "本"]), ("ab", 0, 0, ["ab"]), ("", 3, 0, [""]),
    ("abcd", 2, 9, ["ab", " c", " d"]),
  ] as [(String, Int, Int, [String])])
func aLineIsBroken(text: String, width: Int, margin: Int, rows: [String]) {
  let wrapped = Line(DisplayText(text)).wrapped(to: width, margin: margin)
  #expect(wrapped.map { $0.spans.map(\.text.string).joined() } == rows)
}

@Test func stylesStayWithTheirTexts() {
  let line = Line("name ", .dim) + Line("a value that is long", .bright)
  let rows = line.wrapped(to: 12, margin: 5)
  #expect(rows.count == 4)
  #expect(rows[0].spans.map(\.style) == [.dim, .bright])
  #expect(rows[1].spans.last?.style == .bright)
  #expect(rows.allSatisfy { $0.width <= 12 })
}
