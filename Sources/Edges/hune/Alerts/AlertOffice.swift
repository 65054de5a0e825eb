import Alerts
import Configuration
import DataSources
import Files
import Frames
import Glibc
import HTTP
import Matchers
import Runtime
import Silences
import Text
import Times

/// What the commands for alerts share: the servers, who acts, the audit.
struct AlertOffice: Sendable {
  let program: Program
  let configuration: Configuration
  let author: Author
  let isReadOnly: Bool
  /// Nothing is written down; the operator wants it so.
  var isUnaudited = false

  init(_ options: SourceOptions) throws {
    let invocation = try options.invocation()
    program = invocation.program
    configuration = invocation.configuration
    author = Author.current(chosen: options.author ?? configuration.preferences.author)
    isReadOnly = options.isReadOnly || configuration.preferences.isReadOnly ?? false
  }

  var alertmanagers: [DataSource] {
    program.settings.sources.filter { $0.kind == .alertmanager }
  }

  func source(_ name: String) -> DataSource? {
    alertmanagers.first { $0.name == name }
  }

  /// What the Alertmanagers say; those that say nothing are named on standard error.
  func reports() throws -> [(source: DataSource, report: Alertmanager.Report)] {
    let sources = alertmanagers
    guard !sources.isEmpty else {
      throw Failure(usage: "no source of type alertmanager: give --alertmanager URL")
    }
    let results = ask { client in
      var results: [Result<Alertmanager.Report, DataSourceError>] = []
      for source in sources { results.append(await source.alertReport(by: client)) }
      return results
    }
    var reports: [(source: DataSource, report: Alertmanager.Report)] = []
    for (source, result) in zip(sources, results) {
      switch result {
      case .success(let report): reports.append((source, report))
      case .failure(let error): Self.say("hune: \(error)")
      }
    }
    guard !reports.isEmpty else {
      throw Failure(code: 5, message: "hune: no Alertmanager has answered")
    }
    return reports
  }

  func ask<Answer: Sendable>(
    _ work: @escaping @Sendable (any HTTPClient) async -> Answer
  ) -> Answer {
    let result: Result<Answer, Never> = program.wait { client in await work(client) }
    switch result {
    case .success(let answer): return answer
    }
  }

  static func realms(
    of reports: [(source: DataSource, report: Alertmanager.Report)]
  ) -> [SilenceRealm] {
    SilenceRealm.realms(
      of: reports.map {
        SilenceRealm.Sign(
          source: $0.source.name, status: $0.report.status, silences: $0.report.silences)
      })
  }

  func checkWriting() throws {
    if isReadOnly {
      throw Failure(code: 4, message: "hune: read-only: nothing is sent that changes a server")
    }
  }

  func newMarker() -> SilenceMarker {
    var generator = SystemRandomNumberGenerator()
    return SilenceMarker(high: generator.next(), low: generator.next())
  }

  /// Writes a line of the audit, before or after what it tells of.
  func note(_ entry: AuditEntry) throws(FileError) {
    guard !isUnaudited else { return }
    guard let folder = Paths.current().state else {
      throw FileError(code: .notFound, path: "$HOME", reason: "no home for the audit")
    }
    try AuditFile(path: folder + "/audit.jsonl").append(entry.line)
  }

  static func say(_ line: String) { StandardError.write(DisplayText(line).string) }

  /// Asks on the terminal; `nil` where there is none to ask.
  static func answer(to question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    let bytes = Array(DisplayText(question).string.utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    return readLine() ?? ""
  }
}

extension Author {
  /// Who runs this process, and where.
  static func current(chosen: String?) -> Author {
    var environment: [String: String] = [:]
    for name in ["SUDO_USER", "USER", "LOGNAME"] {
      if let value = getenv(name) { environment[name] = String(cString: value) }
    }
    if let entry = getpwuid(getuid()), environment["LOGNAME"] == nil {
      environment["LOGNAME"] = String(cString: entry.pointee.pw_name)
    }
    var buffer = [CChar](repeating: 0, count: 256)
    let host = gethostname(&buffer, buffer.count - 1) == 0 ? buffer.prefix { $0 != 0 } : []
    return Author(
      chosen: chosen, environment: environment,
      host: String(decoding: host.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
}
