import Foundation
import TestSupport
import Testing

/// The traces view in a terminal, and `hune traces`.
struct TracesScreenTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func hune(_ arguments: String...) throws -> Tmux {
    try Tmux(
      [builtProgram("hune")] + arguments, columns: 160, rows: 45, environment: home.environment)
  }

  /// From an error line to its trace, to the failing span, its stack trace, and to its logs.
  @Test func anErrorLineLeadsToItsSpanAndBackToItsLogs() throws {
    // At a moment of its own: what fails in the demo changes with the time.
    let window = try hune("demo", "--seed", "2", "--at", "2026-11-20T10:00:00Z")
    try window.wait(for: "L Logs")
    try window.press("L")
    try window.wait(for: "live")
    try window.type("b")
    try window.press("C-u")
    try window.type("{app=\"publisher\"} |= \"publish failed\"")
    try window.press("Enter")
    // The words stand in the query too: a line of the answer is waited for.
    try window.wait(for: "the lines") { $0.contains("ERROR publisher") }
    try window.type("E")
    try window.type("x")
    try window.wait(for: "the trace") {
      $0.contains("PublishWorkflow") && $0.contains("activity.publish")
    }
    try window.type("e")
    try window.press("Enter")
    try window.wait(for: "details") { $0.contains("attributes") && $0.contains("duration") }
    // The workflow and each attempt failed; the last of them has the stack trace.
    for _ in 0..<12 {
      let before = try window.screen()
      if before.contains("publish.ts:142") { break }
      try window.type("e")
      // Two looks that agree: a frame may be seen half drawn.
      var last = before
      try window.wait(for: "the next error") { screen in
        defer { last = screen }
        return screen != before && screen == last
      }
    }
    try window.wait(for: "the stack trace") {
      $0.contains("social.platform") && $0.contains("publish.ts:142")
    }
    try window.type("l")
    try window.wait(for: "its lines") {
      $0.contains("service_name=\"publisher\"") && $0.contains("publish failed")
    }
    try window.press("Escape")
    try window.wait(for: "the trace again") { $0.contains("publish.ts:142") }
    for _ in 0..<3 { try window.press("Escape") }
    try window.wait(for: "the first lines") { $0.contains("{app=\"publisher\"}") }
  }

  /// From a graph, at the value cursor, to the trace of one of the events that it counts.
  @Test func anExemplarOfAGraphLeadsToItsTrace() throws {
    let window = try hune("demo", "--seed", "2", "--at", "2026-11-20T10:00:00Z")
    try window.wait(for: "values") { $0.contains("youtube") && $0.contains("P95") }
    try window.type("c")
    try window.wait(for: "x trace")
    try window.type("x")
    try window.wait(for: "exemplars") {
      $0.contains("Exemplars near 10:0") && $0.contains("publish_latenc")
    }
    try window.press("Enter")
    try window.wait(for: "its trace") {
      $0.contains("PublishWorkflow") && $0.contains("activity.publish") && $0.contains(" spans")
    }
    try window.press("Escape")
    try window.wait(for: "the graph again") { $0.contains("x trace") }
  }

  @Test func aSearchIsWrittenWithCompletionAndOpened() throws {
    let window = try hune("demo", "--seed", "2", "--at", "2026-11-20T10:00:00Z")
    try window.wait(for: "X Traces")
    try window.press("X")
    try window.wait(for: "a table") { $0.contains("trace id") && $0.contains("gateway") }
    try window.type("/")
    try window.press("C-u")
    try window.type("{ span.social.pl")
    try window.wait(for: "completion") { $0.contains("span.social.platform") }
    try window.press("Tab")
    try window.type("\"tiktok\" && status = error }")
    try window.press("Enter")
    try window.wait(for: "what was found") {
      $0.contains("tiktok") && $0.contains("POST /v1/posts") && !$0.contains("searching")
    }
    try window.press("Enter")
    try window.wait(for: "a waterfall") { $0.contains("PublishWorkflow") && $0.contains("◆") }
    try window.type("S")
    try window.wait(for: "services") { $0.contains("own time") }
  }

  @Test func tracesArePrinted() throws {
    let table = try traces("{ status = error }", "--limit", "3")
    #expect(table.status == 0)
    let lines = table.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.first?.hasPrefix("time") == true)
    let id = String(lines[1].suffix(32))
    let waterfall = try traces(id)
    #expect(waterfall.output.contains("trace \(id)"))
    #expect(waterfall.output.contains("◆"))
    let json = try traces(id, "--output", "json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(object?["traceID"] as? String == id)
    let none = try traces(
      "00000000000000000000000000000001")
    #expect(none.status == 3)
    let wrong = try traces("{ nope")
    #expect(wrong.status == 3)
  }

  private func traces(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run(
      [builtProgram("hune"), "traces", "--demo", "--at", "2026-11-20T10:00:00Z"] + arguments,
      environment: environment)
  }
}
