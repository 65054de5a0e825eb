import Foundation
import TestSupport
import Testing

/// Several hunes of one user, and what becomes of acknowledgements when one ends.
@Suite(.enabled(if: RealAlertmanager.isUnpacked)) struct TwoHunesTests {
  private let alertmanager: RealAlertmanager
  private let home: TemporaryFolder

  init() throws {
    alertmanager = try RealAlertmanager()
    home = try TemporaryFolder()
  }

  private func opened(_ settings: String = "") throws -> Tmux {
    let file = try home.write(
      """
      datasources: [{name: alertmanager, type: alertmanager, url: "\(alertmanager.url)"}]
      views: [{name: overview, layout: ofm/ofm-social-overview.json}]
      refresh: 1s
      \(settings)
      """, to: "config.yaml")
    let window = try Tmux(
      [builtProgram("hune"), "--config", file], columns: 140, rows: 40,
      environment: home.environment)
    try window.wait(for: "Overview")
    try window.press("A")
    return window
  }

  private var audit: [[String: Any]] {
    get throws {
      try home.read("state/hune/audit.jsonl").split(separator: "\n").compactMap {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }
  }

  @Test func twoOfThemAcknowledgeTwoHundredAtOnce() throws {
    try alertmanager.fire(
      (0..<200).map { ["alertname": "Queue", "queue": "q\($0)", "severity": "warning"] })
    let windows = [try opened(), try opened()]
    for window in windows {
      try window.wait(for: "200 firing")
      // A group's row stands for all of it.
      try window.press("o")
      try window.wait(for: "Group by")
      try window.press("Down", "Enter")
      try window.wait(for: "  200 ")
      try window.press("Home", "a")
      try window.wait(for: "Acknowledge 200 alerts")
      try window.type("ours")
      try window.press("Enter")
      try window.type("200")
    }
    for window in windows { try window.press("Enter") }
    for window in windows { try window.wait(for: "200 acknowledged") }

    let silences = try alertmanager.silences()
    // Each of the two holds every alert, with no silence made twice.
    #expect(Set(silences.map(\.comment)).count == silences.count)
    #expect(silences.count == 400)
    try waitUntil("the audit") { try audit.count == 800 }
    let done = try audit.filter { $0["outcome"] as? String == "ok" }
    #expect(Set(done.compactMap { $0["silence"] as? String }) == Set(silences.map(\.id)))
    #expect(done.count == 400)
    let firing = try alertmanager.amtool(["alert", "query", "-o", "json"])
    #expect(firing.trimmingCharacters(in: .whitespacesAndNewlines) == "[]", "none is active")
  }

  @Test func theNextOneGoesOnWithWhatTheLastHasLeft() throws {
    try alertmanager.fire([["alertname": "Queue", "queue": "a"]])
    let settings = "acknowledge: {for: 150s, margin: 145s, grace: 3s}"
    let first = try opened(settings)
    try first.wait(for: "1 firing")
    try first.press("a")
    try first.wait(for: "Holds 1 now")
    try first.type("mine")
    try first.press("Enter")
    try first.wait(for: "1 acknowledged")
    try first.press("q")
    try waitUntil("the end of the first") { try first.hasEnded() }
    let before = try #require(try alertmanager.silences().first)

    let second = try opened(settings)
    try waitUntil("the second to extend it") {
      try alertmanager.silences().first { $0.id == before.id }.map { $0.endsAt > before.endsAt }
        ?? false
    }
    #expect(try alertmanager.silences().count == 1)
    try second.press("u")
    try second.wait(for: "1 firing")
    #expect(try alertmanager.silences().isEmpty)
    try second.press("q")
  }

  @Test func whatCannotBeWrittenDownIsTheOperatorsToDecide() throws {
    try alertmanager.fire([["alertname": "Queue", "queue": "a"]])
    // A file where the folder should be.
    _ = try home.write("", to: "state")
    let window = try opened()
    for (key, count) in [("n", 0), ("y", 1)] {
      try window.wait(for: "1 firing")
      try window.press("a")
      try window.wait(for: "Holds 1 now")
      try window.type("mine")
      try window.press("Enter")
      try window.wait(for: "The audit can't be written")
      #expect(try alertmanager.silences().isEmpty)
      try window.press(key)
      if count == 0 { try window.wait(for: "nothing was sent") }
      if count == 1 { try window.wait(for: "1 acknowledged") }
      #expect(try alertmanager.silences().count == count)
    }
    try window.press("q")
  }
}
