import Foundation
import TestSupport
import Testing

/// The logs view in a terminal.
struct LogsScreenTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func hune(_ arguments: String...) throws -> Tmux {
    try Tmux(
      [builtProgram("hune")] + arguments, columns: 150, rows: 44, environment: home.environment)
  }

  @Test func linesAreFilteredPausedOpenedAndFollowedAgain() throws {
    let window = try hune("demo", "--seed", "2", "--at", "2026-11-20T14:32:00Z")
    try window.wait(for: "L Logs")
    try window.press("L")
    try window.wait(for: "lines followed") { $0.contains("live") && $0.contains("INFO") }
    try window.type("/")
    try window.wait(for: "only lines that match")
    try window.type("fail")
    try window.press("Enter")
    try window.wait(for: "+ fail")
    try window.type("!")
    try window.type("rate_limited")
    try window.press("Enter")
    try window.wait(for: "only lines that pass both filters") { screen in
      let rows = screen.split(separator: "\n").filter { $0.contains(" ERROR ") }
      return screen.contains("+ fail   - rate_limited") && !rows.isEmpty
        && rows.allSatisfy { $0.contains("fail") && !$0.contains("rate_limited") }
    }
    // Pause, collect, resume.
    try window.press("BSpace")
    try window.press("BSpace")
    try window.press("Up")
    try window.wait(for: "paused")
    try window.wait(for: "new lines") { $0.contains(" new") }
    try window.type("G")
    try window.wait(for: "live") { $0.contains("live") && !$0.contains("paused") }
    // Open, its id, its stream.
    try window.type("E")
    try window.press("Enter")
    try window.wait(for: "trace_id") { $0.contains("metadata") && $0.contains("labels") }
    try window.type("I")
    try window.wait(for: "all lines of run-")
    try window.press("Escape")
    try window.type("K")
    try window.wait(for: "around ")
    try window.press("Escape")
    try window.press("Escape")
    try window.wait(for: "Overview")
  }

  @Test func aStreamIsPickedWithCompletion() throws {
    let window = try hune("demo", "--seed", "2", "--at", "2026-11-20T14:32:00Z")
    try window.wait(for: "L Logs")
    try window.press("L")
    try window.wait(for: "live")
    try window.type("b")
    try window.press("C-u")
    try window.type("{ap")
    try window.wait(for: "the label") { screen in
      screen.split(separator: "\n").contains { $0.trimmingCharacters(in: .whitespaces) == "app" }
    }
    try window.press("Tab")
    try window.wait(for: "values of the label") { $0.contains("llm-router") }
    try window.type("pub")
    try window.wait(for: "the one value") { screen in
      let rows = screen.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      return rows.contains("publisher") && !rows.contains("llm-router")
    }
    try window.press("Tab")
    try window.wait(for: "{app=\"publisher\"")
    try window.type("} |= \"failed\"")
    try window.press("Enter")
    let screen = try window.wait(for: "the stream alone") {
      $0.contains("{app=\"publisher\"} |= \"failed\"") && $0.contains("publish failed")
        && !$0.contains("llm-router")
    }
    #expect(screen.contains("ERROR"))
  }

  /// The server dies three times during a tail; what it had to say meanwhile comes afterwards.
  @Test func nothingIsLostWhileTheServerIsAway() throws {
    let loki = try FakeLoki()
    let window = try hune("--loki", loki.url)
    try window.wait(for: "L Logs")
    try window.press("L")
    // Panels show these lines too: those of the view are waited for.
    try window.wait(for: "lines of the view") {
      $0.contains("all streams") && $0.contains("seq ")
    }
    for _ in 0..<3 {
      loki.die()
      try window.wait(for: "the failure") { $0.contains("next try") }
      try loki.revive()
      try window.wait(for: "lines again") { !$0.contains("next try") && $0.contains("live") }
    }
    loki.die()
    let screen = try window.wait(for: "the failure") { $0.contains("next try") }
    let shown = Self.numbers(screen)
    let last = try #require(shown.last)
    #expect(shown.count > 20)
    #expect(shown == Array(last - shown.count + 1...last))
    // All that ever came, and no line twice.
    #expect(screen.contains(" \(last + 1) lines"), "\(screen)")
    try window.type("g")
    let start = try window.wait(for: "the first line") { $0.contains("seq 0") }
    #expect(Self.numbers(start).prefix(20) == Array(0..<20)[...])
  }

  private static func numbers(_ screen: String) -> [Int] {
    screen.split(separator: "\n").compactMap { row in
      row.range(of: "seq ").flatMap { Int(row[$0.upperBound...].prefix { $0.isNumber }) }
    }
  }

  /// Lines that try to take over the terminal are drawn as text, and the screen keeps its shape.
  @Test func hostileLinesAreOnlyText() throws {
    let loki = try FakeLoki(hostile: [
      "\u{1b}]0;owned\u{7}title", "\u{1b}]8;;http://evil\u{1b}\\link\u{1b}]8;;\u{1b}\\",
      "\u{1b}]52;c;aGFja2Vk\u{7}clipboard", "\u{1b}[2J\u{1b}[Hclear", "\u{9b}31mc1",
      "\u{202e}live\u{2066}bidi", "Z\u{301}\u{302}\u{303}\u{304}\u{305}a\u{316}\u{317}lgo",
      "nul\u{0}byte", "tab\tand\rreturn\nline", String(repeating: "long ", count: 40_000),
      "日本語のログ\u{200b}行", "\u{1b}[31mred\u{1b}[0m",
    ])
    let window = try hune("--loki", loki.url)
    try window.wait(for: "L Logs")
    try window.press("L")
    try window.wait(for: "lines of the view") {
      $0.contains("all streams") && $0.contains("clipboard")
    }
    for key in ["J", "W", "C", "J", "C"] {
      try window.type(key)
      let screen = try window.wait(for: "rows") { $0.contains("seq ") && $0.contains("live") }
      #expect(harmfulScalars(in: screen).isEmpty)
    }
    try window.type("W")
    let screen = try window.wait(for: "rows") { $0.contains("seq ") }
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(rows.first?.contains("L Logs") == true)
    #expect(try window.value(of: "#{pane_title}") != "owned")
    try window.press("q")
    try waitUntil("the end") { try window.hasEnded() }
  }

  @Test func aFocusedLogPanelFollowsEachSecond() throws {
    let loki = try FakeLoki()
    let layout = """
      {"title": "Lines", "time": {"from": "now-5m", "to": "now"}, "panels": [
        {"id": 1, "type": "logs", "title": "Sequence", "gridPos": {"x": 0, "y": 0, "w": 24, "h": 20},
         "targets": [{"refId": "A", "expr": "{app=\\"sequence\\"}",
         "datasource": {"type": "loki"}}]}]}
      """
    // In the place of the first view of hune's own.
    let folder = URL(filePath: home.path).appending(path: "layouts/ofm")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(layout.utf8).write(to: folder.appending(path: "ofm-social-overview.json"))
    let window = try hune(
      "--loki", loki.url, "--layouts", home.path + "/layouts", "--refresh", "1h")
    let first = try window.wait(for: "lines") { !Self.numbers($0).isEmpty }
    let newest = Self.numbers(first).max() ?? 0
    try window.wait(for: "newer lines") { (Self.numbers($0).max() ?? 0) > newest + 30 }
    try window.type("f")
    try window.wait(for: "the logs view") {
      $0.contains("{app=\"sequence\"}") && $0.contains("live")
    }
    try window.press("Escape")
    try window.wait(for: "the panel again") { $0.contains("Sequence") }
  }
}
