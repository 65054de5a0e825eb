import Cells
import TestSupport
import Testing
import Text

@Suite struct ChangesTests {
  @Test(
    arguments: [
      ("abcdef", "abcdef", []), ("abcdef", "abXdef", ["2 X"]),
      ("abcdef", "XbcdeX", ["0 X", "5 X"]),
      ("abcdef", "ab日ef", ["2 日 "]), ("ab日ef", "abcdef", ["2 cd"]), ("日本語", "日木語", ["2 木 "]),
      ("日本語", "a本語b", ["0 a本 語 b"]),
    ] as [(String, String, [String])])
  func onlyWhatChangedIsSent(old: String, new: String, runs: [String]) {
    let found = screen(new).changes(since: screen(old)).map { run in
      "\(run.x) " + run.cells.map(\.glyph.description).joined()
    }
    #expect(found == runs)
  }

  @Test func aChangedStyleOfASecondHalfSendsTheWholeGlyph() {
    let old = screen("日本")
    var new = old
    new.restyle(Rect(x: 3, width: 1, height: 1)) { $0 = .title }
    #expect(new.changes(since: old).map(\.x) == [2])
    #expect(new.changes(since: old).map(\.cells.count) == [2])
  }

  @Test func rowsAreSentApart() {
    let old = Buffer(width: 3, height: 3)
    let new = Buffer(width: 3, height: 3, filledWith: Cell("x"))
    #expect(new.changes(since: old).map(\.y) == [0, 1, 2])
    #expect(new.changes(since: Buffer(width: 2, height: 3)).map(\.cells.count) == [3, 3, 3])
  }

  private func screen(_ text: String) -> Buffer {
    var buffer = Buffer(width: 6, height: 1)
    buffer.write(DisplayText(text), x: 0, y: 0)
    return buffer
  }
}
