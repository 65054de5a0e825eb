import Testing

@testable import Terminal

@Test func aTextGoesToTheClipboardAsOSC52() {
  let bytes = Clipboard.sequence(copying: "héllo", insideTmux: false)
  #expect(String(decoding: bytes, as: UTF8.self) == "\u{1b}]52;c;aMOpbGxv\u{07}")
}

@Test func insideTmuxItIsWrappedToo() {
  let bytes = Clipboard.sequence(copying: "a", insideTmux: true)
  #expect(
    String(decoding: bytes, as: UTF8.self)
      == "\u{1b}]52;c;YQ==\u{07}\u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{07}\u{1b}\\")
}

@Test(arguments: [(100_000, 100_000), (100_001, 100_000), (99_999, 99_999)])
func aLongTextIsCut(count: Int, kept: Int) {
  let bytes = Clipboard.sequence(
    copying: String(repeating: "a", count: count), insideTmux: false)
  #expect(bytes.count == 8 + (kept + 2) / 3 * 4)
}

@Test func noCharacterIsCut() {
  let text = String(repeating: "a", count: 99_999) + "é"
  let bytes = Clipboard.sequence(copying: text, insideTmux: false)
  #expect(bytes.count == 8 + 99_999 / 3 * 4)
}
