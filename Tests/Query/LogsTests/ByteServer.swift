import Frames
import Times

@testable import Logs

/// A server with all its lines at hand, whose replies have a bound in bytes and in time, as Loki's.
struct ByteServer {
  struct Line {
    var time: Int64
    var text: String
    /// What it weighs, in place of its text.
    var size = 20
    /// How long after its time it is there.
    var delay: Int64 = 0
  }

  /// In order of time.
  var lines: [Line] = []
  var mostBytes = 4_194_304
  var longest = Int64.max
  /// Replies that were too large.
  var refusals = 0

  static let second: Int64 = 1_000_000_000

  private func found(from: Int64, to: Int64, at now: Instant) -> ArraySlice<Line> {
    func place(_ time: Int64) -> Int {
      var (low, high) = (0, lines.count)
      while low < high {
        let middle = (low + high) / 2
        if lines[middle].time < time { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let part = lines[place(from)..<max(place(from), place(to))]
    let known = now.nanoseconds
    if part.allSatisfy({ $0.time + $0.delay <= known }) { return part }
    return part.filter { $0.time + $0.delay <= known }[...]
  }

  enum Reply {
    case lines(LogLines)
    case refusal(String)
  }

  mutating func reply(
    _ question: LogTail.Question, isForward: Bool = true, at now: Instant
  ) -> Reply {
    guard question.to.nanoseconds - question.from.nanoseconds <= longest else {
      return .refusal("the query time range exceeds the limit")
    }
    let all = found(from: question.from.nanoseconds, to: question.to.nanoseconds, at: now)
    let page = isForward ? all.prefix(question.limit) : all.suffix(question.limit)
    let size = page.reduce(0) { $0 + $1.size }
    guard size <= mostBytes else {
      refusals += 1
      return .refusal("trying to send message larger than max (\(size) vs. \(mostBytes))")
    }
    var answer = LogLines()
    let stream = answer.add(["stream": "a"])
    for line in page {
      let padding = String(repeating: "x", count: max(0, line.size - 20))
      answer.append(
        (line.text + padding).utf8, at: Instant(nanoseconds: line.time), stream: stream)
    }
    return .lines(answer)
  }

  /// The lines in each step, as `count_over_time` has them.
  func counts(_ step: Span, _ range: TimeRange, at now: Instant) -> [Frame] {
    var (times, values): ([Instant], [Double]) = ([], [])
    var moment = range.from
    while moment <= range.to {
      let part = found(
        from: (moment - step).nanoseconds + 1, to: moment.nanoseconds + 1, at: now)
      times.append(moment)
      values.append(Double(part.count))
      moment = moment + step
    }
    return [
      Frame(fields: [
        Field(name: "Time", values: .times(times)),
        Field(name: "Value", values: .numbers(NumberColumn(values))),
      ])
    ]
  }

  func count(_ expression: String, at moment: Instant, now: Instant) -> [Frame] {
    let length = expression.split(separator: "[").last?.prefix { $0 != "]" } ?? ""
    let span = length.hasSuffix("ns") ? Int64(length.dropLast(2)) ?? 0 : Self.second
    return counts(Span(nanoseconds: span), TimeRange(from: moment, to: moment), at: now)
  }
}

/// What a program that follows a server has printed and said.
struct Followed {
  var server: ByteServer
  var follow: LogFollow
  var texts: [String] = []
  var messages: [String] = []
  var now: Instant

  init(_ server: ByteServer, at second: Double) {
    (self.server, now) = (server, Instant(seconds: second))
    follow = LogFollow("{}", after: LogLines(), at: now)
  }

  /// Lets time go on; each question takes `cost` seconds.
  mutating func go(until second: Double, cost: Double = 0.05) {
    while now.seconds < second {
      let (question, message) = follow.question(at: now)
      if let message { messages.append(message) }
      let asked = now
      now = now + .seconds(cost)
      switch question {
      case nil: now = max(now, min(follow.due, Instant(seconds: second)))
      case .count(let expression, let moment):
        take(server.count(expression, at: moment, now: asked))
      case .counts(_, let step, let range): take(server.counts(step, range, at: asked))
      case .lines(let lines):
        switch server.reply(lines, at: asked) {
        case .lines(let answer): take([Frame(lines: answer)])
        case .refusal(let text): messages += follow.lower(saying: text, at: now)
        }
      }
    }
  }

  private mutating func take(_ frames: [Frame]) {
    let gain = follow.take(frames, at: now)
    texts += gain.lines.indices.map {
      String(decoding: gain.lines.text(at: $0).prefix { $0 != UInt8(ascii: "x") }, as: UTF8.self)
    }
    messages += gain.messages
  }
}
