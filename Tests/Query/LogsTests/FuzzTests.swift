import Frames
import TestSupport
import Testing
import Times

@testable import Logs

/// Whatever stands in a line, it is read, within bounds. A line that broke this is kept in
/// `Failing/`, a file each.
struct FuzzTests {
  private static let seeds = [
    #"{"ts":"2026-11-20T23:57:16Z","level":"error","msg":"publish failed","n":3,"o":{"a":[1,null]}}"#,
    #"ts=2026-11-20T23:57:16Z level=error msg="publish \"failed\"" duration=3087ms empty= flag"#,
    "2026-11-20 23:57:16 ERROR [main] c.e.App - it \u{1b}[31mfailed\u{1b}[0m at x=1",
    "\u{1b}[38;5;208mwarn\u{1b}[48;2;1;2;3m\u{1b}[1;4mx\u{1b}[m",
  ]
  private static let pieces = [
    "{", "}", "[", "]", "\"", "\\", "\\u", "\\ud83d", ":", ",", "=", " ", "\n", "\t", "\u{0}",
    "\u{1b}[", "\u{1b}]52;c;", "\u{7}", "m", ";", "999999999999", "38;5;", "38;2;", "é", "\u{202e}",
    "level=", "\"level\":", "1e999", "-", "null", "true", "[[[[[[[[",
  ]

  @Test(arguments: UInt64(1)...4)
  func mutatedLinesAreRead(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<2_500 {
      var bytes = Array(random.mutated(random.pick(Self.seeds), pieces: Self.pieces).utf8)
      if random.isOne(in: 3), !bytes.isEmpty {
        bytes[random.number(below: bytes.count)] = UInt8(random.number(below: 256))
      }
      expectRead(bytes)
    }
  }

  @Test func linesThatOnceFailedDoNoMore() {
    let files = Checkout.files(in: "Tests/Query/LogsTests/Failing", ending: ".log")
    #expect(files.count >= 4)
    for file in files { expectRead(Array(Checkout.text(file).utf8)) }
  }

  private func expectRead(_ bytes: [UInt8]) {
    let record = LogRecord(bytes[...])
    #expect(record.fields.count <= 128)
    #expect(record.message.count <= LogRecord.messageBytes)
    #expect(LogRecord.fields(of: bytes[...]).count <= 128)
    let colored = ColoredText(bytes)
    // Colours take nothing with them but their own sequences.
    let kept = colored.pieces.reduce(0) { $0 + $1.text.count }
    #expect(kept <= bytes.count)
    if !bytes.contains(0x1B) { #expect(kept == bytes.count) }

  }
}
