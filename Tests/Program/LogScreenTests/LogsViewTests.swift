import Frames
import Logs
import Testing
import Times

import enum Cells.Key

@testable import LogScreen

private func lines(_ count: Int, from start: Double = 500, each step: Double = 1) -> [Desk.Line] {
  (0..<count).map { Desk.Line(start + Double($0) * step, "level=info msg=\"line \($0)\"") }
}

struct LogsViewTests {
  @Test func theLinesOfAllStreamsAreShownFirst() throws {
    var desk = try Desk(
      [.init(900, "one"), .init(901, "two", ["service_name": "worker"])], queries: [])
    #expect(desk.shown == ["one", "two"])
    desk.labels = ["job", "app"]
    desk.serve([])
    #expect(desk.screen[0].hasPrefix(" all streams"))
    #expect(desk.screen[0].hasSuffix("2 lines"))
  }

  @Test func streamsWithoutOneCommonLabelAreEachSelectedOnce() throws {
    #expect(
      LogStreams.all(withLabels: ["pod", "app", "job"]) == [
        #"{job=~".+"}"#, #"{app=~".+", job=""}"#, #"{pod=~".+", job="", app=""}"#,
      ])
    #expect(
      LogStreams.all(withLabels: ["job", "service_name"]) == [
        #"{service_name=~".+"}"#, #"{job=~".+", service_name=""}"#,
      ])
    #expect(LogStreams.all(withLabels: []) == [])
  }

  /// Streams from before a server gave them a name, beside such as have one.
  @Test func streamsWithoutTheUsualLabelAreShownToo() throws {
    var all = lines(3, from: 990)
    all.append(.init(994, "no service", ["pod": "old"]))
    let desk = try Desk(all, queries: [])
    #expect(desk.shown.count == 4)
    #expect(desk.shown.last == "no service")
  }

  @Test func newLinesAreFollowedEachSecond() throws {
    var desk = try Desk(lines(10, from: 995))
    #expect(desk.shown.count == 6)
    desk.wait(4)
    #expect(desk.shown.count == 10)
    #expect(desk.view.state.spans.map(\.text.string).joined() == "live")
    let tails = desk.asked.filter { if case .tail = $0.id.kind { true } else { false } }
    #expect((3...6).contains(tails.count))
  }

  @Test func scrollingUpPausesAndGoesOnCollecting() throws {
    var desk = try Desk(lines(300, from: 900))
    let before = desk.shown.count
    desk.move(-3)
    let place = desk.current
    let top = desk.screen[9]
    desk.wait(50)
    #expect(desk.current == place)
    #expect(desk.screen[9] == top)
    #expect(desk.shown.count == before + 50)
    #expect(desk.view.state.spans.map(\.text.string).joined() == "paused, 50 new")
    desk.move(.max)
    #expect(desk.view.state.spans.map(\.text.string).joined() == "live")
    #expect(desk.current == desk.shown.last)
  }

  @Test func nothingIsLostWhileTheServerIsAway() throws {
    var desk = try Desk(lines(400, from: 900))
    desk.wait(20)
    for _ in 0..<20 {
      desk.isDown = true
      desk.wait(5)
      #expect(desk.view.state.spans.map(\.text.string).joined().contains("connection refused"))
      desk.isDown = false
      desk.wait(40)
    }
    let count = min(400, Int(desk.now) - 900 + 1)
    #expect(desk.shown == desk.lines.prefix(count).map(\.text))
  }

  @Test func aServerThatIsAwayAtFirstIsAskedAgain() throws {
    var desk = try Desk(lines(5, from: 990))
    desk = try Desk(lines(5, from: 990), queries: [#"{service_name="api"}"#])
    desk.isDown = true
    desk.view.listing.reload()
    desk.serve(desk.view.meetDeadline())
    #expect(desk.screen.contains { $0.contains("loki is unreachable: connection refused") })
    desk.isDown = false
    desk.wait(3)
    #expect(desk.shown.count == 5)
  }

  @Test func olderLinesComeWhereTheOperatorGoes() throws {
    var desk = try Desk(lines(3_000, from: 100, each: 0.3), now: 1_000)
    #expect(desk.shown.count == 1_000)
    desk.move(-.max)
    #expect(desk.shown.count == 2_000)
    desk.move(-.max)
    desk.move(-.max)
    #expect(desk.shown == desk.lines.filter { $0.time >= 100_000_000_000 }.map(\.text))
    #expect(desk.current == desk.shown.first)
  }

  @Test func lateLinesOfOtherStreamsGoToTheirPlaces() throws {
    var desk = try Desk(lines(100, from: 950))
    desk.move(-10)
    let place = desk.current
    desk.wait(5)
    desk.lines.append(.init(time: 998_500_000_000, text: "late", stream: ["service_name": "api"]))
    desk.wait(3)
    let index = try #require(desk.shown.firstIndex(of: "late"))
    #expect(desk.shown[index - 1].contains("line 48"))
    #expect(desk.current == place)
  }

  @Test func linesThatTheServerKeepsBackAreCounted() throws {
    var burst = (0..<6_000).map { Desk.Line(time: 1_001_000_000_000, text: "burst \($0)") }
    burst.append(.init(1_003, "after"))
    var desk = try Desk(burst)
    desk.wait(6)
    #expect(desk.shown.count == 5_001)
    #expect(desk.screen[0].contains("1000 lines skipped"))
  }

  @Test func aServersLowerLimitIsRespected() throws {
    var desk = try Desk(lines(50, from: 950))
    desk.mostLines = 30
    desk.view.listing.reload()
    desk.serve(desk.view.meetDeadline())
    desk.wait(20)
    #expect(desk.shown.count == 50)
  }

  @Test func theOldestGoWhenMemoryIsFullAndTheViewSaysSo() throws {
    let long = String(repeating: "x", count: 2_000)
    var desk = try Desk((0..<400).map { .init(1_000 + Double($0) / 10, "\($0) " + long) })
    desk.view.listing.buffer = LogBuffer(byteLimit: 300_000)
    desk.wait(45)
    #expect(desk.view.listing.buffer.byteCount <= 300_000)
    #expect(desk.screen[0].contains("older lines gone: memory"))
    #expect(desk.shown.last?.hasPrefix("399 ") == true)
  }
}

extension LogsViewTests {
  @Test func streamsThatCannotBeHadAreAskedForAgain() throws {
    var desk = try Desk(lines(5, from: 990), queries: [])
    desk.view = LogsView(
      source: desk.view.source, calendar: desk.view.calendar, surroundings: desk.view.surroundings)
    desk.isDown = true
    desk.serve(desk.view.open())
    #expect(desk.screen.contains { $0.contains("connection refused") })
    desk.isDown = false
    desk.labels = []
    desk.wait(6)
    #expect(desk.screen.contains { $0.contains("no streams in this time") })
    desk.labels = ["service_name"]
    desk.wait(16)
    #expect(desk.shown.count == 5)
  }
}
