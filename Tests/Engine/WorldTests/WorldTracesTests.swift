import Frames
import Testing
import Times
import Traces

@testable import World

@Suite struct WorldTracesTests {
  private let traces: WorldTraces
  private let log: WorldLog
  private static let now = Instant(milliseconds: 1_795_219_200_000)
  private let hour = (from: now + -Span.minutes(6), to: now)

  /// Dear to make: all tests share them.
  private static let made = Result {
    let world = try SyntheticWorld(seed: 1)
    return (try WorldTraces(of: world), try WorldLog(of: world))
  }

  init() throws { (traces, log) = try Self.made.get() }

  @Test func everyLineOfTheLogHasItsTraceAtItsTime() throws {
    let lines = log.lines(from: hour.from, to: hour.to)
    #expect(lines.count > 300)
    var misses: [String] = []
    for line in lines {
      let id = try #require(line.metadata["trace_id"].flatMap { TraceID(hex: $0) })
      guard let trace = traces.trace(id, before: hour.to + .minutes(1)), let range = trace.range
      else {
        misses.append(line.text)
        continue
      }
      #expect(trace.id == id)
      #expect(
        range.from <= line.time + .seconds(0.1) && line.time <= range.to + .seconds(1),
        "\(line.text)")
    }
    #expect(misses.isEmpty, "\(misses.prefix(3))")
  }

  @Test func aTraceOfAnErrorLineFailsAndSaysWhy() throws {
    let line = try #require(
      log.lines(from: hour.from, to: hour.to).last { $0.text.contains("publish failed") })
    let id = try #require(line.metadata["trace_id"].flatMap { TraceID(hex: $0) })
    let trace = try #require(traces.trace(id, before: hour.to))
    let platform = try #require(log.streams[line.stream]["platform"])
    let failed = try #require(
      trace.spans.last { $0.name == "activity.publish" && $0.status == .error })
    #expect(failed.attributes["social.platform"] == .string(platform))
    #expect(failed.attributes["activity.name"] == .string("activity.publish"))
    #expect(trace.service(of: failed) == "publisher")
    let event = try #require(failed.events.first { $0.isException })
    #expect(event.stackTrace?.contains("publish.ts:142") == true)
    #expect(trace.spans.contains { $0.name == "PublishWorkflow" && $0.kind == .server })
  }

  @Test func tracesAreTheSameInEveryProcess() throws {
    let others = try WorldTraces(seed: 1)
    let events = traces.events(from: hour.from, to: hour.to)
    #expect(events == others.events(from: hour.from, to: hour.to))
    for event in events.prefix(60) {
      let trace = traces.trace(of: event)
      #expect(trace == others.trace(of: event))
      #expect(traces.trace(trace.id, before: hour.to) == trace)
      let tree = TraceTree(trace)
      #expect(tree.faults == TraceTree.Faults())
      #expect(tree.range.span > .zero && tree.range.span < .minutes(20))
    }
    #expect(try WorldTraces(seed: 2).events(from: hour.from, to: hour.to) != events)
    #expect(traces.trace(TraceID(low: 1), before: hour.to) == nil)
  }

  @Test func thereAreRetriesCostsAndAllServices() {
    let all = traces.events(from: hour.from, to: hour.to).map(traces.trace)
    let spans = all.flatMap(\.spans)
    #expect(
      Set(all.flatMap { $0.resources.map(\.service) }) == [
        "gateway", "publisher", "llm-router", "media-worker", "temporal-worker", "token-refresher",
      ])
    #expect(spans.contains { $0.attributes["temporal.attempt"] == .integer(3) })
    let calls = spans.filter { $0.name == "llm.call" }
    #expect(calls.contains { ($0.attributes["llm.cost_usd"]?.number ?? 0) > 0 })
    #expect(calls.allSatisfy { $0.attributes["llm.model"] != nil })
    // Attempts that failed and were made good again.
    #expect(
      all.contains { trace in
        trace.spans.contains(where: \.isError) && trace.spans.first?.status != .error
      })
  }

  @Test func tracesOfAnIncidentAreMoreAndSlower() throws {
    let world = try SyntheticWorld(system: "ofm", seed: 1)
    let day = TimeRange(from: Self.now + -Span.hours(72), to: Self.now)
    let outage = try #require(
      world.incidents(in: day).first { $0.name.hasPrefix("platform-outage") })
    let platform = String(outage.name.dropFirst("platform-outage ".count))
    let middle = Instant(nanoseconds: (outage.from.nanoseconds + outage.to.nanoseconds) / 2)
    func failed(_ from: Instant) -> [Trace] {
      traces.events(from: from, to: from + .minutes(5)).map(traces.trace).filter { trace in
        trace.spans.contains {
          $0.name == "activity.publish" && $0.isError
            && $0.attributes["social.platform"] == .string(platform)
            && trace.spans.contains { $0.name == "POST /v1/posts" }
        }
      }
    }
    let during = failed(middle)
    let before = failed(outage.from + -Span.minutes(30))
    #expect(during.count > 2 * before.count)
  }
}
