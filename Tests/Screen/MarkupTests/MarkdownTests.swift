import Cells
import Markup
import Testing
import Widgets

private func texts(_ source: String, width: Int = 40) -> [String] {
  Markdown.lines(source, width: width).map(\.plain)
}

extension Line {
  fileprivate var plain: String { spans.map(\.text.string).joined() }
}

struct MarkdownTests {
  @Test(
    arguments: [
      ("# Head\n\n- one\n* two", ["Head", "", "• one", "• two"]),
      ("Head\n====\ntext", ["Head", "text"]),
      ("a\n\n\n\nb\n", ["a", "", "b"]),
      ("one\ntwo\nthree", ["one two three"]),
      ("one  \ntwo\\\nthree", ["one", "two", "three"]),
      ("1. a\n2. b\n   more\n10) c", ["1. a", "2. b more", "10. c"]),
      ("- a\n  - b\n    - c\n- d", ["• a", "  • b", "    • c", "• d"]),
      ("* a\n\t* b", ["• a", "  • b"]),
      ("- [ ] open\n- [x] done", ["[ ] open", "[x] done"]),
      ("> said\n> more\n\ntext", ["│ said more", "", "text"]),
      (
        "a\n\n---\n***\nb",
        [
          "a", "", "────────────────────────────────────────",
          "────────────────────────────────────────", "b",
        ]
      ),
      ("    code  here", ["code  here"]),
      ("```go\n  a  **b**\n```\nc", ["  a  **b**", "c"]),
      ("~~~\nopen to the end", ["open to the end"]),
      ("#Title", ["Title"]),
      ("#1 of 3", ["#1 of 3"]),
    ])
  func blocksStandBelowEachOther(source: String, lines: [String]) {
    #expect(texts(source) == lines)
  }

  @Test(
    arguments: [
      ("**bold** *it* _it_ __b__ `a*b`", "bold it it b a*b"),
      ("snake_case_name 2*3*4", "snake_case_name 2*3*4".replacing("*3*", with: "3")),
      ("a ** b and 5 * 3", "a ** b and 5 * 3"),
      ("\\*not\\* &amp; &#65; &nope;", "*not* & A &nope;"),
      ("![a chart](x.png) text", "a chart text"),
      ("[docs](https://x.io/a \"t\")", "docs (x.io/a)"),
      ("[here](/d/abc)", "here"),
      ("[x.io](https://x.io)", "x.io"),
      ("<https://x.io> and https://y.io/z.", "https://x.io and https://y.io/z."),
      ("[a][1] [b] [c]\n\n[1]: https://x.io\n[b]: /d", "a (x.io) b [c]"),
      ("<b>text</b> a < b <!-- hidden --> c", "text a < b c"),
      ("<style>p { color: red }</style>seen", "seen"),
      ("~~old~~ new", "old new"),
      ("[unclosed **bold", "[unclosed **bold"),
    ])
  func marksInsideALineAreRead(source: String, line: String) {
    #expect(texts(source, width: 60).joined(separator: "|") == line)
  }

  @Test func marksHaveTheirStyles() {
    func style(_ source: String) -> Style? {
      Markdown.lines(source, width: 30).first?.spans.first?.style
    }
    #expect(style("**a**")?.attributes == .bold)
    #expect(style("*a*")?.attributes == .italic)
    #expect(style("***a***")?.attributes.contains(.bold) == true)
    #expect(style("# a") == .title)
    #expect(style("`a`") == Style(.accent))
    #expect(style("[a](b)") == Style(.accent, .underline))
  }

  @Test func tablesAreColumns() {
    #expect(
      texts("| name | n |\n|:--|--:|\n| a\\|b | **1** |\n| longer | 23 |\nafter") == [
        "name     n", "a|b      1", "longer  23", "after",
      ])
    #expect(
      texts("|name|what it does|\n|-|-|\n|a|a long text that gives way|", width: 20) == [
        "name  what it does  ", "a     a long text t…",
      ])
  }

  @Test(
    arguments: [
      ("one two three", 7, ["one two", "three"]),
      ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
      ("**ab**cd ef", 4, ["abcd", "ef"]),
      ("日本語 テキスト", 6, ["日本語", "テキス", "ト"]),
      ("日", 1, [""]),
      ("- one two three", 9, ["• one two", "  three"]),
      ("", 0, []),
    ] as [(String, Int, [String])])
  func linesBreakAtSpaces(source: String, width: Int, lines: [String]) {
    #expect(texts(source, width: width) == lines)
    #expect(Markdown.lines(source, width: width).allSatisfy { $0.width <= max(1, width) })
  }

  @Test func htmlIsItsText() {
    let source = """
      <div class="x"><h2>Title</h2><p>Some <b>bold</b>
        text &amp; a <a href="https://x.io/y">link</a>.</p>
      <ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul>
      <script>alert("no")</script><hr><img src="a" alt="A picture"/>
      <table><tr><th>k</th><th>v</th></tr><tr><td>a</td><td>1</td></tr></table></div>
      """
    #expect(
      Markdown.lines(html: source, width: 30).map(\.plain) == [
        "Title", "Some bold text & a link", "(x.io/y).", "", "• one", "• two", "  1. deep",
        "──────────────────────────────", "A picture", "k | v", "a | 1",
      ])
  }

  @Test func asciiIsASCII() {
    let source = "- a\n> b\n\n---\n|a|b|\n|-|-|\n|a long long text|b|"
    for line in Markdown.lines(source, width: 12, glyphs: .ascii) {
      #expect(line.plain.utf8.allSatisfy { $0 < 128 })
    }
  }

  /// Texts that nest, repeat or never close come to an end, and soon.
  @Test(
    arguments: ["*", "[", ">", "- ", "<", "`", "a ", "|", "<!--", "\n- a\n  - b", "**a", "<b", "&"])
  func hostileTextsEnd(piece: String) {
    let source = String(repeating: piece, count: 4_000)
    for width in [0, 40] {
      #expect(Markdown.lines(source, width: width).count <= 200_001)
      #expect(Markdown.lines(html: source, width: width).count <= 200_001)
    }
  }
}
