import DataSources
import Dispatch
import Frames
import Glibc
import HTTP
import LogScreen
import Logs
import Queries
import Server
import Synchronization
import Times
import Transport

import struct Cells.Buffer
import struct Cells.Rect

/// A tail of 20,000 lines a second from a server on the loopback, proved by sequence numbers, and
/// a long list scrolled.
enum LogTailBench {
  static func run(seconds: Double) throws {
    let workers = Workers()
    let now = clock()
    let server = try HTTPServer(
      host: "127.0.0.1", port: 0, client: SequenceLoki(start: now), executor: workers)
    guard
      let source = DataSource(
        name: "bench", kind: .loki, address: "http://127.0.0.1:\(server.port)")
    else { return }
    let outcome = Mutex<Outcome?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task.detached(executorPreference: workers) {
      let result = await follow(source, from: now, seconds: seconds)
      outcome.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = outcome.withLock({ $0 }) else { return }
    // Up to the last line that came: those of the last poll's interval are not asked for any more.
    let length = result.last.map { ($0 - now).seconds } ?? seconds
    print("tail, lines a second\t\(Double(result.count) / max(1, length))\t20000")
    print("tail, lines lost or doubled\t\(result.wrong)\t0")
    print("tail, most behind, s\t\(result.behind)\t3")
    print("tail, lines kept, MB\t\(Double(result.bytes) / 1e6)\t33.6")
    print("tail, resident, MB\t\(resident())\t150")
    try scroll()
  }

  private struct Outcome: Sendable {
    var count = 0
    /// Lines whose number does not follow that before.
    var wrong = 0
    var behind = 0.0
    var bytes = 0
    /// The time of the last line.
    var last: Instant?
  }

  private static func follow(
    _ source: DataSource, from start: Instant, seconds: Double
  ) async -> Outcome {
    let client = CurlClient()
    var tail = LogTail(from: start)
    var buffer = LogBuffer()
    var outcome = Outcome()
    let end = start + .seconds(seconds)
    var next = 0
    while clock() < end {
      guard let question = tail.question(at: clock()) else {
        try? await Task.sleep(for: .milliseconds(20))
        continue
      }
      let query = Query(
        panelID: 0, refID: "A", dataSource: .init(), expression: "{a=\"b\"}",
        mode: .lines(limit: question.limit, isForward: true),
        range: TimeRange(from: question.from, to: question.to))
      do {
        let response = try await client.send(try source.request(for: query))
        let answer = try source.answer(to: query, from: response)
        let lines = answer.frames.first?.lines ?? LogLines()
        let gain = tail.take(lines, to: question, at: clock())
        for index in gain.lines.indices {
          let number = SequenceLoki.number(in: gain.lines.text(at: index))
          if number != next { outcome.wrong += 1 }
          next = number + 1
        }
        outcome.count += gain.lines.count
        outcome.last = gain.lines.times.last ?? outcome.last
        if let last = gain.lines.times.last, outcome.count > 100_000 {
          outcome.behind = max(outcome.behind, (clock() - last).seconds)
        }
        _ = buffer.merge(gain.lines)
        outcome.bytes = max(outcome.bytes, buffer.byteCount)
      } catch {
        tail.fail(at: clock())
      }
    }
    return outcome
  }

  /// 100,000 lines of two forms, gone through from the newest up, a page a frame and a row a frame.
  private static func scroll() throws {
    guard let source = DataSource(name: "bench", kind: .loki, address: "http://localhost")
    else { return }
    let end = clock()
    var lines = LogLines()
    let streams = (0..<20).map { lines.add(["service_name": "publisher", "pod": "p-\($0)"]) }
    for number in 0..<100_000 {
      lines.append(
        SequenceLoki.text(number), at: end + .milliseconds(Int64(number - 100_000) * 10),
        stream: streams[number % streams.count])
    }
    var view = LogsView(
      source: source, calendar: Calendar(), queries: ["{a=\"b\"}"],
      surroundings: .init(
        range: TimeRange(from: end - .hours(1), to: end), isLive: true, isFrozen: false, now: end,
        width: 200, height: 50, glyphs: .full))
    view.begin(leg: 0, with: lines, answeredAt: end)
    var times: [Double] = []
    let watch = ContinuousClock()
    for frame in 0..<4_000 {
      let start = watch.now
      _ = view.move(by: frame % 2 == 0 ? -1 : -47)
      var buffer = Buffer(width: 200, height: 50)
      view.draw(in: Rect(x: 1, width: 198, height: 50), into: &buffer)
      let took = start.duration(to: watch.now).components
      times.append((Double(took.seconds) + Double(took.attoseconds) / 1e18) * 1_000)
    }
    times.sort()
    print("100,000 lines scrolled, median ms a frame\t\(times[times.count / 2])\t5")
    print("100,000 lines scrolled, p99 ms a frame\t\(times[times.count * 99 / 100])\t5")
  }

  static func clock() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  /// What the process has taken at most, server and all, in MB.
  private static func resident() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1_000
  }
}

/// A Loki whose lines are numbers: 20,000 of them a second, ten at a time.
private struct SequenceLoki: HTTPClient {
  let start: Instant

  private static let burst: Int64 = 10
  private static let step: Int64 = 500_000

  static func text(_ number: Int) -> [UInt8] {
    Array(
      (number % 2 == 0
        ? "level=info msg=\"post published\" seq=\(number) platform=mastodon duration=308ms attempt=1"
        : #"{"level":"error","msg":"publish failed","seq":\#(number),"platform":"tiktok","code":429}"#)
        .utf8)
  }

  /// The number of a line: the digits behind `seq`.
  static func number(in text: ArraySlice<UInt8>) -> Int {
    guard let place = text.firstRange(of: Array("seq".utf8))?.upperBound else { return -1 }
    let digits = text[place...].drop { !(48...57).contains($0) }.prefix { (48...57).contains($0) }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    func value(_ name: String) -> Int64 {
      guard let place = request.url.firstRange(of: name + "=") else { return 0 }
      return Int64(request.url[place.upperBound...].prefix { $0.isNumber }) ?? 0
    }
    let (from, to, limit) = (value("start"), value("end"), value("limit"))
    let known = min(to, LogTailBench.clock().nanoseconds)
    let first = max(0, (from - start.nanoseconds + Self.step - 1) / Self.step) * Self.burst
    let last = max(0, (known - start.nanoseconds) / Self.step + 1) * Self.burst
    var body = Array(
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{"a":"b"},"values":["#
        .utf8)
    var number = first
    while number < min(last, first + limit) {
      if number > first { body.append(UInt8(ascii: ",")) }
      let time = start.nanoseconds + number / Self.burst * Self.step
      body += Array("[\"\(time)\",\"".utf8)
      for byte in Self.text(Int(number)) {
        if byte == UInt8(ascii: "\"") { body.append(UInt8(ascii: "\\")) }
        body.append(byte)
      }
      body += Array("\"]".utf8)
      number += 1
    }
    body += Array("]}]}}".utf8)
    return HTTPResponse(
      status: 200, headers: [.init("Content-Type", "application/json")], body: body)
  }
}
