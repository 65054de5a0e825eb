import Foundation
import TestSupport
import Testing

/// Servers that die, hang and answer nonsense.
struct FailingServerTests {
  @Test func aServerThatDiesLeavesItsDataOnScreen() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--refresh", "2s")
    try hune.filled()
    server.die()
    let screen = try hune.window.wait(for: "five stale panels") { $0.count(of: " stale ") == 5 }
    #expect(
      screen.range(of: "✗ prometheus last [0-2][0-9]:[0-5][0-9]", options: .regularExpression)
        != nil)
    #expect(screen.contains("connection refused"))
    for legend in ["platform-one", "queue-two", "service-three", "severity-one"] {
      #expect(screen.contains(legend), "\(screen)")
    }
    try server.revive()
    // Two refreshes, and what the machine takes.
    try hune.window.wait(for: "fresh panels") {
      !$0.contains(" stale ") && $0.contains("● 1/1")
    }
  }

  @Test func aServerThatHangsLeavesTheKeysAlone() throws {
    let server = try FakePrometheus(.silent)
    let hune = try Dashboard(server.url, "--refresh", "1s")
    try hune.window.wait(for: "loading")
    try waitUntil("a request") { server.requestCount > 0 }
    for (key, text) in [("?", "everywhere"), ("Escape", "Enter open"), ("2", "Hourly LLM Cost")] {
      try hune.window.press(key)
      try hune.window.wait(for: text, seconds: 10)
    }
    try hune.window.press("q")
    try hune.waitForEnd(seconds: 10)
  }

  @Test func aServerThatHangsLaterLeavesItsDataOnScreen() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--refresh", "1s")
    try hune.filled()
    server.turn(.silent)
    let count = server.requestCount
    try waitUntil("a request without an answer") { server.requestCount > count }
    try hune.window.press("f")
    try hune.window.wait(for: "one panel", seconds: 10) { !$0.contains("Error Rates") }
    #expect(try hune.window.screen().contains("platform-one"))
  }

  @Test(arguments: [
    (
      "500 Internal Server Error", "application/json",
      #"{"status":"error","errorType":"internal","error":"the disk is full"}"#, "the disk is full"
    ),
    ("503 Service Unavailable", "text/plain", "not now", "503"),
    ("200 OK", "text/html", "<!DOCTYPE html><html><body>Log in</body></html>", "a login page?"),
    (
      "200 OK", "application/json", #"{"status":"success","data":{"resultType":"matrix","#,
      "cut short"
    ),
    ("200 OK", "application/json", "", "prometheus"),
  ])
  func aPanelSaysWhyItHasNoData(status: String, type: String, body: String, reason: String) throws {
    let server = try FakePrometheus(.says(status: status, type: type, body: body))
    let hune = try Dashboard(server.url)
    let screen = try hune.window.wait(for: "failed panels") { $0.count(of: "failed") >= 5 }
    #expect(screen.contains(reason), "\(screen)")
  }

  @Test func hostileLabelsAreDrawnHarmlessly() throws {
    let server = try FakePrometheus()
    let folder = try TemporaryFolder()
    let hune = try Dashboard(server.url)
    try hune.filled()
    let bytes = folder.path + "/bytes"
    try hune.window.record(to: bytes)
    let hostile =
      "evil\u{1B}[31m\u{1B}]52;c;aGVsbG8=\u{7}\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}\u{2066}\u{0}\r\n\t"
    server.turn(.label(hostile + String(repeating: "x", count: 10_000)))
    for view in ["2", "3", "1"] {
      try hune.window.press(view, "r")
      try hune.window.wait(for: "evil")
      try hune.filled()
    }
    try hune.window.press("f")
    try hune.window.wait(for: "one panel") { $0.contains("evil") && !$0.contains("Error Rates") }
    #expect(try !hune.window.value(of: "#{pane_title}").contains("owned"))
    try waitUntil("the recorded bytes") { try folder.read("bytes").contains("evil") }
    let harmful = try harmfulScalars(in: folder.read("bytes"))
    #expect(harmful.isEmpty, "\(harmful)")
  }
}
