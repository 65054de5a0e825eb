import Cells
import Dashboards
import Frames
import TestSupport
import Testing
import Text
import Times

@testable import Panels

struct LogsPanelTests {
  private func content(
    _ texts: [String], _ change: (inout LogsOptions) -> Void = { _ in }
  ) -> PanelContent { content(ofBytes: texts.map { Array($0.utf8) }, change) }

  private func content(
    ofBytes texts: [[UInt8]], _ change: (inout LogsOptions) -> Void = { _ in }
  ) -> PanelContent {
    var lines = LogLines()
    let stream = lines.add(["app": "api", "level": "info"])
    for (index, text) in texts.enumerated() {
      lines.append(
        text, at: Instant(milliseconds: 1_795_219_154_000 + Int64(index) * 1500),
        stream: stream)
    }
    var options = LogsOptions()
    options.showsTime = true
    change(&options)
    let panel = Panel(
      id: 1, title: "Logs", gridPos: GridPos(x: 0, y: 0, w: 12, h: 8), kind: .logs(options))
    let now = Instant(milliseconds: 1_795_219_200_000)
    var content = PanelContent(
      panel: panel, range: TimeRange(from: now + -.hours(1), to: now), now: now,
      calendar: Calendar(.utc))
    content.frames = [Frame(refID: "A", lines: lines)]
    content.status = .ok
    return content
  }

  private func rows(_ content: PanelContent, height: Int) -> [String] {
    drawn(PanelView.box(for: content, width: 60, height: height), width: 60, height: height)
      .dropFirst().map { $0.replacing("·", with: " ").trimmingEnd }
  }

  @Test func theNewestLineIsFirst() {
    let content = content(["msg=one a=1", #"{"msg":"two","b":2}"#])
    #expect(
      rows(content, height: 3) == [
        "23:59:15  I api  two  b=2", "23:59:14  I api  one  a=1",
      ])
    #expect(PanelView.rowCount(content) == 2)
  }

  @Test func theOrderIsTheLayouts() {
    let content = content(["one", "two"]) { $0.isOldestFirst = true }
    #expect(rows(content, height: 3).first?.hasSuffix("one") == true)
  }

  @Test(arguments: [
    (LogsOptions.Deduplication.none, 5), (.exact, 4), (.numbers, 3), (.signature, 2),
  ])
  func repeatedLinesAreOne(kind: LogsOptions.Deduplication, count: Int) {
    let content = content(["a 1", "a 1", "a 2", "b 2", "c: 3"]) { $0.deduplication = kind }
    #expect(PanelView.rowCount(content) == count)
  }

  @Test func nothingInALineActs() {
    let hostile = "a\u{1b}[2J\u{1b}]52;c;aGk=\u{7}b\u{9b}31m\u{202e}c\u{0}"
    let text = rows(content([hostile, "msg=\"\(hostile)\" k=\(hostile)"]), height: 3).joined()
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    #expect(!text.unicodeScalars.contains("\u{202e}"))
  }

  /// Each stands between two lines that are known, whose rows stay as they are.
  @Test func aRowIsARowWhateverIsInIt() throws {
    let all = HostileTexts.isThere ? try HostileTexts.all() : HostileTexts.own
    let plain = rows(content(["first", "x", "last"]), height: 4)
    for text in all {
      for wraps in text.count % 8 == 0 ? [false, true] : [false] {
        let content = content(ofBytes: [Array("first".utf8), text, Array("last".utf8)]) {
          $0.wraps = wraps
        }
        var buffer = Buffer(width: 60, height: 4)
        PanelView.box(for: content, width: 60, height: 4).render(in: buffer.area, into: &buffer)
        #expect(HostileTexts.faults(in: buffer) == [])
        let drawn = TestSupport.rows(of: buffer).dropFirst().map(\.trimmingEnd)
        #expect(drawn.first == plain.first)
        if !wraps { #expect(drawn.dropFirst(2).first == plain.dropFirst(2).first) }
      }
    }
  }

  @Test func numbersInALogsPanelAreSaidToBeSuch() {
    var content = content([])
    content.frames = [
      Frame(refID: "A", fields: [Field(name: "Value", values: .numbers([1]))])
    ]
    #expect(rows(content, height: 4).contains { $0.contains("the query gives numbers, no lines") })
  }

  @Test func aSummaryHasTheLines() {
    let summary = PanelSummary(content(["one", "two"]))
    #expect(summary.values == ["two", "one"])
    #expect(summary.series == ["api"])
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.hasSuffix(" ") { text = text.dropLast() }
    return String(text)
  }
}
