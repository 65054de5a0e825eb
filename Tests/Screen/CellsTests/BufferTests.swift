import Cells
import TestSupport
import Testing
import Text

@Suite struct BufferTests {
  @Test(arguments: [
    // A wide glyph at 2, then something at a place.
    (2, "a" as Glyph, "··a ··"), (3, "a", "·· a··"), (1, "a", "·a日··"), (4, "a", "··日a·"),
    (1, "本", "·本 ··"), (3, "本", "·· 本·"), (2, "本", "··本··"), (5, "本", "··日· "),
    (-1, "本", " ·日··"), (6, "a", "··日··"), (-2, "本", "··日··"),
  ])
  func glyphsOfTwoColumnsStayWhole(x: Int, glyph: Glyph, row: String) {
    var buffer = Buffer(width: 6, height: 1, filledWith: Cell("·"))
    buffer[2, 0] = Cell("日")
    buffer[x, 0] = Cell(glyph)
    #expect(rows(of: buffer) == [row])
    for x in 0..<6 where buffer[x, 0].isContinuation { #expect(buffer[x - 1, 0].glyph.width == 2) }
  }

  @Test(arguments: [
    (0, 10, "日本語", 6, "日本語····"), (0, 5, "日本語", 4, "日本······"), (7, 9, "日本語", 4, "·······日 "),
    (8, 9, "abcdef", 2, "········ab"), (-2, 9, "abcd", 4, "cd········"),
    (3, 0, "abc", 0, "··········"),
    (12, 9, "abc", 0, "··········"), (3, -5, "abc", 0, "··········"),
  ])
  func textIsCutAtTheLimitAndAtTheEdge(x: Int, limit: Int, raw: String, used: Int, row: String) {
    var buffer = Buffer(width: 10, height: 1, filledWith: Cell("·"))
    let count = buffer.write(DisplayText(raw), x: x, y: 0, limit: limit)
    #expect(rows(of: buffer) == [row])
    #expect(count == used)
  }

  @Test func textEndsWithAMarkWhereItDoesNotFit() {
    var buffer = Buffer(width: 8, height: 1)
    buffer.write("temperature", x: 1, y: 0, limit: 5, mark: "…")
    #expect(rows(of: buffer) == [" temp…  "])
  }

  @Test func nothingIsWrittenOutsideTheClip() {
    var buffer = Buffer(width: 8, height: 3, filledWith: Cell("·"))
    buffer.clipped(to: Rect(x: 2, y: 1, width: 3, height: 9)) { buffer in
      buffer.write("日本語日本語", x: 0, y: 1)
      buffer.write("日本語日本語", x: 1, y: 2)
      buffer.fill(Rect(width: 8, height: 1), with: Cell("x"))
    }
    #expect(rows(of: buffer) == ["········", "··本 ···", "·· 本···"])
    buffer[0, 0] = Cell("a")
    #expect(buffer[0, 0].glyph == "a")
  }

  @Test func fillingBlanksWhatItCutsInHalf() {
    var buffer = Buffer(width: 8, height: 1)
    buffer.write("日本語日", x: 0, y: 0)
    buffer.fill(Rect(x: 1, width: 4, height: 1), with: Cell("x"))
    #expect(rows(of: buffer) == [" xxxx 日"])
    buffer.fill(Rect(x: 1, width: 5, height: 1), with: Cell("本"))
    #expect(rows(of: buffer) == [" 本本 日"])
    buffer.fill(Rect(x: -3, y: -3, width: 90, height: 90), with: Cell("."))
    #expect(rows(of: buffer) == ["........"])
  }

  @Test func restylingLeavesTheGlyphs() {
    var buffer = Buffer(width: 4, height: 1)
    buffer.write("a日b", x: 0, y: 0)
    buffer.restyle(Rect(x: 1, width: 90, height: 1)) { $0.attributes.insert(.stale) }
    #expect(rows(of: buffer) == ["a日b"])
    #expect(!buffer[0, 0].style.attributes.contains(.stale))
    #expect(buffer[3, 0].style.attributes.contains(.stale))
  }

  @Test func aCopyCutsGlyphsAtItsEdges() {
    var source = Buffer(width: 6, height: 1)
    source.write("日本語", x: 0, y: 0)
    var buffer = Buffer(width: 6, height: 1, filledWith: Cell("·"))
    buffer.copy(Rect(x: 1, width: 3, height: 1), of: source, x: 2, y: 0)
    #expect(rows(of: buffer) == ["·· 本·"])
  }

  /// As if its cells were written one by one.
  @Test(arguments: -9...13, [-1, 0, 1])
  func aCopyCutsGlyphsBeneathItsEdges(x: Int, y: Int) {
    var source = Buffer(width: 8, height: 1)
    source.write("日本語日", x: 0, y: 0)
    var buffer = Buffer(width: 12, height: 1, filledWith: Cell("·"))
    for x in [1, 5, 9] { buffer[x, 0] = Cell("日") }
    buffer.copy(source.area, of: source, x: x, y: y)
    var cells = Buffer(width: 12, height: 1, filledWith: Cell("·"))
    for x in [1, 5, 9] { cells[x, 0] = Cell("日") }
    for column in 0..<8 where !source[column, 0].isContinuation {
      cells[x + column, y] = source[column, 0]
    }
    #expect(buffer == cells)
  }

  @Test(arguments: [(0, 0), (1, 1), (-4, 7), (500, 200)])
  func everySizeIsFine(width: Int, height: Int) {
    var buffer = Buffer(width: width, height: height)
    buffer.write("日本語", x: 0, y: 0)
    buffer.fill(Rect(width: 9, height: 9), with: Cell("本"))
    #expect(buffer.changes(since: nil).count == (width > 0 ? height : 0))
    #expect(buffer.changes(since: buffer).isEmpty)
  }
}
