import Frames
import Testing
import Times

@testable import Logs

struct LogFollowTests {
  private static let second = ByteServer.second

  private func line(_ seconds: Double, _ text: String, size: Int = 20) -> ByteServer.Line {
    .init(time: Int64(seconds * 1e9), text: text, size: size)
  }

  /// A slow stream whose lines come late beside a fast one, from the beginning on.
  @Test(arguments: [3.0, 40])
  func aLateStreamBesideAFastOneComesWhole(delay: Double) {
    var server = ByteServer()
    for count in 0..<50_000 { server.lines.append(line(10 + Double(count) / 500, "A \(count)")) }
    for count in 0..<3_000 {
      var late = line(10.001 + Double(count) / 30, "B \(count)")
      late.delay = Int64(delay * 1e9)
      server.lines.append(late)
    }
    server.lines.sort { $0.time < $1.time }
    var followed = Followed(server, at: 10)
    followed.go(until: 180)
    let missing = Set(server.lines.map(\.text)).subtracting(followed.texts)
    // What came before the first whole stretch of five seconds nobody counts.
    let isRight = missing.isEmpty || delay > 30 && missing.count <= 300
    #expect(isRight, "\(missing.count) missing")
    #expect(followed.texts.count == Set(followed.texts).count)
    #expect(followed.messages == [])
  }

  /// Long lines make pages short only as long as there are any.
  @Test func pagesGrowAgainBehindLongLines() {
    var server = ByteServer()
    for count in 0..<60 {
      server.lines.append(line(12 + Double(count) / 1e3, "L\(count)", size: 200_000))
    }
    for count in 0..<20_000 { server.lines.append(line(13 + Double(count) / 300, "\(count)")) }
    var followed = Followed(server, at: 10)
    followed.go(until: 90)
    #expect(Set(followed.texts) == Set(server.lines.map(\.text)))
    #expect(followed.texts.count == server.lines.count)
    #expect(followed.server.refusals < 8)
  }

  /// Each refusal takes a slow server many seconds: the reader is told, and told when it is over.
  @Test func aTailThatIsBehindSaysSo() {
    var server = ByteServer()
    for count in 0..<60 {
      server.lines.append(line(12 + Double(count) / 1e3, "L\(count)", size: 200_000))
    }
    for count in 0..<9_000 { server.lines.append(line(13 + Double(count) / 300, "\(count)")) }
    var followed = Followed(server, at: 10)
    followed.go(until: 14, cost: 5)
    followed.go(until: 120, cost: 1)
    #expect(followed.texts.count == server.lines.count)
    #expect(followed.messages.first?.contains("s behind, reading") == true)
    #expect(followed.messages.last == "up to date again")
    #expect(followed.messages.count == 2)
  }

  /// A line larger than a reply may be ends no tail.
  @Test(arguments: [0, 1, 3])
  func aLineLargerThanAReplyIsSteppedOver(before: Int) {
    var server = ByteServer()
    for count in 0..<before { server.lines.append(line(11, "before \(count)")) }
    server.lines.append(line(12.345_678, "huge", size: 4_200_000))
    for count in 0..<200 { server.lines.append(line(13 + Double(count) / 4, "\(count)")) }
    var followed = Followed(server, at: 10)
    followed.go(until: 120)
    #expect(followed.texts == server.lines.map(\.text).filter { $0 != "huge" })
    #expect(
      followed.messages.filter { !$0.contains("behind") && !$0.contains("up to date") } == [
        "1 line skipped: a line is larger than a reply may be"
      ])
    #expect(followed.server.refusals < 30)
  }

  /// All that stand at one nanosecond came: nothing is said of it.
  @Test(arguments: [(5_000, nil), (5_001, "1 line skipped"), (7_000, "2000 lines skipped")])
  func onlyLinesThatAreMissingAreSaidToBe(count: Int, message: String?) {
    var server = ByteServer()
    for count in 0..<count { server.lines.append(line(12, "\(count)")) }
    server.lines.append(line(15, "after"))
    var followed = Followed(server, at: 10)
    followed.go(until: 60)
    #expect(followed.texts.count == min(count, 5_000) + 1)
    #expect(followed.messages.count == (message == nil ? 0 : 1))
    #expect(followed.messages.first?.hasPrefix(message ?? "") ?? true)
  }

  @Test func aServerThatIsAwayIsSaidOnceToBe() {
    var follow = LogFollow("{}", after: LogLines(), at: Instant(seconds: 0))
    var said: [String] = []
    for second in 0..<20 where follow.question(at: Instant(seconds: Double(second))).question != nil
    {
      said += follow.fail("away", at: Instant(seconds: Double(second)))
    }
    #expect(said == ["away; trying again"])
  }
}

struct PageSizeTests {
  @Test(arguments: [
    ("trying to send message larger than max (7958117 vs. 4194304)", 2_000...2_200),
    (
      "max entries limit per query exceeded, limit > max_entries_limit_per_query (5000 > 1000)",
      1_000...1_000
    ),
    ("max entries limit per query exceeded", 2_500...2_500),
    ("", 2_500...2_500),
    ("(99999999999999999999 vs. 0) (1 > 0)", 2_500...2_500),
  ])
  func theServersWordsSayHowManyLines(text: String, most: ClosedRange<Int>) {
    var size = PageSize()
    size.lower(below: 5_000, saying: text)
    #expect(most.contains(size.most))
  }

  /// One long line among short ones makes a page only a little too large.
  @Test func whatStaysTooLargeGoesDownFast() {
    var size = PageSize()
    var count = 0
    while size.most > 1, count < 100 {
      size.lower(below: size.most, saying: "larger than max (4200000 vs. 4194304)")
      count += 1
    }
    #expect(count <= 6)
  }

  @Test func aStatedLimitIsNotTriedAgain() {
    var size = PageSize()
    size.lower(below: 5_000, saying: "limit > max_entries_limit_per_query (5000 > 100)")
    var lines = LogLines()
    let stream = lines.add(["a": "b"])
    for _ in 0..<100 { lines.append("x".utf8, at: Instant(nanoseconds: 1), stream: stream) }
    size.take(lines, isFull: true)
    #expect(size.most == 100)
  }
}

struct LogCountTests {
  @Test(arguments: [
    (#"{a="b"}"#, false), (#"{a="b"} |= "| json""#, false), (#"{a="b"} |~ `| x\`"#, false),
    (#"{a="b"} # | json"#, false), (#"{a="b"} |> "<_> x""#, false),
    (#"{a="b"} | json"#, true), (#"{a="b"} |= "\"" |logfmt"#, true), (#"{a="b"} | _x="y""#, true),
  ])
  func linesThatAStageCannotReadAreCountedToo(query: String, drops: Bool) {
    let count = LogCount.query(of: query, in: .seconds(5))
    let end = drops ? "| drop __error__, __error_details__ " : ""
    #expect(count == "count_over_time(\(query)\n\(end)[5s])")
  }
}
