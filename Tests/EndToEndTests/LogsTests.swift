import Foundation
import TestSupport
import Testing

/// `hune logs`: lines for scripts.
struct LogsTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func logs(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run([builtProgram("hune"), "logs"] + arguments, environment: environment)
  }

  private func ask(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run(
      [builtProgram("hune"), "logs", "--demo", "--at", "2026-11-20T10:00:00Z"] + arguments,
      environment: environment)
  }

  @Test func linesComeAsTheyAreTheOldestFirst() throws {
    let outcome = try ask(#"{app="publisher", level="error"}"#, "--limit", "3")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.hasPrefix("ts=2026-11-20T09:5") })
    #expect(lines == lines.sorted())
  }

  @Test func moreLinesThanAPageComeFromSeveral() throws {
    let outcome = try ask("{service_name=~\".+\"}", "--since", "24h", "--limit", "12000")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 12_000)
  }

  /// A reader that goes away ends the command, and a file has no colours in it.
  @Test func itBehavesInAPipe() throws {
    let loki = try FakeLoki()
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    let command =
      "'\(builtProgram("hune"))' logs --loki \(loki.url) '{app=\"sequence\"}' --tail | head -n 40"
    let outcome = try run(["/bin/sh", "-c", command], environment: environment)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 40)
    #expect(!outcome.output.contains("\u{1b}"))
    let numbers = lines.compactMap { line in
      line.range(of: "seq ").flatMap { Int(line[$0.upperBound...].prefix { $0.isNumber }) }
    }
    let first = try #require(numbers.first)
    #expect(numbers == Array(first..<first + 40))
  }

  @Test func eachLineIsAnObject() throws {
    let outcome = try ask(#"{app="llm-router"} | json"#, "--limit", "2", "--output", "jsonl")
    let objects = try outcome.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.count == 2)
    let first = try #require(objects.first)
    #expect((first["labels"] as? [String: String])?["app"] == "llm-router")
    #expect((first["metadata"] as? [String: String])?["trace_id"]?.count == 32)
    #expect((first["line"] as? String)?.hasPrefix("{\"ts\":") == true)
  }

  @Test func whatTheServerRefusesIsSaid() throws {
    let outcome = try ask(#"{app="x"} | line_format "a""#)
    #expect(outcome.status == 3)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors
        == "hune: loki refused the query: the demo's Loki does not know line_format\n")
    let numbers = try ask(#"sum(rate({app="publisher"}[1m]))"#)
    #expect(numbers.status == 3)
  }

  @Test(arguments: [
    ["--limit", "0"], ["--limit", "1000001"], ["--since", "soon"], ["--tail", "--to", "now"],
    ["--output", "xml"],
  ])
  func wrongFlagsAreRefused(flags: [String]) throws {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    let outcome = try run(
      [builtProgram("hune"), "logs", "--demo", "{a=\"b\"}"] + flags, environment: environment)
    #expect(outcome.status == 2)
  }

  @Test func withoutALokiItSaysWhatToDo() throws {
    let outcome = try logs("{a=\"b\"}", "--prometheus", "http://127.0.0.1:9")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors == "hune: no source of type loki: give --loki URL or --demo\n")
  }
}
