import Exposition
import Frames
import Testing
import Times
import World

private let start = SyntheticWorld.epoch + .hours(24 * 320)

extension MetricValue {
  /// All the numbers of a value that may never fall in a counter or histogram.
  fileprivate var numbers: [Double] {
    switch self {
    case .number(let number): [number]
    case .histogram(let histogram): histogram.counts + [histogram.count, histogram.sum]
    }
  }
}

extension SyntheticWorld {
  fileprivate func series(_ metric: String, _ labels: Labels = Labels()) -> [Series] {
    (families.first { $0.family.name == metric }?.series ?? []).filter { series in
      labels.pairs.allSatisfy { series.labels[$0.name] == $0.value }
    }
  }
  fileprivate func sum(_ metric: String, _ labels: Labels = Labels(), at time: Instant) -> Double {
    series(metric, labels).reduce(0) { $0 + ($1.value(at: time).numbers.first ?? 0) }
  }
  fileprivate func growth(
    _ metric: String, _ labels: Labels = Labels(), over span: Span, to time: Instant
  ) -> Double {
    sum(metric, labels, at: time) - sum(metric, labels, at: time - span)
  }
}

@Test func worldsOfOneSeedAgreeAndOfAnotherDiffer() throws {
  let (one, same, other) = (
    try SyntheticWorld(seed: 7), try SyntheticWorld(seed: 7), try SyntheticWorld(seed: 8)
  )
  func values(_ world: SyntheticWorld) -> [MetricValue] {
    world.families.flatMap(\.series).map { $0.value(at: start) }
  }
  #expect(values(one) == values(same))
  #expect(values(one) != values(other))
}

@Test func everyMetricOfTheSystemIsThereWithItsLabels() throws {
  let world = try SyntheticWorld()
  let labels = Dictionary(
    uniqueKeysWithValues: world.families.map {
      ($0.family.name, $0.series.first?.labels.pairs.map(\.name) ?? [])
    })
  #expect(
    labels == [
      "publish_latency_ms": ["platform"], "publish_errors_total": ["error_type", "platform"],
      "publish_attempts_total": ["platform"], "policy_violations_total": ["field", "severity"],
      "llm_cost_total": ["creator", "model", "provider"],
      "llm_usage_total": ["model", "operation"],
      "llm_budget_usage_ratio": ["creator"], "llm_budget_limit_usd": ["creator"],
      "llm_budget_reservations_active": ["creator"], "budget_exceeded_total": ["creator"],
      "queue_depth": ["queue", "service"], "active_workers": ["service", "type"],
      "temporal_workflow_executions_total": ["status", "workflow_type"],
      "temporal_activity_execution_duration_ms": ["activity_type"],
      "temporal_activity_failures_total": ["activity_type", "reason"],
      "temporal_workflows_active": ["workflow_type"],
      "temporal_task_queue_depth": ["task_queue"],
    ])
}

@Test(arguments: [1, 2] as [UInt64])
func countersNeverFallThroughIncidents(seed: UInt64) throws {
  let world = try SyntheticWorld(seed: seed)
  for family in world.families where family.family.kind != .gauge {
    for series in family.series {
      var before = series.value(at: start).numbers
      // Steps that share no divisor with the slots of the noise.
      for step in stride(from: 37.0, to: 86_400, by: 331) {
        let now = series.value(at: start + .seconds(step)).numbers
        #expect(zip(before, now).allSatisfy { $0 <= $1 }, "\(family.family.name) \(series.labels)")
        before = now
      }
    }
  }
}

@Test func histogramsRiseWithTheirBoundsUpToTheirCount() throws {
  let world = try SyntheticWorld(seed: 4)
  for family in world.families where family.family.kind == .histogram {
    for series in family.series {
      for minutes in stride(from: 0.0, to: 1440, by: 7) {
        guard case .histogram(let histogram) = series.value(at: start + .minutes(minutes)) else {
          Issue.record("no histogram")
          continue
        }
        let counts = histogram.counts + [histogram.count]
        #expect(zip(counts, counts.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(histogram.bounds == histogram.bounds.sorted())
      }
    }
  }
}

@Test func aWorldBeforeItsEpochStandsAtZero() throws {
  let world = try SyntheticWorld()
  #expect(world.sum("publish_attempts_total", at: SyntheticWorld.epoch - .hours(5)) == 0)
  #expect(world.sum("publish_attempts_total", at: SyntheticWorld.epoch) == 0)
  #expect(world.sum("publish_attempts_total", at: Instant(nanoseconds: .min)) == 0)
  #expect(world.sum("publish_attempts_total", at: Instant(nanoseconds: .max)) > 0)
}

@Test(arguments: [1, 5, 9] as [UInt64])
func everyViewIsCalmOutsideIncidents(seed: UInt64) throws {
  let world = try SyntheticWorld(seed: seed)
  let range = TimeRange(from: start - .hours(4), to: start + .hours(72))
  let incidents = world.incidents(in: range)
  for minutes in stride(from: 0.0, to: 72 * 60, by: 11) {
    let time = start + .minutes(minutes)
    // A rate looks ten minutes back.
    guard !incidents.contains(where: { $0.from <= time && time <= $0.to + .minutes(10) }) else {
      continue
    }
    for platform in ["instagram", "tiktok", "youtube", "x", "reddit"] {
      let labels: Labels = ["platform": platform]
      let errors = world.growth("publish_errors_total", labels, over: .minutes(5), to: time)
      let attempts = world.growth("publish_attempts_total", labels, over: .minutes(5), to: time)
      #expect(errors / attempts < 0.05)
    }
    for series in world.series("temporal_workflow_executions_total", ["status": "failed"]) {
      let type = series.labels["workflow_type"] ?? ""
      func growth(_ status: String) -> Double {
        world.growth(
          "temporal_workflow_executions_total", ["workflow_type": type, "status": status],
          over: .minutes(10), to: time)
      }
      #expect(growth("failed") / (growth("failed") + growth("success")) < 0.1)
    }
    for series in world.series("queue_depth") { #expect(series.value(at: time).numbers[0] < 100) }
    for series in world.series("llm_budget_usage_ratio") {
      // One creator's limit is infinite.
      let isLimited = series.labels["creator"] != "pilot-lab"
      #expect((isLimited ? 0.05..<0.8 : 0..<0.05).contains(series.value(at: time).numbers[0]))
    }
  }
}

@Test func incidentsComeOftenAndNeverTwoAtOnce() throws {
  let world = try SyntheticWorld(seed: 3)
  let days = 20.0
  let incidents = world.incidents(in: TimeRange(from: start, to: start + .hours(24 * days)))
  #expect((8...13).contains(Double(incidents.count) / days))
  #expect(Set(incidents.map(\.name)).count > 12)
  // A price changes whatever else goes on.
  let dealt = incidents.filter { $0.name != "price-change" }
  #expect(dealt.count < incidents.count)
  #expect(zip(dealt, dealt.dropFirst()).allSatisfy { $0.to <= $1.from })
  // A window asked for alone has what it has in a longer one.
  let part = TimeRange(from: start + .hours(30), to: start + .hours(50))
  #expect(
    world.incidents(in: part) == incidents.filter { part.from <= $0.from && $0.from < part.to })
}
