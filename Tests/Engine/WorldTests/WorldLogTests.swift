import Exposition
import Frames
import Testing
import Times
import World

struct WorldLogTests {
  private let log: WorldLog
  private let world: SyntheticWorld
  private let start = SyntheticWorld.epoch + .hours(24 * 321 + 9)

  /// Dear to make: all tests share them.
  private static let made = Result {
    let world = try SyntheticWorld(seed: 7)
    return (try WorldLog(of: world), world)
  }

  init() throws { (log, world) = try Self.made.get() }

  private func grown(
    _ metric: String, _ from: Instant, _ to: Instant, where condition: (Labels) -> Bool
  ) -> Int {
    let series = world.families.first { $0.family.name == metric }?.series ?? []
    return series.filter { condition($0.labels) }.reduce(0) { sum, one in
      guard case .number(let before) = one.value(at: from),
        case .number(let after) = one.value(at: to)
      else { return sum }
      return sum + Int(after - before)
    }
  }

  @Test(arguments: ["instagram", "tiktok", "youtube", "x", "reddit"])
  func eachMinuteHasAsManyErrorLinesAsTheCounterGrew(platform: String) throws {
    let stream = try #require(
      log.streams.firstIndex {
        $0["app"] == "publisher" && $0["level"] == "error" && $0["platform"] == platform
      })
    var total = 0
    for minute in 0..<60 {
      let from = start + .minutes(Double(minute))
      let to = from + .minutes(1)
      let expected = grown("publish_errors_total", from, to) { $0["platform"] == platform }
      // A line at the very moment belongs to what ends with it.
      let one = Span(nanoseconds: 1)
      let lines = log.lines(from: from + one, to: to + one, of: [stream])
      #expect(lines.count == expected)
      total += expected
    }
    #expect(total > 10)
  }

  @Test func temporalFailuresHaveTheirLines() throws {
    let stream = try #require(
      log.streams.firstIndex { $0["app"] == "temporal-worker" && $0["level"] == "error" })
    let (from, to) = (start, start + .hours(3))
    let one = Span(nanoseconds: 1)
    let lines = log.lines(from: from + one, to: to + one, of: [stream])
    #expect(lines.count == grown("temporal_activity_failures_total", from, to) { _ in true })
    #expect(lines.allSatisfy { $0.text.contains("msg=\"activity failed\"") })
  }

  @Test func aPieceOfARangeHasTheSameLines() {
    let all = log.lines(from: start, to: start + .minutes(30))
    let halves =
      log.lines(from: start, to: start + .minutes(11))
      + log.lines(from: start + .minutes(11), to: start + .minutes(30))
    #expect(all == halves)
    #expect(all.count > 200)
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.time <= $1.time })
  }

  @Test func linesOfOneEventShareTheirTrace() throws {
    let lines = log.lines(from: start, to: start + .hours(1))
    let failed = try #require(lines.last { $0.text.contains("publish failed") })
    let trace = try #require(failed.metadata["trace_id"])
    #expect(trace.utf8.count == 32)
    #expect(failed.text.contains("trace_id=\(trace)"))
    #expect(failed.text.contains("correlation_id=run-\(trace.prefix(8))"))
    let same = lines.filter { $0.metadata["trace_id"] == trace }
    #expect(Set(same.map { log.streams[$0.stream]["app"] ?? "" }) == ["gateway", "publisher"])
  }

  @Test func everyServiceWritesLines() {
    let apps = Set(
      log.lines(from: start, to: start + .hours(2)).map { log.streams[$0.stream]["app"] })
    #expect(
      apps == [
        "gateway", "publisher", "llm-router", "media-worker", "temporal-worker", "token-refresher",
      ])
  }

  @Test func thereIsNothingBeforeTheEpoch() {
    #expect(
      log.lines(from: SyntheticWorld.epoch + -Span.hours(2), to: SyntheticWorld.epoch).isEmpty)
    let place = Set(log.streams.indices)
    let estimate = log.estimate(from: start, to: start + .hours(1), of: place)
    let count = log.lines(from: start, to: start + .hours(1)).count
    #expect(abs(estimate - count) < 20)
  }
}
