import Foundation
import TestSupport
import Testing

/// What an operator sees and does, on a server that answers.
struct ViewTests {
  private static let titles = [
    "1": [
      "Publish Latency", "Error Rates", "Queue Depth", "Active Workers", "Policy Violations",
      "Error Traces", "Error Logs",
    ],
    "2": [
      "Average Budget Usage", "Hourly LLM Cost", "Budget Exceeded Rate", "Active Reservations",
      "Cost Rate by Model", "Usage Rate by Operation", "Budget Usage by Creator",
      "Daily Spend by Creator", "Budget Alert Logs",
    ],
    "3": [
      "Execution Rate", "Activity Duration", "Failure Rate", "Task Queue Depth",
      "Active Workflows", "Recent Workflows", "Error Logs",
    ],
  ]

  @Test(arguments: [(120, 40), (80, 24)])
  func theThreeViewsFill(columns: Int, rows: Int) throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, columns: columns, rows: rows)
    for (digit, titles) in Self.titles.sorted(by: { $0.key < $1.key }) {
      try hune.window.press(digit)
      try hune.window.wait(for: titles[0])
      let top = try hune.filled()
      #expect(!top.contains("failed") && !top.contains("no data"), "\(top)")
      try hune.window.press("G")
      let end = try hune.window.wait(for: "no Loki configured")
      for title in titles {
        // A narrow title row cuts the text.
        #expect((top + end).contains(title.prefix(16)), "\(title) of view \(digit):\n\(top)\(end)")
      }
      try hune.window.press("g")
    }
  }

  @Test func tabMovesTheFocus() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url)
    #expect(try hune.filled().contains("Publish Latency  P95 and P50 by platform ━"))
    let before = try style(of: "Error Rates", in: hune)
    try hune.window.press("Tab")
    try hune.window.wait(for: "Error Rates  share of attempts ━")
    let after = try style(of: "Error Rates", in: hune)
    #expect(before != after)
    try hune.window.press("BTab")
    try hune.window.wait(for: "Publish Latency  P95 and P50 by platform ━")
    #expect(try style(of: "Publish Latency", in: hune) == after)
  }

  /// The SGR sequence right before a text.
  private func style(of text: String, in hune: Dashboard) throws -> String {
    let screen = try hune.window.styledScreen()
    let place = try #require(screen.range(of: text))
    let sequence = try #require(
      screen[..<place.lowerBound].range(of: "\u{1B}[", options: .backwards))
    return String(screen[sequence.lowerBound..<place.lowerBound])
  }

  @Test func aPanelFillsTheScreen() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url)
    try hune.filled()
    for (open, close) in [("f", "f"), ("f", "Escape"), ("Enter", "Escape")] {
      try hune.window.press(open)
      try hune.window.wait(for: "one panel") {
        $0.contains("Publish Latency") && !$0.contains("Error Rates")
      }
      try hune.window.press(close)
      try hune.window.wait(for: "Error Rates")
    }
  }

  @Test func helpOpensAndCloses() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url)
    try hune.filled()
    for close in ["Escape", "q", "?"] {
      try hune.window.press("?")
      try hune.window.wait(for: "everywhere")
      try hune.window.press(close)
      try hune.window.wait(for: "no help") {
        !$0.contains("everywhere") && $0.contains("Enter open")
      }
    }
  }

  @Test func theRangeFollowsTheKeys() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url)
    #expect(try hune.filled().contains("last 1 h"))
    try hune.window.press("-")
    try hune.window.wait(for: "last 3 h")
    try hune.window.press("+", "+")
    try hune.window.wait(for: "a shorter range") {
      $0.contains(" min ") && !$0.contains("last 3 h")
    }
    try hune.window.press("-")
    try hune.window.wait(for: "last 1 h")
    try hune.window.press("[")
    try hune.window.wait(for: "a fixed range") {
      $0.contains("fixed range") && !$0.contains("last 1 h")
    }
    try hune.window.press(".")
    try hune.window.wait(for: "a live range") {
      !$0.contains("fixed range") && $0.contains("last 1 h")
    }
  }

  @Test func freezingHoldsTheScreenAndGoesOnCollecting() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--refresh", "1s")
    try hune.filled()
    try hune.window.press("Space")
    try hune.window.wait(for: "frozen")
    try hune.window.wait(for: "2 refreshes newer")
    try hune.window.press("Space")
    try hune.window.wait(for: "no freeze") { !$0.contains("frozen") }
  }

  @Test func rAsksAgain() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--refresh", "10m")
    try hune.filled()
    let count = server.requestCount
    try hune.window.press("r")
    try waitUntil("new requests") { server.requestCount > count }
  }

  @Test(arguments: ["q", "C-c"])
  func quits(key: String) throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url)
    try hune.filled()
    try hune.window.press(key)
    try hune.waitForEnd()
    #expect(try hune.window.exitStatus() == 0)
  }

  @Test func everySizeIsDrawn() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url)
    try hune.filled()
    let sizes = [
      (1, 1), (500, 200), (1, 200), (500, 1), (2, 2), (7, 3), (19, 5), (40, 10), (79, 23),
      (200, 50), (3, 40), (120, 40),
    ]
    for view in ["1", "2", "3"] {
      try hune.window.press(view)
      for (columns, rows) in sizes {
        try hune.window.resize(columns: columns, rows: rows)
        guard columns > 40, rows > 20 else { continue }
        try hune.window.wait(for: "all of \(columns)×\(rows)") {
          $0.contains(" hune ") && $0.contains("open")
        }
      }
      try hune.filled()
    }
    #expect(try !hune.window.hasEnded())
  }
}
