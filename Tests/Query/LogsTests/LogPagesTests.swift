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
        pages.lower(below: question)
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
