import Embedded
import Frames
import Samples
import Testing
import Times
import World

private let noon = SyntheticWorld.epoch + .hours(24 * 320 + 12)

@Suite struct ScrapedWorldTests {
  private static let world = try? ScrapedWorld(seed: 3)
  private let source: any SampleSource

  init() throws {
    let world = try #require(Self.world)
    source = world.source(at: noon)
  }

  private func series(_ name: String) throws -> [any SampleSeries] {
    source.select([try SeriesMatcher("__name__", .equal, name)], from: .min, to: .max)
  }

  private func samples(_ series: any SampleSeries, from: Int64, to: Int64) -> [Sample] {
    var run = SampleRun()
    series.read(from: from, to: to, into: &run)
    return (0..<run.count).map { run[$0] }
  }

  @Test func everyTargetIsUpAndSaysHowManySamplesItHas() throws {
    #expect(
      Set(try series("up").map { $0.labels["job"] }) == ["ofm", "node", "prometheus"])
    for count in try series("scrape_samples_scraped") {
      let job = try SeriesMatcher("job", .equal, count.labels["job"] ?? "")
      let all = source.select([job], from: .min, to: .max)
      // What the server itself tells of the target: up, and four more that begin with scrape.
      #expect(count.latest(from: .min, to: .max)?.value == Double(all.count - 5))
    }
  }

  @Test func samplesStandAQuarterOfAMinuteApartAndEndNow() throws {
    let one = try #require(try series("queue_depth").first)
    let now = noon.milliseconds
    let found = samples(one, from: now - 3_600_000, to: now + 3_600_000)
    #expect(found.count == 240)
    #expect(zip(found, found.dropFirst()).allSatisfy { $1.time - $0.time == 15_000 })
    #expect(found.allSatisfy { $0.time <= now })
    #expect(found.last == one.latest(from: now - 300_000, to: .max))
    #expect(one.latest(from: now + 1, to: .max) == nil)
  }

  @Test func thePastIsThirtyDaysLong() throws {
    let one = try #require(try series("up").first)
    let now = noon.milliseconds
    #expect(samples(one, from: .min, to: .max).count == 30 * 5760)
    #expect(samples(one, from: .min, to: now - 30 * 86_400_000 - 1) == [])
    let young = try #require(Self.world).source(at: SyntheticWorld.epoch + .minutes(1))
    let all = try SeriesMatcher("__name__", .equal, "up")
    #expect(samples(young.select([all], from: .min, to: .max)[0], from: .min, to: .max).count == 4)
  }

  /// However much is read at once, and whatever was read before, each sample is the world's.
  @Test func samplesAreThoseOfTheWorldToTheLastBit() throws {
    let world = try SyntheticWorld(seed: 3)
    let now = noon.milliseconds
    for name in ["llm_cost_total", "publish_errors_total", "queue_depth", "llm_budget_usage_ratio"]
    {
      let family = try #require(world.families.first { $0.family.name == name })
      for one in try series(name).prefix(5) {
        let origin = try #require(
          family.series.first { origin in
            origin.labels.pairs.allSatisfy { one.labels[$0.name] == $0.value }
          })
        let many = samples(one, from: now - 4 * 3_600_000, to: now)
        for sample in many {
          #expect(
            origin.value(at: Instant(milliseconds: sample.time)) == .number(sample.value))
        }
        for sample in many.prefix(30) {
          #expect(samples(one, from: sample.time, to: sample.time) == [sample])
        }
      }
    }
  }

  @Test func aHistogramsSeriesAreThePartsOfItsValue() throws {
    let world = try SyntheticWorld(seed: 3)
    let family = try #require(world.families.first { $0.family.name == "publish_latency_ms" })
    let origin = try #require(family.series.first { $0.labels["platform"] == "x" })
    let buckets = try series("publish_latency_ms_bucket").filter { $0.labels["platform"] == "x" }
    for hours in 0..<48 {
      let end = noon.milliseconds - Int64(hours) * 3_600_000
      let counts = buckets.compactMap { $0.latest(from: end - 20_000, to: end) }
      let time = try #require(counts.first).time
      guard case .histogram(let value) = origin.value(at: Instant(milliseconds: time)) else {
        Issue.record("no histogram")
        continue
      }
      #expect(counts.map(\.value).sorted() == value.counts + [value.count])
      let sum = try series("publish_latency_ms_sum").first { $0.labels["platform"] == "x" }
      #expect(sum?.latest(from: end - 20_000, to: end)?.value == value.sum)
    }
  }
}
