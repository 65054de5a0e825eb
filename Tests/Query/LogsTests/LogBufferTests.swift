import Frames
import Testing
import Times

@testable import Logs

struct LogBufferTests {
  private func chunk(_ start: Int, _ count: Int, size: Int = 10) -> LogLines {
    var lines = LogLines()
    let stream = lines.add(["a": "b"])
    for number in start..<start + count {
      let text = "\(number) " + String(repeating: "x", count: size)
      lines.append(text.utf8, at: Instant(nanoseconds: Int64(number)), stream: stream)
    }
    return lines
  }

  @Test func theOldestGoFirstAndAreCounted() throws {
    var buffer = LogBuffer(byteLimit: 100_000)
    for index in 0..<50 { buffer.append(chunk(index * 100, 100, size: 50)) }
    #expect(buffer.byteCount <= 100_000)
    #expect(buffer.droppedCount > 0)
    #expect(buffer.droppedCount + buffer.count == 5_000)
    #expect(buffer[buffer.droppedCount - 1] == nil)
    #expect(buffer[5_000] == nil)
    for number in buffer.numbers {
      let (lines, index) = try #require(buffer[number])
      #expect(lines.times[index].nanoseconds == Int64(number))
      #expect(lines.text(at: index).starts(with: "\(number) x".utf8))
    }
  }

  @Test func linesLeftOutOfAnAnswerTakeNoMemory() {
    let all = chunk(0, 1_000)
    var buffer = LogBuffer()
    buffer.append(all.lines([3]))
    #expect(buffer.byteCount < 500)
    #expect(buffer[0].map { $0.lines.stream(at: $0.index) } == ["a": "b"])
  }

  @Test func oneLargeAnswerStays() {
    var buffer = LogBuffer(byteLimit: 10)
    buffer.append(chunk(0, 5))
    #expect(buffer.count == 5)
    buffer.append(chunk(5, 5))
    #expect(buffer.numbers == 5..<10)
  }

  @Test func linesAreJoined() {
    var lines = chunk(0, 2)
    lines.append(contentsOf: chunk(2, 2))
    #expect(lines.times.map(\.nanoseconds) == [0, 1, 2, 3])
    #expect(lines.stream(at: 3) == ["a": "b"])
    #expect(lines.streamID(at: 2) == lines.streamID(at: 3))
  }

  @Test func lateLinesGoToTheirPlaces() throws {
    var buffer = LogBuffer()
    for start in stride(from: 0, to: 3_000, by: 300) { buffer.append(chunk(start, 300)) }
    var late = LogLines()
    let stream = late.add(["late": "yes"])
    for number in [1_500, 2_000, 2_999] {
      late.append("late".utf8, at: Instant(nanoseconds: Int64(number)), stream: stream)
    }
    let place = buffer.merge(late)
    #expect(place == 1_501)
    #expect(buffer.numbers == 0..<3_003)
    let times = try buffer.numbers.map { try #require(buffer.time(of: $0)).nanoseconds }
    #expect(times == times.sorted())
    let (lines, index) = try #require(buffer[1_501])
    #expect(lines.stream(at: index) == ["late": "yes"])
    #expect(buffer[1_500].map { $0.lines.stream(at: $0.index) } == ["a": "b"])
    let nothing = buffer.merge(LogLines())
    #expect(nothing == nil)
    let end = buffer.merge(chunk(3_000, 2))
    #expect(end == 3_003)
  }

  @Test func olderLinesGoBeforeTheFirstWhileThereIsRoom() throws {
    var buffer = LogBuffer(byteLimit: 100_000)
    buffer.append(chunk(1_000, 100))
    let fits = buffer.prepend(chunk(900, 100))
    #expect(fits)
    #expect(buffer.numbers == -100..<100)
    #expect(buffer.time(of: -100)?.nanoseconds == 900)
    #expect(buffer.time(of: 0)?.nanoseconds == 1_000)
    let tooMany = buffer.prepend(chunk(0, 5_000))
    #expect(!tooMany)
    #expect(buffer.count == 200)
    #expect(buffer.number(after: Instant(nanoseconds: 950)) == -49)
  }

  @Test func smallAnswersShareAChunk() {
    var buffer = LogBuffer()
    for number in 0..<2_000 { buffer.append(chunk(number, 1)) }
    #expect(buffer.byteCount < 2_000 * 60)
    #expect(buffer.numbers == 0..<2_000)
  }
}
