import Cells
import TestSupport
import Testing
import Text

@testable import Widgets

struct LogListTests {
  private static let rows: [LogList.Row] = [
    .init(
      time: "14:32:11", fraction: ".123", level: .error, service: "publisher",
      message: "publish failed", fields: [("platform", "tiktok"), ("attempt", "2")]),
    .init(
      time: "14:32:10", fraction: ".007", level: .warning, service: "gateway",
      message: "held back by the policy check and more words", count: 3),
    .init(time: "14:32:09", fraction: ".000", level: nil, service: "", message: "日本語のログ"),
  ]

  private func list(
    _ count: Int = 3, wraps: Bool = false, selection: Int? = nil, scroll: Int = 0,
    showsTime: Bool = true, glyphs: GlyphSet = .full
  ) -> LogList {
    LogList(
      rowCount: count, serviceWidth: 9, showsTime: showsTime, wraps: wraps, selection: selection,
      scroll: scroll, glyphs: glyphs
    ) { Self.rows[$0 % 3] }
  }

  /// The rows without the untouched cells at their ends.
  private func texts(_ list: LogList, width: Int, height: Int) -> [String] {
    drawn(list, width: width, height: height).map { row in
      var row = row[...]
      while row.hasSuffix("·") { row = row.dropLast() }
      return String(row)
    }
  }

  @Test func aWideListHasAllParts() {
    #expect(
      texts(list(), width: 104, height: 3) == [
        "14:32:11.123··◆ ERROR·publisher··publish failed  platform=tiktok  attempt=2",
        "14:32:10.007··▲ WARN··gateway····×3 held back by the policy check and more words",
        "14:32:09.000·····················日本語のログ",
      ])
  }

  @Test(arguments: [
    (72, "14:32:11··◆ ERROR·publisher··publish failed  platform=tiktok  attempt=2"),
    (66, "14:32:11··E·publisher··publish failed  platform=tiktok  attempt=2"),
    (55, "14:32:11··E·publisher··publish failed  platform=tiktok…"),
    (46, "14:32:11··E·publish failed  platform=tiktok  …"), (38, "32:11··E·publish failed"),
    (20, "E·publish failed"), (12, "publish fai…"), (1, "…"),
  ])
  func whatMattersLeastGoesFirst(width: Int, row: String) {
    #expect(texts(list(1), width: width, height: 1) == [row])
  }

  @Test func aLongMessageIsCutOrWrapped() {
    #expect(
      texts(list(2), width: 40, height: 2) == [
        "14:32:11··E·publish failed", "14:32:10··W·×3 held back by the policy …",
      ])
    #expect(
      texts(list(2, wraps: true), width: 40, height: 5) == [
        "14:32:11··E·publish failed  platform=tik", "············tok  attempt=2",
        "14:32:10··W·×3 held back by the policy c", "············heck and more words",
        "",
      ])
  }

  @Test func theSelectionIsInSight() {
    for wraps in [false, true] {
      for selection in 0..<50 {
        var buffer = Buffer(width: 40, height: 5)
        buffer.draw(
          list(50, wraps: wraps, selection: selection), in: Rect(width: 40, height: 5))
        let chosen = (0..<5).filter { y in buffer[20, y].style.background == Ink(.raised) }
        #expect(!chosen.isEmpty)
      }
    }
  }

  @Test(arguments: [(0, 0), (1, 1), (200, 60), (3, 2), (15, 1)])
  func drawsAtEverySize(width: Int, height: Int) {
    for wraps in [false, true] {
      for glyphs in [GlyphSet.full, .ascii] {
        let rows = drawn(
          list(200, wraps: wraps, selection: 199, scroll: 500, glyphs: glyphs), width: width,
          height: height)
        #expect(rows.count == height)
      }
    }
    #expect(drawn(list(0), width: 3, height: 1) == ["···"])
  }
}
