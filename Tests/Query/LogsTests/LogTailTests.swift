import Frames
import Testing
import Times

@testable import Logs

/// A server with all its lines at hand, which answers as Loki does: oldest first, up to a limit, the
/// end not included.
private struct Server {
  struct Line {
    var time: Int64
    var stream: Int
    var text: String
    /// How long after its time it is there.
    var delay: Int64 = 0
  }

  var lines: [Line] = []
  /// What it knows to a moment; later lines have not come yet.
  var now: Int64 = 0

  func answer(_ question: LogTail.Question) -> LogLines {
    var answer = LogLines()
    let streams = (0..<4).map { answer.add(["stream": "\($0)"]) }
    let found = lines.lazy.filter {
      $0.time >= question.from.nanoseconds && $0.time < question.to.nanoseconds
        && $0.time <= now - $0.delay
    }
    for line in found.prefix(question.limit) {
      answer.append(
        line.text.utf8, at: Instant(nanoseconds: line.time), stream: streams[line.stream])
    }
    return answer
  }
}

private struct Random {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}

struct LogTailTests {
  private func texts(_ lines: LogLines) -> [String] {
    lines.indices.map { String(decoding: lines.text(at: $0), as: UTF8.self) }
  }

  @Test(arguments: UInt64(1)...20)
  func nothingIsLostDoubledOrOutOfOrder(seed: UInt64) {
    var random = Random(state: seed)
    var server = Server()
    let second: Int64 = 1_000_000_000
    var time: Int64 = 0
    // Bursts at one nanosecond, and the same text more than once among them.
    while time < 60 * second {
      let burst = random.next(8) == 0 ? random.next(90) : 1
      for _ in 0..<burst {
        server.lines.append(
          .init(
            time: time, stream: random.next(4),
            text: random.next(5) == 0 ? "same" : "\(server.lines.count)"))
      }
      time += random.next(3) == 0 ? Int64(random.next(3)) : Int64(random.next(400_000_000))
    }
    var tail = LogTail(from: Instant(nanoseconds: 0), limit: 40)
    var got: [String] = []
    var now: Int64 = 0
    while now < 200 * second {
      // A line is there only once all of its nanosecond are.
      server.now = now
      if let question = tail.question(at: Instant(nanoseconds: now)) {
        switch random.next(10) {
        case 0: tail.fail(at: Instant(nanoseconds: now))
        default:
          let gain = tail.take(
            server.answer(question), to: question, at: Instant(nanoseconds: now))
          got += texts(gain.lines)
          #expect(gain.skip == nil)
        }
      }
      now += Int64(random.next(300_000_000))
    }
    #expect(got == server.lines.map(\.text))
  }

  @Test func aThousandLinesOfOneNanosecondAllCome() {
    var server = Server(now: 10)
    server.lines = (0..<1_000).map { .init(time: 5, stream: $0 % 4, text: "\($0)") }
    server.lines.append(.init(time: 6, stream: 0, text: "after"))
    var tail = LogTail(from: Instant(nanoseconds: 0), limit: 100)
    var got: [String] = []
    var asked = 0
    while let question = tail.question(at: Instant(nanoseconds: 10)), asked < 100 {
      asked += 1
      got += texts(
        tail.take(server.answer(question), to: question, at: Instant(nanoseconds: 10)).lines)
    }
    #expect(got == server.lines.map(\.text))
    #expect(asked < 20)
  }

