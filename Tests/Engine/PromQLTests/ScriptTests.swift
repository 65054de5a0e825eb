import Foundation
import PromQL
import Testing

/// Semantics in the notation of Prometheus's own tests, by subject.
@Test(arguments: ["at_modifier", "functions", "matching", "range", "subquery"])
func everyCaseOfTheScriptPasses(name: String) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  let file = folder.appendingPathComponent("Scripts/\(name).test")
  let outcomes = PromQLScript(try String(contentsOf: file, encoding: .utf8)).run()
  #expect(outcomes.count > 10)
  for outcome in outcomes where outcome.verdict != .passed {
    Issue.record("\(name).test:\(outcome.line): \(outcome.command): \(outcome.verdict)")
  }
}
