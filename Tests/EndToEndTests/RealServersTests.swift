import Foundation
import TestSupport
import Testing

/// hune on a Prometheus that scrapes the world and has some of its history.
@Suite(.enabled(if: RealServers.areUnpacked)) struct RealServersTests {
  /// What a hostile exporter serves; Prometheus takes any UTF-8 in a label.
  private static let hostile = """
    # TYPE hostile_queue_depth gauge
    hostile_queue_depth{name="evil\u{1B}[31m\u{1B}]52;c;aGVsbG8=\u{7}\u{9B}2J\u{202E}\\n\(
      String(repeating: "x", count: 10_000))"} 7

    """

  private static let layout = """
    {"title": "Hostile", "time": {"from": "now-1h", "to": "now"}, "panels": [
      {"id": 1, "type": "bargauge", "title": "Depth", "gridPos": {"x": 0, "y": 0, "w": 12, "h": 9},
        "targets": [{"refId": "A", "expr": "hostile_queue_depth", "legendFormat": "{{name}}",
          "instant": true}]},
      {"id": 2, "type": "table", "title": "Labels", "gridPos": {"x": 12, "y": 0, "w": 12, "h": 9},
        "targets": [{"refId": "A", "expr": "sum by (name) (hostile_queue_depth)",
          "format": "table", "instant": true}]}]}
    """

  @Test func theViewsOfARealPrometheus() throws {
    let exporter = try LoopbackServer { connection, _ in
      connection.answer(
        headers: ["Content-Type: text/plain; version=0.0.4"], Array(Self.hostile.utf8))
    }
    defer { exporter.die() }
    let servers = try RealServers(history: "2h", scraping: "127.0.0.1:\(exporter.port)")

    let hune = try Dashboard(servers.url, "--refresh", "2s", "--from", "now-2h")
    try theViewsFill(in: hune)
    try dataOutliveTheServer(servers, in: hune)
    try hostileLabelsAreHarmless(servers)
  }

  private func theViewsFill(in hune: Dashboard) throws {
    for (digit, title, text) in [
      ("1", "Publish Latency", "tiktok"), ("2", "Hourly LLM Cost", "$/h"),
      ("3", "Execution Rate", "running"),
    ] {
      try hune.window.press(digit)
      try hune.window.wait(for: title)
      let screen = try hune.filled(by: 5)
      #expect(screen.contains(text) && !screen.contains("✗"), "\(screen)")
      // What was spent on a day takes the history of a midnight.
      #expect(screen.count(of: "no series match") <= (digit == "2" ? 1 : 0), "\(screen)")
    }
  }

  private func dataOutliveTheServer(_ servers: RealServers, in hune: Dashboard) throws {
    try hune.window.press("1")
    try hune.window.wait(for: "Publish Latency")
    try hune.filled()
    try servers.endPrometheus()
    let screen = try hune.window.wait(for: "five stale panels") { $0.count(of: " stale ") == 5 }
    #expect(screen.contains("✗ prometheus last "))
    #expect(screen.contains("tiktok"))
    try servers.restartPrometheus()
    try hune.window.wait(for: "fresh panels") {
      !$0.contains(" stale ") && $0.contains("● 1/1")
    }
  }

  private func hostileLabelsAreHarmless(_ servers: RealServers) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/ofm", withIntermediateDirectories: true)
    _ = try folder.write(Self.layout, to: "ofm/ofm-social-overview.json")
    let hune = try Dashboard(servers.url, "--refresh", "1s", "--layouts", folder.path)
    try hune.window.wait(for: "Labels")
    let bytes = folder.path + "/bytes"
    try hune.window.record(to: bytes)
    // The target is scraped every 15 s.
    try hune.window.wait(for: "the hostile label") { $0.count(of: "evil") >= 2 }
    try hune.window.press("C-l")
    try waitUntil("the recorded bytes") { try folder.read("bytes").contains("evil") }
    #expect(try harmfulScalars(in: folder.read("bytes")).isEmpty)
    #expect(try !hune.window.value(of: "#{pane_title}").contains("owned"))
  }
}
