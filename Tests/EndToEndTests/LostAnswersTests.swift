import Foundation
import Synchronization
import TestSupport
import Testing

/// An Alertmanager that dies in the middle of a sentence.
@Suite(.enabled(if: RealAlertmanager.isUnpacked)) struct LostAnswersTests {
  /// Between hune and the Alertmanager: when a silence comes, the Alertmanager dies before it has
  /// heard of it, or right after it has made it.
  private final class Mediator: Sendable {
    enum Fault { case none, beforeItHears, beforeItsAnswerIsHeard }

    let fault = Mutex(Fault.none)
    let deaths = Mutex(0)
    private let end: @Sendable () -> Void
    private let port: Int

    init(to port: Int, end: @escaping @Sendable () -> Void) {
      (self.port, self.end) = (port, end)
    }

    func answer(_ connection: Connection, _ request: LoopbackServer.Request) -> Bool {
      let parts = request.line.split(separator: " ")
      guard parts.count == 3 else { return false }
      let isSilence = request.line.hasPrefix("POST /api/v2/silences")
      let fault = isSilence ? self.fault.withLock { $0 } : .none
      if fault == .beforeItHears { return die() }
      let text = [
        "\(parts[0]) \(parts[1]) HTTP/1.1", "Host: alertmanager", "Connection: close",
        "Content-Type: application/json", "Content-Length: \(request.body.utf8.count)",
      ].joined(separator: "\r\n")
      guard let answer = try? exchange(text + "\r\n\r\n" + request.body, port: port) else {
        return false
      }
      if fault == .beforeItsAnswerIsHeard { return die() }
      connection.send(answer)
      return false
    }

    private func die() -> Bool {
      fault.withLock { $0 = .none }
      end()
      deaths.withLock { $0 += 1 }
      return false
    }
  }

  @Test func oneSilenceComesOfItAllTheSame() throws {
    let alertmanager = try RealAlertmanager()
    let alerts = ["early", "late"].map { ["alertname": "Queue", "queue": $0] }
    try alertmanager.fire(alerts)
    let running = alertmanager.processID
    let process = Mutex(running)
    let mediator = Mediator(to: alertmanager.port) {
      // Its silences are written to the disk when it is asked to go.
      process.withLock { id in
        kill(id, SIGTERM)
        while kill(id, 0) == 0, !isZombie(id) { usleep(10_000) }
      }
    }
    let server = try LoopbackServer { mediator.answer($0, $1) }
    defer { server.die() }
    let home = try TemporaryFolder()
    let file = try home.write(
      """
      datasources: [{name: alertmanager, type: alertmanager, url: "\(server.url)"}]
      views: [{name: overview, layout: ofm/ofm-social-overview.json}]
      refresh: 1s
      """, to: "config.yaml")
    let window = try Tmux(
      [builtProgram("hune"), "--config", file], columns: 140, rows: 40,
      environment: home.environment)
    try window.wait(for: "Overview")
    try window.press("A")
    try window.wait(for: "2 firing")

    for (count, fault) in [Mediator.Fault.beforeItsAnswerIsHeard, .beforeItHears].enumerated() {
      mediator.fault.withLock { $0 = fault }
      try window.press("a")
      try window.wait(for: "Holds 1 now")
      try window.type("looking")
      try window.press("Enter")
      try waitUntil("the death") { mediator.deaths.withLock { $0 } == count + 1 }
      try window.wait(for: "not held yet")
      try alertmanager.start()
      process.withLock { $0 = alertmanager.processID }
      // It has no alerts when it comes back.
      try alertmanager.fire(alerts)
      try window.wait(for: "acknowledged") { $0.contains("\(count + 1) acknowledged") }
      let comments = try (alertmanager.silences() + alertmanager.silences(expired: true))
        .map(\.comment)
      #expect(comments.count == count + 1, "\(comments)")
      try window.press("Home")
      try window.wait(for: "the next one") { $0.contains("1 firing") || count == 1 }
    }
    #expect(Set(try alertmanager.silences().map(\.comment)).count == 2)
  }
}

/// A child that its parent has not asked about still has a number.
private func isZombie(_ id: pid_t) -> Bool {
  let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
  return status?.contains("\nState:\tZ") ?? true
}
