import Foundation
import TestSupport
import Testing

/// The way of an alert on the real pair, from the flood of a queue to the end of the silence.
@Suite(.enabled(if: RealAlertmanager.isUnpacked)) struct AlertsWalkTests {
  @Test func fromTheFloodToTheEndOfTheSilence() throws {
    let pair = try RealPair()
    let home = try TemporaryFolder()
    let file = try home.write(pair.configuration(), to: "config.yaml")
    let window = try Tmux(
      [builtProgram("hune"), "--config", file], columns: 140, rows: 40,
      environment: home.environment)
    try window.wait(for: "Overview")
    try window.press("A")
    try window.wait(for: "nothing fires")

    try pair.setFlood(true)
    try window.wait(for: "1 pending")
    try window.wait(for: "1 firing")
    try window.press("1")
    // One that is new since the operator last looked at the alerts would be +1.
    try window.wait(for: "the badge") { $0.prefix(140).contains("▲1") }
    try window.press("A")
    // A silence pins what Alertmanager has: with the label that Prometheus added.
    try window.wait(for: "cluster=blue")

    try acknowledge(window)
    let silence = try #require(try pair.alertmanager.silences().first)
    #expect(silence.comment.hasPrefix("looking [hune:"))
    #expect(silence.createdBy.hasPrefix("ada@"))
    #expect(try pair.alertmanager.silences().count == 1)
    let held = try pair.alertmanager.amtool([
      "alert", "query", "--silenced", "alertname=QueueDepthHigh", "cluster=blue",
    ])
    #expect(held.contains("QueueDepthHigh"), "\(held)")

    try waitUntil("the silence to be extended") {
      try pair.alertmanager.silences().first { $0.id == silence.id }
        .map { $0.endsAt > silence.endsAt } ?? false
    }
    try window.wait(for: "1 acknowledged")

    try pair.setFlood(false)
    try window.wait(for: "1 resolved")
    try waitUntil("the end of the silence") { try pair.alertmanager.silences().isEmpty }

    try pair.setFlood(true)
    try window.wait(for: "1 firing")
    try window.wait(for: "cluster=blue")
    try acknowledge(window)
    #expect(try pair.alertmanager.silences().count == 1)
    try window.press("u")
    try window.wait(for: "1 firing")
    try waitUntil("no silence") { try pair.alertmanager.silences().isEmpty }
    try window.press("q")

    let audit = try home.read("state/hune/audit.jsonl").split(separator: "\n")
    let deeds = audit.filter { $0.contains(#""outcome":"ok""#) }.compactMap { line in
      ["acknowledge", "extend", "expire", "takeBack"].first {
        line.contains("\"action\":\"\($0)\"")
      }
    }
    #expect(deeds.first == "acknowledge" && deeds.contains("extend"), "\(deeds)")
    #expect(deeds.contains("expire") && deeds.last == "takeBack", "\(deeds)")
  }

  /// The server evaluates no rules: hune does, and reads them again when they change.
  @Test func whatIsEvaluatedHereFiresAndResolves() throws {
    let pair = try RealPair(evaluatesRules: false)
    let home = try TemporaryFolder()
    let rules = try home.write(RealPair.rules(), to: "rules.yaml")
    let file = try home.write(
      pair.configuration() + "\nrules: [\"\(rules)\"]\n", to: "config.yaml")
    let window = try Tmux(
      [builtProgram("hune"), "--config", file], columns: 140, rows: 40,
      environment: home.environment)
    try window.wait(for: "Overview")
    try window.press("A")
    try window.wait(for: "nothing fires")
    try pair.setFlood(true)
    try window.wait(for: "1 pending")
    let screen = try window.wait(for: "1 firing")
    #expect(screen.contains("evaluated here") && screen.contains("QueueDepthHigh"), "\(screen)")

    try window.press("a")
    // No Alertmanager has it.
    try window.wait(for: "1 on this machine only")
    try window.type("looking")
    try window.press("Enter")
    try window.wait(for: "local")
    try window.wait(for: "1 acknowledged")
    #expect(try pair.alertmanager.silences().isEmpty)

    // A bad edit keeps what was there.
    _ = try home.write("groups: [{name: a, rules: [{alert: A}]}]", to: "rules.yaml")
    try window.wait(for: "the rules are not taken")
    _ = try home.write(RealPair.rules(named: "QueueFull"), to: "rules.yaml")
    try window.wait(for: "QueueFull")
    try window.wait(for: "1 firing")
    try pair.setFlood(false)
    try window.wait(for: "no more than what is resolved") {
      !$0.contains(" firing") && $0.contains(" resolved")
    }
    try window.press("q")
  }

  private func acknowledge(_ window: Tmux) throws {
    try window.press("a")
    try window.wait(for: "Holds 1 now")
    try window.type("looking")
    try window.press("Enter")
    try window.wait(for: "1 acknowledged")
  }
}
