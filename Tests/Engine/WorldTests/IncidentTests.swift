import Exposition
import Frames
import Testing
import Times
import World

private let start = SyntheticWorld.epoch + .hours(24 * 300)

private func number(_ series: SyntheticWorld.Series?, _ time: Instant) -> Double {
  guard case .number(let value)? = series?.value(at: time) else { return .nan }
  return value
}

extension SyntheticWorld {
  fileprivate func first(_ metric: String, _ labels: Labels = Labels()) -> Series? {
    families.first { $0.family.name == metric }?.series.first { series in
      labels.pairs.allSatisfy { series.labels[$0.name] == $0.value }
    }
  }
  fileprivate func growth(_ metric: String, _ labels: Labels, _ span: Span, _ time: Instant)
    -> Double
  {
    let all = families.first { $0.family.name == metric }?.series.filter { series in
      labels.pairs.allSatisfy { series.labels[$0.name] == $0.value }
    }
    return (all ?? []).reduce(0) { $0 + number($1, time) - number($1, time - span) }
  }
}

/// For how long, at the least, each alert's expression must hold within its incident: its `for`
/// and the two evaluations around it.
@Test(arguments: [1, 2] as [UInt64])
func everyIncidentRaisesItsAlerts(seed: UInt64) throws {
  let world = try SyntheticWorld(seed: seed)
  let incidents = world.incidents(in: TimeRange(from: start, to: start + .hours(24 * 6)))
  for incident in incidents {
    for alert in incident.alerts {
      let labels = incident.effects[0].labels
      // A model's price is on every creator's budget.
      let budget = Labels(labels.pairs.filter { $0.name == "creator" })
      func isTrue(_ time: Instant) -> Bool {
        switch alert {
        case "PublishErrorRateHigh":
          return world.growth("publish_errors_total", labels, .minutes(5), time)
            > 0.05 * world.growth("publish_attempts_total", labels, .minutes(5), time)
        case "WorkflowFailureRateHigh":
          let type: Labels = ["workflow_type": labels["workflow_type"] ?? ""]
          func growth(_ status: String) -> Double {
            world.growth(
              "temporal_workflow_executions_total",
              Labels(type.pairs + [(name: "status", value: status)]), .minutes(10), time)
          }
          return growth("failed") > 0.1 * (growth("failed") + growth("success"))
        case "QueueDepthHigh":
          let queue = incident.effects.first { $0.metric == "queue_depth" }?.labels ?? Labels()
          return number(world.first("queue_depth", queue), time) > 100
        case "LLMBudgetWarning":
          return number(world.first("llm_budget_usage_ratio", budget), time) > 0.80
        case "LLMBudgetCritical":
          return number(world.first("llm_budget_usage_ratio", budget), time) > 0.95
        default:
          Issue.record("no rule for \(alert)")
          return false
        }
      }
      var (longest, current) = (0, 0)
      for minutes in stride(from: 0.0, through: (incident.to - incident.from).seconds / 60, by: 1) {
        current = isTrue(incident.from + .minutes(minutes)) ? current + 1 : 0
        longest = max(longest, current)
      }
      #expect(longest > 7, "\(incident.name) \(alert) \(incident.from.seconds)")
    }
  }
}

@Test func aPlatformsErrorsRiseFirstThenItsLatencyThenItsQueue() throws {
  let world = try SyntheticWorld()
  let incidents = world.incidents(in: TimeRange(from: start, to: start + .hours(24 * 6)))
  let outage = try #require(incidents.first { $0.name.hasPrefix("platform-outage") })
  let order = outage.effects.sorted { $0.from < $1.from }.map(\.metric)
  #expect(order.first == "publish_errors_total")
  #expect(order.suffix(2).contains("queue_depth"))
}

@Test func aScriptForcesWhatItNamesAndNothingElse() throws {
  let json = """
    [{"metric": "queue_depth", "labels": {"queue": "transcode"}, "from": "now-1h", "to": "now",
      "add": 500},
     {"metric": "publish_errors_total", "labels": {"platform": "x"},
      "from": "2026-10-28T00:00:00Z", "to": "2026-10-28T02:00:00Z", "factor": 8}]
    """
  let script = try WorldScript(parsing: Array(json.utf8), now: start)
  let forced = try SyntheticWorld(script: script)
  let free = try SyntheticWorld()
  let queue: Labels = ["queue": "transcode"]
  #expect(number(forced.first("queue_depth", queue), start - .minutes(1)) > 500)
  #expect(number(forced.first("queue_depth", queue), start + .minutes(1)) < 500)
  #expect(
    number(forced.first("queue_depth", ["queue": "captions"]), start)
      == number(free.first("queue_depth", ["queue": "captions"]), start))
  let day = try #require(script.entries.last?.from)
  let extra =
    forced.growth("publish_errors_total", ["platform": "x"], .hours(1), day + .hours(1))
    / free.growth("publish_errors_total", ["platform": "x"], .hours(1), day - .hours(1))
  #expect(extra > 4)
}

@Test(arguments: [
  ("{}", "script: not a list of entries"),
  (#"[{"metric": 3}]"#, "script, entry 1: metric is not a name"),
  (#"[{"metric": "queue_depth", "facto": 3}]"#, "script, entry 1: no such key: facto"),
  (
    #"[{"metric": "a", "from": "soon"}]"#,
    "script, entry 1: from: soon: not a time such as now-6h or 2026-11-21 10:00"
  ),
  (
    #"[{"metric": "a", "from": "now", "to": "now-1h"}]"#,
    "script, entry 1: it ends before it begins"
  ),
  (#"[{"metric": "a", "factor": -1}]"#, "script, entry 1: a factor below zero"),
  (#"[{"metric": "nothing"}]"#, "script: no series of nothing has those labels"),
  (
    #"[{"metric": "publish_errors_total", "add": 4}]"#,
    "script: publish_errors_total is no gauge to add to"
  ),
  (
    #"[{"metric": "queue_depth"}, {"metric": "queue_depth"}]"#,
    "script: two entries change the same series of queue_depth at the same time"
  ),
])
func aScriptThatCannotBeIsRefusedWithItsReason(json: String, reason: String) {
  let error = #expect(throws: WorldError.self) {
    _ = try SyntheticWorld(script: WorldScript(parsing: Array(json.utf8), now: start))
  }
  #expect(error?.description == reason)
}

@Test func aSystemThatIsNotThereIsRefusedByName() {
  let error = #expect(throws: WorldError.self) { _ = try SyntheticWorld(system: "mars") }
  #expect(
    error?.description
      == "no system mars: there is ofm, primary, standby, video-pipeline, luneo-platform, intelia-expert, "
      + "node, prometheus")
}
