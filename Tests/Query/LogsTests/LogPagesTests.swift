import Frames
import Testing
import Times

@testable import Logs

struct LogPagesTests {
  /// Answers as Loki does backwards: the newest up to a limit, given in order of time.
  private func answer(_ times: [Int64], _ question: LogPages.Question) -> LogLines {
    var lines = LogLines()
    let stream = lines.add(["a": "b"])
    let found = times.enumerated().filter {
      $0.element >= question.from.nanoseconds && $0.element < question.to.nanoseconds
    }.suffix(question.limit)
    for (place, time) in found {
      lines.append("\(place % 3)".utf8, at: Instant(nanoseconds: time), stream: stream)
    }
    return lines
  }

  private func read(
    _ times: [Int64], wanted: Int = .max, page: Int, most: Int = 5_000
  ) -> (times: [Int64], pages: Int, skips: Int) {
    let range = TimeRange(from: Instant(nanoseconds: 0), to: Instant(nanoseconds: 100_000))
    var pages = LogPages(range, wanted: wanted, pageLimit: page)
    var (got, count, skips) = ([Int64](), 0, 0)
    while let question = pages.question, count < 3_000 {
      count += 1
      guard question.limit <= most else {
        let skip = pages.lower(below: question)
        #expect(skip == nil)
        continue
      }
      let gain = pages.take(answer(times, question), to: question)
      got = gain.lines.times.map(\.nanoseconds) + got
      if gain.skip != nil { skips += 1 }
    }
    return (got, count, skips)
  }

  @Test(arguments: [1, 7, 100, 5_000])
  func allLinesComeOnce(page: Int) {
    let times = (0..<1_000).map { Int64($0 / 4) }
    let result = read(times, page: page)
    let isRight = result.times == times
    #expect(isRight)
    #expect(result.skips == 0)
  }

  @Test func noMoreThanWanted() {
    let times = (0..<9_000).map { Int64($0) }
    #expect(read(times, wanted: 7_500, page: 5_000).times == Array(times.suffix(7_500)))
    #expect(read(times, wanted: 10, page: 5_000).pages == 1)
    #expect(read(times, wanted: 0, page: 5_000).pages == 0)
  }

  @Test func aServersLowerLimitIsFound() {
    let times = (0..<900).map { Int64($0 / 2) }
    #expect(read(times, page: 5_000, most: 100).times == times)
  }

  @Test func moreOfOneNanosecondThanAPageAreSaidToBeSkipped() {
    let times = [1, 2] + Array(repeating: Int64(5), count: 6_000) + [9]
    let result = read(times, page: 1_000)
    #expect(result.skips == 1)
    let isRight = result.times == [1, 2] + Array(repeating: Int64(5), count: 5_000) + [9]
    #expect(isRight)
    #expect(result.pages < 20)
  }

  @Test func olderLinesGoOnBeforeThoseKnown() throws {
    let times = (0..<100).map { Int64($0 / 5) }
    let known = answer(
      times, .init(from: .init(nanoseconds: 0), to: .init(nanoseconds: 99), limit: 22))
    var pages = LogPages(before: known, from: Instant(nanoseconds: 0), pageLimit: 50)
    let question = try #require(pages.question)
    let gain = pages.take(answer(times, question), to: question)
    #expect(gain.lines.times.map(\.nanoseconds) == Array(times.dropLast(22).suffix(50)))
  }
}

struct LongPagesTests {
  private func read(
    _ server: inout ByteServer, to end: Double
  ) -> (texts: [String], skips: [LogTail.Skip]) {
    let range = TimeRange(from: Instant(seconds: 0), to: Instant(seconds: end))
    var pages = LogPages(range, pageLimit: 1_000)
    var (texts, skips, count) = ([String](), [LogTail.Skip](), 0)
    while let question = pages.question, count < 1_000 {
      count += 1
      switch server.reply(question, isForward: false, at: Instant(seconds: end)) {
      case .lines(let lines):
        let gain = pages.take(lines, to: question)
        let new = gain.lines.indices.map {
          String(decoding: gain.lines.text(at: $0).prefix { $0 != 0x78 }, as: UTF8.self)
        }
        texts = new + texts
        skips += gain.skip.map { [$0] } ?? []
      case .refusal(let text) where text.contains("range"):
        let isShorter = pages.shorten(question, to: Span(nanoseconds: server.longest))
        #expect(isShorter)
      case .refusal(let text):
        skips += pages.lower(below: question, saying: text).map { [$0] } ?? []
      }
    }
    #expect(count < 200)
    return (texts, skips)
  }

  @Test(arguments: [0.0, 0.5, 99.25, 1_200])
  func aLineLargerThanAReplyIsSteppedOver(moment: Double) {
    var server = ByteServer()
    for count in 0..<400 {
      server.lines.append(.init(time: Int64(count) * 250_000_000, text: "\(count)"))
    }
    server.lines.append(
      .init(time: Int64(moment * 1e9) + 5_000_000, text: "huge", size: 5_000_000))
    server.lines.sort { $0.time < $1.time }
    let (texts, skips) = read(&server, to: 1_500)
    #expect(texts == (0..<400).map(String.init))
    #expect(skips.count == 1)
    #expect(skips.first?.isTooLong == true)
    let counted = skips.first.map {
      server.count($0.countQuery(of: "{}"), at: $0.moment, now: Instant(seconds: 1_500))
    }
    #expect(skips.first?.lostCount(in: counted ?? []) == 1)
  }

  /// A server that answers only to short ranges gives a long one in parts.
  @Test(arguments: [7.0, 50, 2_000])
  func aLongRangeIsReadInParts(longest: Double) {
    var server = ByteServer()
    server.longest = Int64(longest * 1e9)
    for count in 0..<400 {
      server.lines.append(.init(time: Int64(count) * 250_000_000, text: "\(count)"))
    }
    let (texts, skips) = read(&server, to: 120)
    #expect(texts == (0..<400).map(String.init))
    #expect(skips == [])
  }
}
