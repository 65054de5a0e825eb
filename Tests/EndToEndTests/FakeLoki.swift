import Foundation
import Synchronization
import TestSupport

/// A Loki on the loopback whose one stream says its own sequence: `msg="seq N"`, each line from
/// the moment on at which it is due. What was due while it was away is there when it returns.
final class FakeLoki: Sendable {
  /// Nanoseconds between two lines.
  static let step: Int64 = 100_000_000
  /// Lines that stand at one nanosecond together.
  static let burst = 3

  let start: Int64
  private let server: LoopbackServer
  private let extra: Mutex<[String]>

  /// Lines begin so many seconds ago. `hostile` lines stand among them, one each.
  init(secondsAgo: Int64 = 30, hostile: [String] = []) throws {
    let start = Self.now / Self.step * Self.step - secondsAgo * 1_000_000_000
    self.start = start
    extra = Mutex(hostile)
    server = try LoopbackServer { connection, request in
      let json = Self.answer(request, from: start, hostile)
      return connection.answer(
        "200 OK", headers: ["Content-Type: application/json"], Array(json.utf8))
    }
  }

  deinit { server.die() }

  var url: String { server.url }
  var requestCount: Int { server.received.count }
  func die() { server.die() }
  func revive() throws { try server.revive() }

  /// How many lines are due by now.
  var lineCount: Int { Int((Self.now - start) / Self.step) * Self.burst }

  private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) * 1_000_000 }

  private static func answer(
    _ request: LoopbackServer.Request, from start: Int64, _ hostile: [String]
  ) -> String {
    let target = request.line.split(separator: " ").dropFirst().first ?? ""
    let form = form(String(target.drop { $0 != "?" }.dropFirst()))
    if target.contains("/labels") { return #"{"status":"success","data":["app","service_name"]}"# }
    if target.contains("/values") { return #"{"status":"success","data":["sequence"]}"# }
    if target.contains("/buildinfo") { return #"{"version":"3.0.0"}"# }
    let query = form["query"] ?? ""
    guard !query.hasPrefix("sum") else {
      return #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#
    }
    // The one stream has the label: who asks for those without it finds none.
    guard !query.contains("service_name=\"\"") else {
      return #"{"status":"success","data":{"resultType":"streams","result":[]}}"#
    }
    let from = Int64(form["start"] ?? "") ?? 0
    let to = Int64(form["end"] ?? "") ?? 0
    let limit = Int(form["limit"] ?? "") ?? 100
    let isForward = form["direction"] == "forward"
    let end = min(to, now)
    // The first moment at or behind the start, and how many are before the end.
    let first = max(0, (from - start + step - 1) / step)
    let last = max(first, (end - start + step - 1) / step)
    var numbers = Array(first * Int64(burst)..<last * Int64(burst))
    if numbers.count > limit {
      numbers = isForward ? Array(numbers.prefix(limit)) : Array(numbers.suffix(limit))
    }
    if !isForward { numbers.reverse() }
    let values = numbers.map { number in
      let time = start + number / Int64(burst) * step
      return [String(time), text(number, hostile)]
    }
    let answer: [String: Any] = [
      "status": "success",
      "data": [
        "resultType": "streams",
        "result": [["stream": ["app": "sequence", "service_name": "sequence"], "values": values]],
      ] as [String: Any],
    ]
    let bytes = (try? JSONSerialization.data(withJSONObject: answer)) ?? Data()
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func text(_ number: Int64, _ hostile: [String]) -> String {
    guard number % 5 == 3, !hostile.isEmpty else { return "level=info msg=\"seq \(number)\"" }
    return hostile[Int(number / 5) % hostile.count]
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