  @Test func moreLinesOfOneNanosecondThanAServerGivesAreSaidToBeSkipped() {
    var server = Server(now: 10)
    server.lines = (0..<6_000).map { .init(time: 5, stream: 0, text: "\($0)") }
    server.lines.append(.init(time: 6, stream: 0, text: "after"))
    var tail = LogTail(from: Instant(nanoseconds: 0), limit: 1_000)
    var (got, skips) = ([String](), [LogTail.Skip]())
    while let question = tail.question(at: Instant(nanoseconds: 10)) {
      let gain = tail.take(server.answer(question), to: question, at: Instant(nanoseconds: 10))
      got += texts(gain.lines)
      if let skip = gain.skip { skips.append(skip) }
    }
    #expect(skips == [.init(moment: Instant(nanoseconds: 5), taken: 5_000)])
    #expect(
      skips.first?.countQuery(of: "{a=\"b\"} # all")
        == "sum(count_over_time({a=\"b\"} # all\n[1ns]))")
    #expect(got == (0..<5_000).map(String.init) + ["after"])
  }

  @Test func aTailGoesOnBehindWhatWasShown() {
    var server = Server(now: 10)
    server.lines = [
      .init(time: 4, stream: 0, text: "a"), .init(time: 5, stream: 0, text: "b"),
      .init(time: 5, stream: 0, text: "b"), .init(time: 5, stream: 1, text: "b"),
    ]
    let (from, end) = (Instant(nanoseconds: 0), Instant(nanoseconds: 9))
    let shown = server.answer(.init(from: from, to: end, limit: 2))
    var tail = LogTail(from: from, after: shown)
    #expect(tail.last == Instant(nanoseconds: 5))
    let question = LogTail.Question(from: tail.last, to: end, limit: 9)
    let gain = tail.take(server.answer(question), to: question, at: end)
    #expect(gain.lines.count == 2)
    #expect(gain.lines.stream(at: 1) == ["stream": "1"])
  }

  @Test func aFailingServerIsAskedLaterAndLater() {
    var tail = LogTail(from: Instant(nanoseconds: 0))
    var now = Instant(nanoseconds: 0)
    var waits: [Double] = []
    for _ in 0..<8 {
      tail.fail(at: now)
      waits.append((tail.due - now).seconds)
      #expect(tail.question(at: now) == nil)
      now = tail.due
      #expect(tail.question(at: now)?.from == Instant(nanoseconds: 0))
    }
    #expect(waits == [1, 2, 4, 8, 16, 32, 32, 32])
  }

  /// Streams reach the server late, each by its own time: what is older than lines already taken
  /// comes all the same, and goes to its place.
  @Test(arguments: UInt64(1)...8)
  func lateLinesOfOtherStreamsComeToTheirPlaces(seed: UInt64) {
    var random = Random(state: seed)
    let second: Int64 = 1_000_000_000
    var server = Server()
    var time: Int64 = 0
    while time < 40 * second {
      let stream = random.next(4)
      server.lines.append(
        .init(
          time: time, stream: stream, text: random.next(6) == 0 ? "same" : "\(server.lines.count)",
          delay: Int64(stream) * 2 * second))
      time += random.next(4) == 0 ? 0 : Int64(random.next(200_000_000))
    }
    var tail = LogTail(from: Instant(nanoseconds: 0), limit: 50)
    var buffer = LogBuffer()
    var now: Int64 = 0
    while now < 60 * second {
      server.now = now
      if let question = tail.question(at: Instant(nanoseconds: now)) {
        let gain = tail.take(server.answer(question), to: question, at: Instant(nanoseconds: now))
        _ = buffer.merge(gain.lines)
      }
      now += 300_000_000
    }
    let got = buffer.numbers.compactMap { buffer[$0] }.map { $0.lines.times[$0.index].nanoseconds }
    #expect(got == server.lines.map(\.time))
    let texts = buffer.numbers.compactMap { buffer[$0] }.map {
      String(decoding: $0.lines.text(at: $0.index), as: UTF8.self)
    }
    #expect(texts.sorted() == server.lines.map(\.text).sorted())
  }

  @Test func aServerThatGivesFewerLinesIsAskedForFewer() throws {
    var server = Server(now: 100)
    server.lines = (0..<500).map { .init(time: Int64($0 / 10), stream: 0, text: "\($0)") }
    let now = Instant(nanoseconds: 100)
    var tail = LogTail(from: Instant(nanoseconds: 0), limit: 1_000)
    var got: [String] = []
    var asked = 0
    while let question = tail.question(at: now), asked < 100 {
      asked += 1
      if question.limit > 120 {
        let skip = tail.lower(below: question, at: now)
        #expect(skip == nil)
      } else {
        got += texts(tail.take(server.answer(question), to: question, at: now).lines)
      }
    }
    #expect(got == server.lines.map(\.text))
  }

  @Test func aServerSaysWhenToComeBack() {
    var tail = LogTail(from: Instant(nanoseconds: 0))
    tail.fail(at: Instant(nanoseconds: 0), retryAfter: 17)
    #expect(tail.due == Instant(seconds: 17))
  }
}

struct ShortRangeTests {
  /// A server may answer only to ranges shorter than what lies between the newest line and now.
  @Test func aTailGoesOnOverAQuietTimeLongerThanTheServersRanges() {
    var server = ByteServer()
    server.longest = 60 * ByteServer.second
    for count in 0..<20 {
      server.lines.append(.init(time: Int64(count) * 50 * ByteServer.second, text: "\(count)"))
    }
    var tail = LogTail(from: Instant(seconds: 0))
    var (now, got, count) = (Instant(seconds: 900), 0, 0)
    while now.seconds < 1_000, count < 500 {
      count += 1
      guard let question = tail.question(at: now) else {
        now = tail.due
        continue
      }
      switch server.reply(question, at: now) {
      case .lines(let lines): got += tail.take(lines, to: question, at: now).lines.count
      case .refusal:
        let isShorter = tail.shorten(question, to: .minutes(1), at: now)
        #expect(isShorter)
      }
    }
    #expect(got == 20)
  }

  @Test func aTailWithAnEndAsksForNothingBehindIt() throws {
    var tail = LogTail(from: Instant(seconds: 10), to: Instant(seconds: 20))
    let question = try #require(tail.question(at: Instant(seconds: 5_000)))
    #expect(question.to == Instant(seconds: 20))
    let isShorter = tail.shorten(question, to: .minutes(1), at: Instant(seconds: 5_000))
    #expect(!isShorter)
  }
}
