import TestSupport
import Testing

@testable import Text

/// Whatever a text holds, what is drawn of it has nothing that a terminal acts on, and takes as
/// many columns as it says. A text that broke this is kept in `Failing/`.
struct SanitiserFuzzTests {
  private static let pieces = [
    "\u{1b}[31m", "\u{1b}]8;;http://x\u{1b}\\", "\u{1b}]52;c;aGk=\u{7}", "\u{9b}31m", "\u{90}",
    "\u{0}", "\u{7f}", "\u{202e}", "\u{2066}", "\u{200d}", "\u{200b}", "\u{feff}", "\u{301}",
    "\u{301}\u{301}\u{301}", "🏴\u{e0067}\u{e007f}", "👨‍👩‍👧‍👦", "🇩🇪", "日本", "각", "\u{fe0f}", "\r\n", "\t",
    "\u{2028}", "\u{fffd}", "\u{d7ff}", "\u{10ffff}", "a", " ",
  ]

  @Test(arguments: UInt64(1)...3)
  func mutatedTextsAreSafe(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<3_000 {
      let text = random.mutated(
        random.pick(Self.pieces) + random.pick(Self.pieces), pieces: Self.pieces)
      expectSafe(Array(text.utf8))
      var bytes = Array(text.utf8)
      guard !bytes.isEmpty else { continue }
      bytes[random.number(below: bytes.count)] = UInt8(random.number(below: 256))
      expectSafe(bytes)
    }
  }

  @Test func textsThatOnceFailedDoNoMore() {
    let files = Checkout.files(in: "Tests/Base/TextTests/Failing", ending: ".txt")
    #expect(files.count >= 2)
    for file in files { expectSafe(Array(Checkout.text(file).utf8)) }
  }

  private func expectSafe(_ bytes: [UInt8]) {
    let text = DisplayText(utf8: bytes)
    for scalar in text.string.unicodeScalars {
      let value = scalar.value
      let isActive =
        value < 0x20 || (0x7F...0x9F).contains(value) || (0x200B...0x200F).contains(value)
        || (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        || value == 0xFEFF
      #expect(!isActive, "U+\(String(value, radix: 16)) of \(bytes)")
    }
    #expect(text.width == text.glyphs.reduce(0) { $0 + $1.width }, "\(bytes)")
    // What is clean stays as it is.
    #expect(DisplayText(text.string).string == text.string, "\(bytes)")
    #expect(DisplayText(utf8: bytes).prefix(3).width <= 3)
  }
}
