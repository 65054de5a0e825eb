import Foundation
import Synchronization
import TestSupport

/// A Prometheus that has an answer to any expression: three series by the labels that the
/// expression groups by, each a wave of its own; the first is always the highest.
final class FakePrometheus: Sendable {
  enum Mode: Sendable {
    case well
    /// Takes requests and says nothing.
    case silent
    /// Answers each request with this, whatever it asks.
    case says(status: String, type: String, body: String)
    /// Answers with series that bear this label value.
    case label(String)
  }

  /// A class, so that the server's script can read what the test sets.
  private final class Switch: Sendable {
    let mode: Mutex<Mode>
    init(_ mode: Mode) { self.mode = Mutex(mode) }
  }

  private let server: LoopbackServer
  private let state: Switch

  init(_ mode: Mode = .well) throws {
    let state = Switch(mode)
    self.state = state
    server = try LoopbackServer { connection, request in
      Self.answer(request, on: connection, in: state.mode.withLock { $0 })
    }
  }

  deinit { server.die() }

  var url: String { server.url }
  var requestCount: Int { server.received.count }

  func turn(_ mode: Mode) { state.mode.withLock { $0 = mode } }

  /// Ends it as the end of its process does: no listener, every connection cut.
  func die() { server.die() }
  func revive() throws { try server.revive() }
}

extension FakePrometheus {
  private static func answer(
    _ request: LoopbackServer.Request, on connection: Connection, in mode: Mode
  ) -> Bool {
    var value: String?
    switch mode {
    case .well: break
    case .silent:
      connection.awaitClose()
      return false
    case .says(let status, let type, let body):
      return connection.answer(status, headers: ["Content-Type: \(type)"], Array(body.utf8))
    case .label(let text): value = text
    }
    let words = request.line.split(separator: " ")
    let target = words.count > 1 ? String(words[1]) : ""
    let path = target.prefix { $0 != "?" }
    let query = words.first == "POST" ? request.body : String(target.dropFirst(path.count + 1))
    let json = Self.json(at: path, form: form(query), label: value)
    return connection.answer(
      "200 OK", headers: ["Content-Type: application/json"], Array(json.utf8))
  }

  private static func json(at path: Substring, form: [String: String], label: String?) -> String {
    let data: Any
    switch path.split(separator: "/").last {
    case "query_range":
      data = [
        "resultType": "matrix", "result": matrix(form, series: series(of: form, label: label)),
      ]
    case "query":
      let time = Double(form["time"] ?? "") ?? Date().timeIntervalSince1970
      let result = series(of: form, label: label).enumerated().map { index, labels in
        ["metric": labels, "value": [time, "\(3 - index)"]] as [String: Any]
      }
      data = ["resultType": "vector", "result": result]
    case "buildinfo":
      data = ["version": "2.42.0", "goVersion": "go1.19.8"]
    case "values":
      data = label.map { [$0] } ?? ["one", "two", "three"]
    default:
      data = [] as [String]
    }
    let answer: [String: Any] = ["status": "success", "data": data]
    let bytes = (try? JSONSerialization.data(withJSONObject: answer)) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The labels of the series that answer an expression: those that it groups by, and a few that
  /// any metric has.
  private static func series(of form: [String: String], label: String?) -> [[String: String]] {
    let expression = form["query"] ?? ""
    var names = ["job", "instance"]
    if let group = expression.range(of: "by (") {
      names = expression[group.upperBound...].prefix { $0 != ")" }.split(separator: ",").map {
        $0.trimmingCharacters(in: .whitespaces)
      }.filter { $0 != "le" }
    }
    if let label { return [Dictionary(uniqueKeysWithValues: names.map { ($0, label) })] }
    return ["one", "two", "three"].map { value in
      Dictionary(uniqueKeysWithValues: names.map { ($0, "\($0)-\(value)") })
    }
  }

  private static func matrix(
    _ form: [String: String], series: [[String: String]]
  ) -> [[String: Any]] {
    let start = Double(form["start"] ?? "") ?? 0
    let end = Double(form["end"] ?? "") ?? 0
    let step = max(1, Double(form["step"]?.trimmingCharacters(in: ["s"]) ?? "") ?? 15)
    return series.enumerated().map { index, labels in
      let values = stride(from: start, through: end, by: step).map { time in
        [time, String(0.9 - 0.3 * Double(index) + 0.1 * sin(time / 600))] as [Any]
      }
      return ["metric": labels, "values": values]
    }
  }

  private static func form(_ text: String) -> [String: String] {
    var values: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1).map {
        $0.replacingOccurrences(of: "+", with: " ").removingPercentEncoding ?? ""
      }
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
    return values
  }
}
