import TestSupport
import Testing

/// The three quick diagnostics of the queues, walked by keys on the demo's incidents.
struct DiagnosticsTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func demo(at time: String, context: String = "primary") throws -> Tmux {
    try Tmux(
      [builtProgram("hune"), "demo", "--context", context, "--at", time], columns: 160, rows: 45,
      environment: home.environment)
  }

  /// While disaster recovery is tested at the standby its alerts are silenced, and that is said.
  @Test func aTestOfDisasterRecoveryIsSaidAndItsAlertsAreSilenced() throws {
    let window = try demo(at: "2026-11-20T18:20:00Z", context: "standby")
    try window.wait(for: "A Alerts")
    try window.press("A")
    try window.wait(for: "silenced alerts") {
      $0.contains("StandbyQueueGrowth") && $0.contains("dr_mode=true") && $0.contains(" 2 silenced")
    }
    try window.wait(for: "DR test until")
  }

  /// The links of an alert's runbook one after another: a digit, and what is then on the screen.
  private func walk(
    _ alert: String, in window: Tmux, _ steps: [(digit: String, texts: [String])]
  ) throws {
    try window.wait(for: "A Alerts")
    for step in steps {
      try window.press("A")
      try window.wait(for: "the alert") { $0.contains(" firing") && $0.contains(" \(alert) ") }
      try window.type("/")
      try window.type(alert)
      try window.press("Enter")
      try window.wait(for: "the alert alone") { $0.contains("{alertname=\"\(alert)\"}") }
      try window.press("b")
      try window.wait(for: "Runbook  \(alert)")
      try window.press(step.digit)
      try window.wait(for: "link \(step.digit), \(step.texts)") { screen in
        !screen.contains("Runbook  ") && step.texts.allSatisfy(screen.contains)
      }
    }
  }

  @Test func aSaturatedQueueLeadsFromItsAlertToLatencyAndToTheWorkersLines() throws {
    let window = try demo(at: "2026-11-20T09:20:00Z")
    try walk(
      "QueueWaitThreshold", in: window,
      [
        ("1", ["Jobs waiting by queue ▲ QueueWaitThreshold", "queue render", "━ render"]),
        ("2", ["P95 processing latency", "min", "━ render"]),
        ("3", [#"{app="luneo-worker-ia"}"#, "luneo-worker-ia  job done"]),
      ])
  }

  @Test func anAPIInErrorLeadsToItsRoutesItsLinesItsTracesAndWhatItDependsOn() throws {
    let window = try demo(at: "2026-11-20T12:30:00Z")
    try walk(
      "ApiErrorRate", in: window,
      [
        ("1", ["Top 10 routes by latency", "/v1/"]), ("2", ["5xx by route", "/v1/"]),
        ("3", [#"{app="luneo-backend""#, "ERROR", "luneo-backend"]),
        ("4", ["{ status = error }", "luneo-backend", "trace id"]),
        ("5", ["Dependencies up", "redis", "postgres"]),
      ])
  }

  @Test func aSaturatedGPULeadsToItsPanelItsQueueAndTheRenderersLines() throws {
    let window = try demo(at: "2026-11-20T09:20:00Z")
    try walk(
      "RenderGpuSaturation", in: window,
      [
        ("1", ["GPU utilisation", "gpu-a1"]),
        ("2", ["GPU memory", "gpu-a1"]),
        ("3", ["GPU temperature", "gpu-a1"]),
        ("4", ["Jobs waiting by queue", "queue render"]),
        ("5", [#"{app="luneo-worker-render"}"#, "luneo-worker-render"]),
      ])
  }

  /// Without an alert too: from the palette, and from one diagnosis to the next.
  @Test func aDiagnosisIsOpenedByItsName() throws {
    let window = try demo(at: "2026-11-20T14:30:00Z")
    try window.wait(for: "A Alerts")
    try window.type(":queue saturated")
    try window.wait(for: "it is found") { $0.contains("queue saturated") && $0.contains("runbook") }
    try window.press("Enter")
    try window.wait(for: "Runbook  queue saturated")
    try window.type("4")
    try window.wait(for: "Runbook  QueueWaitThreshold")
    try window.press("Escape")
    try window.wait(for: "the panels again") { !$0.contains("Runbook") }
    try window.type(":gpu saturated")
    try window.wait(for: "it is found") { $0.contains("gpu saturated") && $0.contains("runbook") }
    try window.press("Enter")
    try window.wait(for: "Runbook  gpu saturated")
    try window.type("1")
    try window.wait(for: "its panel") { !$0.contains("Runbook") && $0.contains("GPU utilisation") }
  }
}
