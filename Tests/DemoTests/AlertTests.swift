import Embedded
import Foundation
import PromQL
import RuleEvaluation
import Rules
import Testing
import Times
import World

/// The shipped rules over the demo's world.
struct AlertTests {
  private let groups: [RuleGroup]

  init() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../layouts/ofm/alerts.yaml")
    let rules = RuleFile(bytes: Array(try Data(contentsOf: file)), name: "ofm/alerts.yaml")
    try #require(rules.problems.isEmpty, "\(rules.problems)")
    groups = rules.groups
  }

  /// How long each alert of a name fired within a span, of those that began and ended in it.
  private func firings(of alert: String, in board: RuleBoard, over: ClosedRange<Instant>) throws
    -> [Span]
  {
    let result = try QueryEngine().range(
      #"ALERTS{alertname="\#(alert)",alertstate="firing"}"#,
      from: over.lowerBound.milliseconds, to: over.upperBound.milliseconds, step: 60_000,
      in: board.source(at: over.upperBound))
    guard case .matrix(let matrix) = result else { return [] }
    return matrix.flatMap { series in
      var spans: [Span] = []
      var (first, last): (Int64?, Int64) = (nil, 0)
      for time in series.samples.times + [.max] {
        if let begin = first, time - last > 60_000 {
          let isWhole = begin > over.lowerBound.milliseconds && last < over.upperBound.milliseconds
          if isWhole { spans.append(Span(milliseconds: last - begin)) }
          first = nil
        }
        first = first ?? time
        last = time
      }
      return spans
    }
  }

  @Test(arguments: [
    "LLMBudgetWarning", "LLMBudgetCritical", "PublishErrorRateHigh", "QueueDepthHigh",
    "WorkflowFailureRateHigh",
  ])
  func everyAlertFiresAndResolvesWithinAnHour(alert: String) throws {
    let world = try ScrapedWorld(seed: 1)
    let board = RuleBoard(groups) { world.source(at: $0) }
    let from = SyntheticWorld.epoch + .hours(24 * 321)
    let spans = try firings(of: alert, in: board, over: from...from + .hours(24))
    #expect(spans.contains { $0 < .hours(1) }, "\(spans.map(\.ageText))")
  }
}
