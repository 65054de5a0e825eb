import TestSupport
import Testing

/// `hune promql test`: scripts in, a line for each failure and the counts out.
struct PromQLTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func test(_ scripts: String...) throws -> Outcome {
    let files = try scripts.enumerated().map { try home.write($1, to: "\($0).test") }
    return try run([builtProgram("hune"), "promql", "test"] + files)
  }

  @Test func whatPassesIsCounted() throws {
    let script =
      "load 1m\n  m 0+1x10\n\neval instant at 5m m\n  m 5\n\neval instant at 0 1 + 1\n  2\n"
    let outcome = try test(script, "eval_fail instant at 0 topk(NaN, m)")
    #expect(outcome.output == "3 passed, 0 failed, 0 skipped\n")
    #expect(outcome.status == 0)
  }

  @Test func aFailureIsNamedAndTheExitTellsOfIt() throws {
    let outcome = try test(
      "load 1m\n  m 1\n  h {{schema:0}}\n\neval instant at 0 m\n  m 2\n\neval instant at 0 h\n")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("0.test:5: eval instant at 0 m: expected 2, got m 1") == true)
    #expect(lines.last == "0 passed, 1 failed, 1 skipped")
    #expect(outcome.status == 1)
  }

  @Test func noEvaluationIsLostToAMistakeBeforeIt() throws {
    let outcome = try test(
      """
      load 1m
        m 1

      evil instant at 0 m
        m 1

      eval instant at 0 sum(
        {} 1
      eval instant at 0 1
        1
      eval instant at 0 2
        2
        3
      eval instant at 0 m
        m 1
      """)
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.dropLast().map { $0.split(separator: ":")[1] } == ["4", "5", "7", "11"],
      "\(outcome.output)")
    #expect(lines.last == "2 passed, 4 failed, 0 skipped")
    #expect(outcome.status == 1)
  }

  @Test func aFileThatIsNotThereIsAnError() throws {
    let outcome = try run([builtProgram("hune"), "promql", "test", "/nowhere/x.test"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("/nowhere/x.test"))
  }
}
