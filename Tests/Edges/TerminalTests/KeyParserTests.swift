import Cells
import Testing

@testable import Terminal

struct KeyParserTests {
  private static let cases: [(String, [Key])] = [
    ("a", [.character("a")]), (" Z~", [.character(" "), .character("Z"), .character("~")]),
    ("é日🎉", [.character("é"), .character("日"), .character("🎉")]),
    ("\t\r\n", [.tab, .enter, .enter]), ("\u{7f}\u{8}", [.backspace, .backspace]),
    ("\u{1}\u{1a}\u{0}\u{1c}\u{1f}", ["a", "z", "@", "\\", "_"].map(Key.control)),
    ("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D", [.up, .down, .right, .left]),
    ("\u{1b}OA\u{1b}OB\u{1b}OC\u{1b}OD", [.up, .down, .right, .left]),
    (
      "\u{1b}[H\u{1b}[F\u{1b}[1~\u{1b}[4~\u{1b}[7~\u{1b}[8~",
      [.home, .end, .home, .end, .home, .end]
    ),
    ("\u{1b}OH\u{1b}OF", [.home, .end]),
    ("\u{1b}[2~\u{1b}[3~\u{1b}[5~\u{1b}[6~", [.insert, .delete, .pageUp, .pageDown]),
    ("\u{1b}[Z", [.backTab]), ("\u{1b}[1;5A\u{1b}[3;2~", [.up, .delete]),
    ("\u{1b}OP\u{1b}OS\u{1b}[11~\u{1b}[15~", [1, 4, 1, 5].map(Key.function)),
    ("\u{1b}[17~\u{1b}[21~\u{1b}[23~\u{1b}[24~", [6, 10, 11, 12].map(Key.function)),
    ("\u{1b}[25~\u{1b}[29~\u{1b}[34~", [13, 16, 20].map(Key.function)),
    ("\u{1b}[[A\u{1b}[[E", [.function(1), .function(5)]), ("\u{1b}[1;2P", [.function(1)]),
    ("\u{1b}x\u{1b}é\u{1b}>", [.alt("x"), .alt("é"), .alt(">")]),
    ("\u{1b}\u{1b}[A", [.escape, .up]), ("\u{1b}\r", [.escape, .enter]),
    ("\u{1b}[I\u{1b}[O\u{1b}[?1;2c\u{1b}[9;9Rq", [.function(3), .character("q")]),
    ("\u{1b}[200~a\r\nb\rc\u{1b}[31m\u{1b}[201~q", [.paste("a\nb\nc\u{1b}[31m"), .character("q")]),
    ("\u{1b}[200~\u{1b}[201~", [.paste("")]), ("\u{1b}[201~x", [.character("x")]),
    (
      "\u{1b}[<0;5;3M\u{1b}[<2;1;1m",
      [
        .mouse(Mouse(.press, .left, x: 4, y: 2)), .mouse(Mouse(.release, .right, x: 0, y: 0)),
      ]
    ),
    (
      "\u{1b}[<64;9;9M\u{1b}[<65;9;9M\u{1b}[<35;9;9M",
      [
        .mouse(Mouse(.wheelUp, .none, x: 8, y: 8)), .mouse(Mouse(.wheelDown, .none, x: 8, y: 8)),
      ]
    ),
    (
      "\u{1b}[M !!\u{1b}[M#%$",
      [
        .mouse(Mouse(.press, .left, x: 0, y: 0)), .mouse(Mouse(.release, .none, x: 4, y: 3)),
      ]
    ),
    ("\u{1b}[<0;0;0M\u{1b}[<0M", []), ("\u{85}\u{9b}", []),
    ("\u{1b}[1\u{7}q", [.control("g"), .character("q")]),
  ]

  @Test(arguments: cases)
  func bytesBecomeKeys(text: String, keys: [Key]) {
    var parser = KeyParser()
    #expect(parser.parse(text.utf8) == keys)
    #expect(parser.patience == nil)
  }

  @Test(arguments: cases)
  func theSameKeysComeOutOfPieces(text: String, keys: [Key]) {
    var parser = KeyParser()
    #expect(text.utf8.flatMap { parser.parse([$0]) } == keys)
  }

  @Test(
    arguments: [
      ([0x1b], [.escape]), ([0x1b, 0x5b], [.alt("[")]), ([0x1b, 0x4f], [.alt("O")]),
      ([0x1b, 0x5b, 0x31], []), ([0xe6, 0x97], []), ([0x1b, 0x5b, 0x4d, 0x20], []),
    ] as [([UInt8], [Key])])
  func whatNeverEndsIsEnded(bytes: [UInt8], keys: [Key]) {
    var parser = KeyParser()
    #expect(parser.parse(bytes).isEmpty)
    #expect(parser.patience == 25)
    #expect(parser.flush() == keys)
    #expect(parser.patience == nil)
    #expect(parser.parse([0x71]) == [.character("q")])
  }

  @Test func aPasteIsBounded() {
    var parser = KeyParser()
    let long = String(repeating: "ab", count: KeyParser.longestPaste)
    let keys = parser.parse("\u{1b}[200~\(long)\u{1b}[201~".utf8)
    #expect(keys == [.paste(String(long.prefix(KeyParser.longestPaste)))])
  }

  @Test func aPasteWithoutAnEndIsEnded() {
    var parser = KeyParser()
    #expect(parser.parse("\u{1b}[200~text\u{1b}[2".utf8).isEmpty)
    #expect(parser.patience == 1_000)
    #expect(parser.flush() == [.paste("text\u{1b}[2")])
    #expect(parser.parse("q".utf8) == [.character("q")])
  }

  @Test func illFormedBytesAreNoKeys() {
    var parser = KeyParser()
    #expect(parser.parse([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xc3, 0x28]) == [.character("(")])
    #expect(
      parser.parse([UInt8](repeating: 0x30, count: 3))
        == [Key](repeating: .character("0"), count: 3))
  }

  @Test func aSequenceThatNeverEndsIsDropped() {
    var parser = KeyParser()
    let endless = [0x1b, 0x5b] + [UInt8](repeating: 0x31, count: 10_000)
    _ = parser.parse(endless)
    _ = parser.flush()
    #expect(parser.parse([0x71]) == [.character("q")])
  }

  @Test func theTerminalsOwnSequencesCount() {
    var parser = KeyParser(sequences: [Array("\u{1b}[XY".utf8): .home, [0x01]: .end])
    #expect(parser.parse("\u{1b}[XY\u{1}".utf8) == [.home, .control("a")])
  }

  @Test func randomBytesDoNoHarm() {
    var random = SystemRandomNumberGenerator()
    let alphabet: [UInt8] =
      Array("\u{1b}\u{1b}\u{1b}[[O<;~MmA0129\r".utf8) + [0x80, 0xc3, 0xe6, 0xff, 0x00]
    for _ in 0..<5_000 {
      var parser = KeyParser(sequences: [Array("\u{1b}[XY".utf8): .home])
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      _ = parser.parse(bytes)
      _ = parser.flush()
      #expect(parser.patience == nil)
      if parser.parse([0x71]) != [.character("q")] { Issue.record("stuck after \(bytes)") }
    }
  }
}
