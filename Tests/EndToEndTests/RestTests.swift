import Foundation
import TestSupport
import Testing

/// Between two refreshes hune does nothing at all.
struct RestTests {
  /// What each thread did, and what the process wrote: equal twice when nothing happened.
  private struct Work: Equatable {
    /// Voluntary context switches by thread and name.
    var switches: [String: Int] = [:]
    var writtenBytes = 0

    init(of process: Int32) throws {
      let folder = "/proc/\(process)"
      for thread in try FileManager.default.contentsOfDirectory(atPath: folder + "/task") {
        let status = try String(contentsOfFile: "\(folder)/task/\(thread)/status", encoding: .utf8)
        let name = Self.value(of: "Name:", in: status)
        switches["\(thread) \(name)"] = Int(Self.value(of: "voluntary_ctxt_switches:", in: status))
      }
      let traffic = try String(contentsOfFile: folder + "/io", encoding: .utf8)
      writtenBytes = Int(Self.value(of: "wchar:", in: traffic)) ?? -1
    }

    private static func value(of name: String, in text: String) -> String {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
      return line.dropFirst(name.count).trimmingCharacters(in: .whitespaces)
    }
  }

  @Test func nothingHappensBetweenTwoRefreshes() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--refresh", "30s")
    try hune.filled()
    let process = try hune.window.processID()
    var last = try Work(of: process)
    var since = Date()
    var restless: [Work] = []
    try waitUntil("20 s of rest", seconds: 28, note: { "\(restless.suffix(4))" }) {
      let now = try Work(of: process)
      if now != last {
        restless.append(now)
        (last, since) = (now, Date())
      }
      return Date().timeIntervalSince(since) >= 20
    }
    #expect(!last.switches.isEmpty && last.writtenBytes > 0)
  }
}
