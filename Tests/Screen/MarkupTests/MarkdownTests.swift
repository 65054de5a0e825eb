import Cells
import Markup
import Testing

private func texts(_ source: String, width: Int = 40) -> [String] {
  Markdown.lines(source, width: width).map { $0.spans.map(\.text.string).joined() }
}

@Test func markdownIsLines() {
  #expect(
    texts("# Head\n\n- one\n* two **bold** `code` [link](http://x)\n---\n<b>text</b> a < b")
      == [
        "Head", "", "• one", "• two bold code link", String(repeating: "─", count: 40),
        "text a < b",
      ])
}

@Test func codeIsKeptAsItStands() {
  #expect(texts("```\n  a  **b**\n```") == ["  a  **b**"])
}

@Test func longLinesBreakAtSpacesAndLongWordsAreCut() {
  #expect(texts("one two three", width: 7) == ["one two", "three"])
  #expect(texts("abcdefghij", width: 4) == ["abcd"])
  #expect(texts("", width: 0) == [""])
}

@Test func emphasisHasItsStyle() throws {
  let line = try #require(Markdown.lines("a **b**", width: 20).first)
  #expect(line.spans.last?.style.attributes.contains(.bold) == true)
}
