import Foundation
import HTTP
import TestSupport
import Transport

/// Debian's Prometheus 2.42 on the loopback, over data of a test; it is unpacked by `scripts/test`.
final class DebianPrometheus {
  private let folder: TemporaryFolder
  private let process = Process()
  let client = CurlClient()
  let url: String

  private static let programs: String = {
    let variables = ProcessInfo.processInfo.environment
    let cache = variables["XDG_CACHE_HOME"] ?? (variables["HOME"] ?? "") + "/.cache"
    return cache + "/hune/debian/usr/bin"
  }()

  static let promtool = programs + "/promtool"
  static let amtool = programs + "/amtool"
  static let isUnpacked =
    ["prometheus", "promtool"].allSatisfy {
      FileManager.default.isExecutableFile(atPath: programs + "/" + $0)
    }

  /// What it is asked with, where it speaks TLS: whom to trust.
  private var connection = ConnectionOptions()

  /// `rules` is a rule file that is evaluated every second; with `isSecured` it speaks TLS, under a
  /// certificate of its own.
  init(openMetrics text: [UInt8] = [], rules: String? = nil, isSecured: Bool = false) throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    if !text.isEmpty { try Self.fill(folder, with: text) }
    var configuration = "global: {evaluation_interval: 1s}\n"
    if let rules {
      let file = try folder.write(rules, to: "rules.yml")
      configuration += "rule_files: ['\(file)']\n"
    }
    let configurationFile = try folder.write(configuration, to: "prometheus.yml")
    let log = folder.path + "/log"
    _ = try folder.write("", to: "log")
    process.executableURL = URL(fileURLWithPath: Self.programs + "/prometheus")
    process.arguments = [
      "--config.file=\(configurationFile)", "--storage.tsdb.path=\(folder.path)/data",
      "--storage.tsdb.retention.time=100y", "--web.listen-address=127.0.0.1:0",
    ]
    if isSecured {
      let certificate = try Self.certificate(in: folder)
      connection.authorities = .file(certificate)
      let file = try folder.write(
        "tls_server_config: {cert_file: \(certificate), key_file: \(folder.path)/key.pem}",
        to: "web")
      process.arguments?.append("--web.config.file=" + file)
    }
    process.standardError = FileHandle(forWritingAtPath: log)
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var address = ""
    do {
      try waitUntil("Prometheus", note: { (try? folder.read("log")) ?? "" }) {
        let text = try folder.read("log")
        guard text.contains("Server is ready to receive web requests") else { return false }
        let mark = "msg=\"Listening on\" address="
        guard let start = text.range(of: mark) else { return false }
        address = String(text[start.upperBound...].prefix { !$0.isWhitespace })
        return true
      }
    } catch {
      process.terminate()
      process.waitUntilExit()
      throw error
    }
    url = (isSecured ? "https://" : "http://") + address
  }

  private static func fill(_ folder: TemporaryFolder, with text: [UInt8]) throws {
    let file = folder.path + "/data.om"
    try Data(text).write(to: URL(fileURLWithPath: file))
    let made = try run([
      promtool, "tsdb", "create-blocks-from", "openmetrics", file, folder.path + "/data",
    ])
    guard made.status == 0 else { throw Failure("promtool: \(made.errors)\(made.output)") }
  }

  private static func certificate(in folder: TemporaryFolder) throws -> String {
    let file = folder.path + "/certificate.pem"
    let made = try run([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=prometheus", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
      folder.path + "/key.pem", "-out", file,
    ])
    guard made.status == 0 else { throw Failure("openssl: \(made.errors)") }
    return file
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try await client.send(trusted(request))
  }

  /// A request that trusts the server.
  func trusted(_ request: HTTPRequest) -> HTTPRequest {
    var request = request
    request.connection = connection
    return request
  }
}
