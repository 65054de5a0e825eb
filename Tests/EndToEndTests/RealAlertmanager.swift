import Foundation
import TestSupport

/// Debian's Alertmanager 0.25 by itself, with the alerts that a test sends it; it is unpacked by
/// `scripts/test`.
final class RealAlertmanager {
  let folder: TemporaryFolder
  private var process = Process()
  private(set) var port = 0

  private static let root: String = {
    let variables = ProcessInfo.processInfo.environment
    let cache = variables["XDG_CACHE_HOME"] ?? (variables["HOME"] ?? "") + "/.cache"
    return cache + "/hune/debian"
  }()
  static let amtool = root + "/usr/bin/amtool"
  static let prometheus = root + "/usr/bin/prometheus"
  static let isUnpacked = FileManager.default.isExecutableFile(atPath: amtool)

  var url: String { "http://127.0.0.1:\(port)" }

  var processID: pid_t { process.processIdentifier }

  /// `rules` are its inhibition rules, in YAML.
  init(inhibiting rules: String = "[]") throws {
    folder = try TemporaryFolder()
    _ = try folder.write(
      """
      route: {receiver: pager}
      receivers: [{name: pager}]
      inhibit_rules: \(rules)
      """, to: "alertmanager.yml")
    try start()
  }

  deinit { end() }

  /// Starts it, again at the same port.
  func start() throws {
    let log = folder.path + "/log"
    _ = try folder.write("", to: "log")
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.root + "/usr/bin/prometheus-alertmanager")
    // Its templates are found from here.
    process.currentDirectoryURL = URL(fileURLWithPath: Self.root)
    process.arguments = [
      "--cluster.listen-address=", "--config.file=\(folder.path)/alertmanager.yml",
      "--storage.path=\(folder.path)/data", "--web.listen-address=127.0.0.1:\(port)",
    ]
    process.standardError = FileHandle(forWritingAtPath: log)
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try waitUntil("Alertmanager", note: { (try? folder.read("log")) ?? "" }) {
      let text = try folder.read("log")
      let mark = "msg=\"Listening on\" address=127.0.0.1:"
      guard let start = text.range(of: mark) else { return false }
      port = Int(text[start.upperBound...].prefix { $0.isNumber }) ?? 0
      return (try? send("GET", "/-/ready"))?.hasPrefix("HTTP/1.1 200") ?? false
    }
  }

  func end() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  /// Sends alerts that last an hour, each a set of labels.
  func fire(_ alerts: [[String: String]]) throws {
    let end = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 3600))
    let body = alerts.map { ["labels": $0, "endsAt": end] as [String: Any] }
    try post(body)
  }

  /// Ends alerts.
  func resolve(_ alerts: [[String: String]]) throws {
    let end = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -1))
    try post(alerts.map { ["labels": $0, "endsAt": end, "startsAt": "2020-01-01T00:00:00Z"] })
  }

  private func post(_ alerts: [[String: Any]]) throws {
    let body = try JSONSerialization.data(withJSONObject: alerts)
    let answer = try send("POST", "/api/v2/alerts", String(decoding: body, as: UTF8.self))
    guard answer.hasPrefix("HTTP/1.1 200") else { throw Failure("alerts refused: \(answer)") }
  }

  struct Silence: Decodable {
    struct Status: Decodable { var state: String }
    var id: String
    var comment: String
    var createdBy: String
    var endsAt: String
    var status: Status
  }

  /// What amtool says there is; those that are over instead, if asked.
  func silences(expired: Bool = false) throws -> [Silence] {
    let words = ["silence", "query", "-o", "json"] + (expired ? ["--expired"] : [])
    return try JSONDecoder().decode([Silence].self, from: Data(try amtool(words).utf8))
  }

  @discardableResult
  func amtool(_ words: [String]) throws -> String {
    let outcome = try run([Self.amtool, "--alertmanager.url", url] + words)
    guard outcome.status == 0 else { throw Failure("amtool: \(outcome.errors)\(outcome.output)") }
    return outcome.output
  }

  /// The whole answer to a request.
  @discardableResult
  func send(_ method: String, _ path: String, _ body: String = "") throws -> String {
    let lines = [
      "\(method) \(path) HTTP/1.1", "Host: alertmanager", "Connection: close",
      "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
    ]
    return try exchange(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, port: port)
  }
}

/// Sends a request to a port of the loopback and reads until the other side closes.
func exchange(_ request: String, port: Int) throws -> String {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  let result = withUnsafePointer(to: &address) {
    $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  guard result == 0 else { throw Failure("nothing listens at port \(port)") }
  var rest = Array(request.utf8)[...]
  while !rest.isEmpty {
    let sent = rest.withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent > 0 else { throw Failure("the connection was cut") }
    rest = rest.dropFirst(sent)
  }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = recv(descriptor, &chunk, chunk.count, 0)
    guard count > 0 else { break }
    bytes += chunk[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
