import Foundation
import TestSupport

/// The servers of `scripts/live`, with a world and its history, on free ports.
final class RealServers {
  private let folder: TemporaryFolder
  private let script: Tmux
  private let settings: [String: String]
  private var prometheus: pid_t
  /// The Prometheus that was started anew; the first is the script's own.
  private var restarted: Tmux?

  static let script = Checkout.folder + "/scripts/live"

  /// They are unpacked by `scripts/test`, once.
  static let areUnpacked: Bool = {
    let variables = ProcessInfo.processInfo.environment
    let cache = variables["XDG_CACHE_HOME"] ?? (variables["HOME"] ?? "") + "/.cache"
    return FileManager.default.isExecutableFile(atPath: script)
      && FileManager.default.isExecutableFile(atPath: cache + "/hune/debian/usr/bin/prometheus")
  }()

  /// Starts them and waits until they are ready; Prometheus scrapes the target too.
  init(history: String, scraping target: String, _ options: [String] = []) throws {
    folder = try TemporaryFolder()
    let output = folder.path + "/output"
    // A window of its own, so that they end with it whatever becomes of the test.
    script = try Tmux(
      [
        "sh", "-c", "exec \"$0\" \"$@\" > '\(output)' 2>&1", Self.script, "--hune",
        builtProgram("hune"), "--servers-only", "--history", history, "--scrape", target,
      ] + options,
      environment: ["TMPDIR": folder.path])
    var text = ""
    try waitUntil("the servers", note: { text }) { [folder, script] in
      text = (try? folder.read("output")) ?? ""
      if try script.hasEnded() { throw Failure("scripts/live ended:\n\(text)") }
      return text.contains("\nREADY\n")
    }
    var settings: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { settings[String(parts[0])] = String(parts[1]) }
    }
    self.settings = settings
    prometheus = pid_t(settings["PROMETHEUS_PID"] ?? "") ?? -1
  }

  deinit {
    if restarted != nil { try? endPrometheus() }
    // Its input ends, and it ends what it started before the folder goes.
    try? script.press("C-d")
    try? waitUntil("the end of the servers") { try script.hasEnded() }
  }

  var url: String { settings["PROMETHEUS"] ?? "" }
  var alertmanager: String { settings["ALERTMANAGER"] ?? "" }
  /// The rule file that was given to Prometheus, or would have been.
  var rules: String { settings["RULES"] ?? "" }

  func endPrometheus() throws {
    guard prometheus > 0 else { throw Failure("no process of Prometheus: \(settings)") }
    kill(prometheus, SIGTERM)
    try waitUntil("the end of Prometheus") { [prometheus] in kill(prometheus, 0) != 0 || isZombie }
    restarted?.end()
    restarted = nil
  }

  /// A child that its parent has not asked about still has a number.
  private var isZombie: Bool {
    let status = try? String(contentsOfFile: "/proc/\(prometheus)/status", encoding: .utf8)
    return status?.contains("\nState:\tZ") ?? true
  }

  func restartPrometheus() throws {
    let command = settings["PROMETHEUS_COMMAND"] ?? "false"
    let window = try Tmux([
      "sh", "-c", "exec \(command) > '\(folder.path)/prometheus.log' 2>&1",
    ])
    prometheus = try window.processID()
    restarted = window
  }
}
