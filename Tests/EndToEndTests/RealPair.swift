import Foundation
import TestSupport

/// Debian's Prometheus and Alertmanager with a world to scrape, everything once a second: an alert
/// comes and goes within a few seconds.
final class RealPair {
  let alertmanager: RealAlertmanager
  private let folder: TemporaryFolder
  private var world: Process?
  private var worldPort = 0
  private let prometheus = Process()
  let url: String

  /// Fires while the queue is flooded.
  static func rules(named name: String = "QueueDepthHigh") -> String {
    """
    groups:
      - name: ofm
        rules:
          - alert: \(name)
            expr: queue_depth{queue="transcode"} > 100000
            for: 6s
            labels: {severity: warning}
            annotations: {summary: "{{ $labels.queue }} is deep"}
    """
  }

  /// The world's own queues never get there: it fires when a test floods the queue, and only then.
  /// What Prometheus sends on has a label more than it has itself.
  init(evaluatesRules: Bool = true) throws {
    alertmanager = try RealAlertmanager()
    folder = try TemporaryFolder()
    let probe = try boundSocket()
    close(probe.descriptor)
    url = "http://127.0.0.1:\(probe.port)"
    try setFlood(false)
    let rules = evaluatesRules ? [try folder.write(Self.rules(), to: "rules.yml")] : []
    let configuration = try folder.write(
      """
      global: {scrape_interval: 1s, evaluation_interval: 1s, external_labels: {cluster: blue}}
      rule_files: \(rules)
      alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:\(alertmanager.port)']}]}]}
      scrape_configs:
        - job_name: ofm
          honor_labels: true
          static_configs: [{targets: ['127.0.0.1:\(worldPort)']}]
      """, to: "prometheus.yml")
    prometheus.executableURL = URL(fileURLWithPath: RealAlertmanager.prometheus)
    prometheus.arguments = [
      "--config.file=\(configuration)", "--storage.tsdb.path=\(folder.path)/data",
      "--web.listen-address=127.0.0.1:\(probe.port)",
    ]
    let log = folder.path + "/log"
    _ = try folder.write("", to: "log")
    prometheus.standardError = FileHandle(forWritingAtPath: log)
    prometheus.standardOutput = FileHandle.nullDevice
    prometheus.standardInput = FileHandle.nullDevice
    try prometheus.run()
    try waitUntil("Prometheus", seconds: 60, note: { (try? folder.read("log")) ?? "" }) {
      try folder.read("log").contains("Server is ready to receive web requests")
    }
  }

  deinit {
    prometheus.terminate()
    prometheus.waitUntilExit()
    endWorld()
  }

  private func endWorld() {
    guard let world else { return }
    kill(world.processIdentifier, SIGKILL)
    world.waitUntilExit()
  }

  /// Lets the world run with a queue that overflows, or without, at the same port.
  func setFlood(_ isFlooded: Bool) throws {
    endWorld()
    let script = try folder.write(
      isFlooded
        ? #"[{"metric": "queue_depth", "labels": {"queue": "transcode"}, "add": 1000000}]"# : "[]",
      to: "script.json")
    _ = try folder.write("", to: "world")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: builtProgram("hune"))
    process.arguments = ["world", "--listen", "127.0.0.1:\(worldPort)", "--script", script]
    process.standardOutput = FileHandle(forWritingAtPath: folder.path + "/world")
    process.standardError = process.standardOutput
    process.standardInput = FileHandle.nullDevice
    try process.run()
    world = process
    try waitUntil("the world", note: { (try? folder.read("world")) ?? "" }) {
      let text = try folder.read("world")
      let mark = "http://127.0.0.1:"
      guard let start = text.range(of: mark) else { return false }
      worldPort = Int(text[start.upperBound...].prefix { $0.isNumber }) ?? 0
      return worldPort > 0
    }
  }

  /// A configuration under which an acknowledgement lasts seconds.
  func configuration() -> String {
    """
    datasources:
      - {name: prometheus, type: prometheus, url: "\(url)"}
      - {name: alertmanager, type: alertmanager, url: "\(alertmanager.url)"}
    views: [{name: overview, layout: ofm/ofm-social-overview.json}]
    acknowledge: {for: 40s, margin: 37s, grace: 3s}
    author: ada
    refresh: 1s
    """
  }
}
