import Frames
import Testing
import Times

import enum Cells.Key

@testable import LogScreen

private let trace = "4bf92f3577b34da6a3ce929d0e0e4736"

struct OpeningTests {
  private let story: [Desk.Line] = [
    .init(801, "level=info msg=other", ["service_name": "api", "pod": "api-1"]),
    .init(802, "level=info msg=before"),
    .init(
      803, #"{"level":"error","msg":"failed","trace_id":"\#(trace)","correlation_id":"run-17"}"#),
    .init(804, "level=info msg=after"),
    .init(805, "msg=publish correlation_id=run-17", ["service_name": "worker"]),
    .init(806, "msg=else correlation_id=run-18", ["service_name": "worker"]),
  ]

  private func desk() throws -> Desk {
    var desk = try Desk(story, queries: [#"{service_name=~".+"}"#])
    desk.perform(.previousError)
    return desk
  }

  @Test func aLineOpensToAllThatIsKnown() throws {
    var desk = try desk()
    desk.perform(.openLine)
    let text = desk.screen.joined(separator: "\n")
    for part in ["00:13:23.000000000", "labels", "fields", "trace_id", trace, "correlation_id"] {
      #expect(text.contains(part), "\(part)")
    }
    desk.perform(.openLine)
    #expect(desk.view.detail == nil)
  }

  @Test func theTraceOfALineIsAsked() throws {
    var desk = try desk()
    desk.perform(.lineTrace)
    #expect(desk.said.last == .openTrace(trace))
    desk.move(1)
    desk.perform(.lineTrace)
    #expect(desk.said.last == .say("the line names no trace"))
  }

  @Test func fieldsOfTheConfigurationNameTraces() throws {
    var desk = try Desk(
      [
        .init(900, "at 7 <span abc123ef> ok"),
        .init(901, "plain", ["service_name": "api", "ref": "beef01"]),
      ],
      traceFields: [.init("<span ([0-9a-f]+)>"), .init("ref", isLabel: true)])
    desk.perform(.lineTrace)
    #expect(desk.said.last == .openTrace("beef01"))
    desk.move(-1)
    desk.perform(.lineTrace)
    #expect(desk.said.last == .openTrace("abc123ef"))
  }

  @Test func theLinesAroundAreOfTheSameStream() throws {
    var desk = try desk()
    desk.perform(.linesAround)
    #expect(desk.shown == [story[1], story[2], story[3]].map(\.text))
    #expect(desk.current == story[2].text)
    #expect(desk.screen[0].contains("around 00:13:23"))
    desk.serve(desk.view.back())
    #expect(desk.shown.count == 6)
    #expect(desk.current == story[2].text)
  }

  @Test func manyLinesAroundAreReadOnAtBothEnds() throws {
    let all = (0..<2_000).map { Desk.Line(500 + Double($0) / 10, "line \($0)") }
    var desk = try Desk(all)
    desk.move(-500)
    let middle = desk.current
    desk.perform(.linesAround)
    #expect(desk.current == middle)
    #expect(desk.shown.count < 400)
    for _ in 0..<30 { desk.move(-.max) }
    #expect(desk.shown.first == "line 0")
    for _ in 0..<30 {
      desk.move(.max)
      desk.wait(2)
    }
    #expect(desk.shown == all.map(\.text))
  }

  @Test func allLinesOfAnIdOfAllStreamsAreShown() throws {
    var desk = try desk()
    desk.perform(.correlatedLines)
    #expect(desk.shown == [story[2], story[4]].map(\.text))
    #expect(desk.screen[0].contains("all lines of run-17"))
    desk.serve(desk.view.back())
    #expect(desk.view.listings.count == 1)
  }

  /// Collectors take the ids out of the line and keep them beside it.
  @Test(arguments: [("trace_id", trace), ("correlation_id", "run-19")])
  func anIDBesideTheLineIsFoundToo(name: String, id: String) throws {
    var lines = ["one", "two \(id)", "three", "four"].enumerated().map { place, text in
      Desk.Line(900 + Double(place), text, ["service_name": place < 2 ? "api" : "worker"])
    }
    lines[0].metadata = Labels([(name, id)])
    lines[1].metadata = Labels([(name, id)])
    lines[3].metadata = Labels([(name, id)])
    var desk = try Desk(lines, queries: [#"{service_name=~".+"}"#])
    desk.perform(.correlatedLines)
    #expect(desk.shown == ["one", "two \(id)", "four"])
  }

  @Test func fieldsOfChoiceStandBesideTheMessage() throws {
    var desk = try desk()
    desk.perform(.openLine)
    while desk.view.detail?.current?.name != "correlation_id" { desk.move(1) }
    desk.perform(.chooseField)
    desk.serve(desk.view.back())
    let row = try #require(desk.screen.first { $0.contains("failed") })
    #expect(row.contains("correlation_id=run-17") && !row.contains("trace_id"))
  }

  @Test func rawWrapAndTimesAreToggled() throws {
    var desk = try desk()
    func row() -> String { desk.screen.first { $0.contains("failed") } ?? "" }
    #expect(row().contains("00:13:23.000  ◆ ERROR api"))
    desk.perform(.rawLines)
    #expect(row().contains(#""msg":"failed""#))
    desk.perform(.wrapLines)
    #expect(desk.screen.contains { $0.contains("run-17") })
    desk.perform(.rawLines)
    desk.perform(.timeFormat)
    #expect(row().contains("00:13:23.000"))
    desk.perform(.timeFormat)
    #expect(row().contains("3 min"))
    desk.perform(.timeFormat)
    #expect(row().hasPrefix(" ◆ ERROR"))
    desk.perform(.timeFormat)
    #expect(row().contains("00:13:23.000"))
  }

  @Test func coloursOfALineAreKeptOnlyOnAKey() throws {
    var desk = try Desk([.init(900, "\u{1b}[31mred\u{1b}[0m alert\u{1b}]52;c;aGk=\u{7}")])
    let row = desk.screen.first { $0.contains("red") } ?? ""
    #expect(row.contains("red alert"))
    #expect(!row.unicodeScalars.contains { $0.value < 32 })
    desk.perform(.lineColors)
    let colored = desk.screen.first { $0.contains("red") } ?? ""
    #expect(colored == row)
    let place = try #require(desk.screen.firstIndex(of: row))
    let column = try #require(row.firstRange(of: "red")).lowerBound.utf16Offset(in: row)
    let red = desk.drawn[column, place].style
    #expect(red != desk.drawn[column + 4, place].style)
    desk.perform(.lineColors)
    #expect(desk.drawn[column, place].style != red)
  }

  @Test func barsAreMarkedAndZoomedTo() throws {
    var desk = try desk()
    #expect(desk.view.listing.volume.total > 0)
    for _ in 0..<3 { desk.perform(.earlierBar) }
    desk.perform(.markBar)
    for _ in 0..<2 { desk.perform(.laterBar) }
    desk.perform(.zoomToBar)
    guard case .select(let range)? = desk.said.last else {
      Issue.record("no range was chosen")
      return
    }
    #expect(range.span == desk.view.listing.volume.step * 3)
  }

  @Test func aServerThatCountsNothingLeavesTheBarsToTheLinesAtHand() throws {
    var volume = LogVolume()
    volume.begin(
      TimeRange(from: Instant(seconds: 0), to: Instant(seconds: 900)), columns: 100)
    #expect(volume.step == .seconds(10))
    let desk = try desk()
    volume.count(desk.view.listing.buffer)
    #expect(volume.total == 6)
    #expect(volume.counts[.error]?.firstIndex { $0 > 0 } == 80)
  }
}
