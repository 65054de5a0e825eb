import Foundation
import TestSupport
import Testing

/// `hune demo` in a terminal.
struct DemoScreenTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func demo(_ arguments: String...) throws -> Tmux {
    try Tmux(
      [builtProgram("hune")] + arguments, columns: 160, rows: 45, environment: home.environment)
  }

  @Test(arguments: [["demo"], ["--demo"]])
  func theViewsFillWithoutAnyServer(command: [String]) throws {
    let window = try Tmux(
      [builtProgram("hune")] + command + ["--at", "2026-11-20T16:00:00Z", "--seed", "2"],
      columns: 160, rows: 45, environment: home.environment)
    for (key, texts) in [
      ("1", ["Publish Latency", "temporal-worker", "tiktok"]),
      ("2", ["Hourly LLM Cost", "$/h", "claude-sonnet"]),
      ("3", ["Execution Rate", "media.transcode", "running"]),
    ] {
      try window.press(key)
      for text in texts { try window.wait(for: text) }
    }
    try window.press("q")
    try waitUntil("the end") { try window.hasEnded() }
  }

  /// An hour passes in a second, and so does the range that is shown.
  @Test func theWorldsClockRunsFaster() throws {
    let window = try demo(
      "demo", "--at", "2026-11-20T10:00:00Z", "--speed", "3600", "--refresh", "1s")
    try window.wait(for: "temporal-worker")
    let screen = try window.screen()
    try waitUntil("other data") { try window.screen() != screen }
  }
}
