import Testing

@testable import Text

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("plain", "plain"),
    ("tab\there", "tab here"),
    ("two\nlines\r\nthree\rfour", "two⏎lines⏎three␍four"),
    ("\u{1b}[31mred\u{1b}]52;c;eA==\u{7}", "␛[31mred␛]52;c;eA==␇"),
    ("\u{7f}\u{9b}31m\u{85}", "␡�31m⏎"),
    ("\u{202e}evil\u{2066}\u{200f}\u{61c}", "�evil���"),
    ("a\u{200b}b\u{2060}c\u{feff}d", "a�b�c�d"),
    ("a\u{200d}b\u{200c}c", "a�b�c"),
    ("\u{2028}\u{2029}", "⏎⏎"),
    ("\u{e000}\u{f0000}\u{fff9}\u{e0041}\u{378}", "�����"),
    ("no\u{a0}break\u{2009}thin", "no break thin"),
    ("soft\u{ad}hyphen", "soft-hyphen"),
    ("e\u{301}", "e\u{301}"),
    ("\u{301}x", "◌\u{301}x"),
    ("🇩🇪 🇫", "DE F"),
    ("👩\u{200d}💻", "👩"),
    ("👋🏽!", "👋!"),
    ("❤\u{fe0f}\u{200d}🔥", "❤"),
    ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴"),
    ("🏻a🏿", "⬜a⬛"),
    ("1\u{fe0f}\u{20e3}", "1\u{20e3}"),
    ("x\u{fe0f}\u{fe0f}", "x�"),
    ("🫨", "�"),
  ])
  func whatCannotBeDrawnGetsAStandIn(raw: String, clean: String) {
    #expect(DisplayText(raw).string.unicodeScalars.elementsEqual(clean.unicodeScalars))
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("日本語", 6), ("한국어", 6), ("각", 2), ("é", 1),
    ("e\u{301}\u{302}", 1), ("का", 2), ("ﾊﾝｶｸ", 4), ("Ａ", 2), ("→", 1), ("👨‍👩‍👧‍👦", 2),
    ("a日b", 4), ("Ω≈ç√", 4), ("สวัสดี", 4), ("שָׁלוֹם", 4), ("\u{3000}", 2),
  ])
  func widthCountsColumns(raw: String, width: Int) {
    let text = DisplayText(raw)
    #expect(text.width == width)
    #expect(text.glyphs.reduce(0) { $0 + $1.width } == width)
  }

  @Test func aStackOfMarksIsBounded() {
    let text = DisplayText("a" + String(repeating: "\u{301}", count: 10_000) + "b")
    #expect(text.string.unicodeScalars.count == 1 + 4 + 1 + 1)
    #expect(text.width == 3)
  }

  @Test func aChainOfJoinedPicturesIsBounded() {
    #expect(DisplayText(String(repeating: "👩\u{200d}", count: 1_000)).width > 100)
  }

  @Test func illFormedBytesBecomeReplacements() {
    #expect(DisplayText(utf8: [0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]).string.hasPrefix("a��("))
  }

  @Test func everyScalarComesOutCleanAndStaysSo() {
    for value in 0...UInt32(0x10ffff) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = DisplayText("a" + String(scalar) + "b")
      let again = DisplayText(once.string)
      guard once == again, once.width == again.width, once.width >= 2 else {
        Issue.record("U+\(String(value, radix: 16)) is not stable")
        return
      }
      let glyph = Glyph(Character(scalar))
      guard glyph.width == 1 || glyph.width == 2, Glyph(glyph.character) == glyph else {
        Issue.record("U+\(String(value, radix: 16)) is no glyph")
        return
      }
    }
  }

  @Test func cleanTextsJoinedStayClean() {
    let parts = [
      "🇩", "🇪", "👩", "\u{200d}💻", "🏽", "\u{301}", "e", "\u{1100}", "\u{1161}", "\u{fe0f}", "\r",
      "\n", "🏴", "\u{e0067}", "日", "\u{64b}", "क", "ा", "\u{d4e}",
    ].map { DisplayText($0) }
    for first in parts {
      for second in parts {
        let joined = first + second
        #expect(DisplayText(joined.string) == joined)
        #expect(joined.glyphs.elementsEqual(Array(first.glyphs) + Array(second.glyphs)))
      }
    }
  }

  @Test(arguments: [
    ("short", 10, "short"), ("exactly ten", 11, "exactly ten"), ("cut me here", 6, "cut m…"),
    ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 1, "…"), ("abc", 0, ""), ("abc", -1, ""),
    ("\u{1b}\u{1b}\u{1b}\u{1b}", 3, "␛␛…"), ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"),
    ("abc\u{301}d", 3, "ab…"), ("ab日", 3, "ab…"),
  ])
  func aLimitStopsEarly(raw: String, columns: Int, text: String) {
    #expect(DisplayText(raw, limit: columns, mark: "…").string == text)
    #expect(DisplayText(raw).truncated(to: columns, mark: "…").string == text)
  }

  @Test func textsAreCutAndPaddedByColumns() {
    let path: DisplayText = "/var/log/日本.log"
    #expect(path.truncated(to: 8, mark: "…", at: .start).string == "…本.log")
    #expect(path.truncated(to: 9, mark: "…", at: .middle).string == "/var….log")
    #expect(path.suffix(7).string == "本.log")
    #expect(path.dropping(9).string == "日本.log")
    #expect(path.prefix(10).string == "/var/log/")
    #expect(DisplayText("ab").padded(to: 5, .center).string == " ab  ")
    #expect(DisplayText("ab").padded(to: 4, .trailing).string == "  ab")
    #expect(DisplayText("日本").fitted(to: 4, mark: "…").string == "日本")
    #expect(DisplayText("日本語").fitted(to: 4, mark: "…").string == "日… ")
    #expect([DisplayText("a"), "b"].joined(separator: ", ").string == "a, b")
    #expect(DisplayText(repeating: "日", count: 2).width == 4)
  }
}

@Suite struct GlyphTests {
  @Test(
    arguments: [
      ("a", "a", 1), ("日", "日", 2), ("\u{1b}", "␛", 1), ("\u{200b}", "�", 1), ("🇩🇪", "�", 1),
      ("का", "�", 1), ("👩\u{200d}💻", "👩", 2), ("\r\n", "⏎", 1),
      ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}\u{303}\u{304}", 1),
    ] as [(Character, String, Int)])
  func aCharacterIsOneGlyph(character: Character, drawn: String, width: Int) {
    let glyph = Glyph(character)
    #expect(glyph.description.unicodeScalars.elementsEqual(drawn.unicodeScalars))
    #expect(glyph.width == width)
  }

  @Test(
    arguments: [
      ("a", "a"), ("é", "e"), ("─", "-"), ("│", "|"), ("█", "#"), ("…", "."), ("→", ">"),
      ("日", "?"),
      ("Ａ", "A"), ("␛", "^"), ("²", "2"),
    ] as [(Glyph, Character)])
  func aGlyphHasALikenessInASCII(glyph: Glyph, likeness: Character) {
    #expect(Character(Unicode.Scalar(glyph.asciiLikeness)) == likeness)
  }
}
