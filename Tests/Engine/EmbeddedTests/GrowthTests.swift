import Embedded
import Frames
import PromQL
import Samples
import Testing
import Times
import World

/// A source of whose series the engine must read all samples.
private struct Plain: SampleSource {
  var source: any SampleSource

  struct Series: SampleSeries {
    var series: any SampleSeries
    var labels: Labels { series.labels }
    func read(from: Int64, to: Int64, into run: inout SampleRun) {
      series.read(from: from, to: to, into: &run)
    }
  }

  func select(_ matchers: [SeriesMatcher], from: Int64, to: Int64) -> [any SampleSeries] {
    source.select(matchers, from: from, to: to).map { Series(series: $0) }
  }
}

private let scraped = Result { try ScrapedWorld(seed: 2) }

/// What is told by the ends of windows is, to the last bit, what all samples tell.
@Test(
  arguments: [
    ("increase(llm_cost_total[1d])", 86_400), ("rate(publish_errors_total[1h])", 21_600),
    ("rate(publish_latency_ms_bucket[2h])", 3_600), ("increase(publish_latency_ms_sum[10m])", 600),
    ("increase(budget_exceeded_total[10s])", 3_600), ("rate(queue_depth[1h])", 3_600),
  ] as [(String, Int64)])
func growthByTheEndsIsThatOfAllSamples(expression: String, step: Int64) throws {
  let now = SyntheticWorld.epoch + .hours(24 * 300 + 7)
  let source = try scraped.get().source(at: now)
  let engine = QueryEngine()
  func result(_ source: any SampleSource) throws -> QueryResult {
    try engine.range(
      expression, from: now.milliseconds - 3 * 86_400_000, to: now.milliseconds,
      step: step * 1000, in: source)
  }
  let byEnds = try result(source)
  #expect(byEnds == (try result(Plain(source: source))))
  guard case .matrix(let series) = byEnds else {
    Issue.record("no matrix")
    return
  }
  #expect(series.isEmpty == expression.contains("[10s]"))
}
