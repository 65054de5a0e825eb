import Foundation
import PromQL
import TestSupport
import Testing

/// Prometheus's own scripts, of the version that we follow; other people's, so not in this tree.
private let folder = Shared.folder + "/promql"

private let scripts: [String] = {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.filter { $0.hasSuffix(".test") }.sorted()
}()

private let isRequired = ProcessInfo.processInfo.environment["CI"] == "true"

@Suite struct ConformanceTests {
  /// Every case that does not pass stands there by name with its reason, and no other does.
  private static let known = #filePath.replacingOccurrences(
    of: "ConformanceTests.swift", with: "conformance.txt")

  @Test(.enabled(if: !scripts.isEmpty || isRequired, "the shared scripts are absent"))
  func whatDoesNotPassIsListedWithItsReason() throws {
    #expect(scripts.count == 9)
    var passed = 0
    var others: [String] = []
    for script in scripts {
      let text = try String(contentsOfFile: folder + "/" + script, encoding: .utf8)
      for outcome in PromQLScript(text).run() {
        switch outcome.verdict {
        case .passed: passed += 1
        case .failed(let reason), .skipped(let reason):
          others.append("\(script):\(outcome.line): \(outcome.command): \(reason)")
        }
      }
    }
    let listed = try String(contentsOfFile: Self.known, encoding: .utf8)
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    #expect(others == listed, "\(others.joined(separator: "\n"))")
    #expect(passed + others.count == 508)
    #expect(passed >= 498, "\(passed) of 508 pass")
  }
}
