import Foundation
import TestSupport
import Testing

/// What hune makes of its arguments and of the files that they name.
struct CommandLineTests {
  private let home: TemporaryFolder
  private let server: FakePrometheus

  init() throws {
    home = try TemporaryFolder()
    server = try FakePrometheus()
  }

  private func hune(_ arguments: String...) throws -> Outcome {
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in home.environment { environment[name] = value }
    return try run([builtProgram("hune")] + arguments, environment: environment)
  }

  private func text(_ title: String) -> String {
    """
    {"title": "\(title)", "panels": [{"id": 1, "type": "text", "title": "Text of \(title)",
      "gridPos": {"x": 0, "y": 0, "w": 24, "h": 6}, "options": {"content": "words"}}]}
    """
  }

  private func manifest(_ titles: String...) throws -> String {
    let entries = titles.map { title in
      "  \(title.lowercased()).json: '\(text(title).replacingOccurrences(of: "\n", with: " "))'\n"
    }
    return try home.write(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: boards}\ndata:\n" + entries.joined(),
      to: "boards.yaml")
  }

  @Test func theOtherDashboardsOfAFileAreNamed() throws {
    let file = try manifest("One", "Two", "Three")
    let first = try hune("render", file)
    #expect(first.status == 3)
    #expect(first.output.contains("Text of One") && !first.output.contains("Text of Two"))
    #expect(
      first.errors == """
        Two: not printed; --view prints it
        Three: not printed; --view prints it

        """)
    let second = try hune("render", file, "--view", "Two")
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.errors == "")
    #expect(second.output.contains("Text of Two"))
    let none = try hune("render", file, "--view", "Four")
    #expect(none.status == 1)
    #expect(none.errors.contains("no dashboard Four in it; there is One, Two, Three"))
  }

  @Test func aRangeThatEndsBeforeItBeginsIsRefused() throws {
    let address = "http://grafana.example/d/x/y?from=now&to=now-1h"
    for arguments in [["--from", "now", "--to", "now-1h"], [address]] {
      let folder = try home.write(#"{"uid": "x", "panels": []}"#, to: "layouts/x.json")
      let layouts = String(folder.dropLast("/x.json".count))
      let outcome = try run([builtProgram("hune")] + arguments + ["--layouts", layouts])
      #expect(outcome.status == 2, "\(outcome)")
      #expect(outcome.errors.contains("the range ends before it begins"), "\(outcome.errors)")
    }
  }

  /// An address opens the dashboard of its uid, whichever of a file it is.
  @Test func anAddressOpensTheRightDashboardOfAFile() throws {
    let boards = ["a", "b"].map { uid in
      "  \(uid).json: '{\"uid\": \"g\(uid)\", \"title\": \"Board \(uid)\", \"panels\": []}'\n"
    }
    let folder = try home.write(
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: boards}\ndata:\n" + boards.joined(),
      to: "layouts/boards.yaml")
    let window = try Tmux(
      [
        builtProgram("hune"), "http://grafana.example/d/gb/x", "--layouts",
        String(folder.dropLast("/boards.yaml".count)), "--prometheus", server.url,
      ], columns: 120, rows: 40, environment: home.environment)
    try window.wait(for: "Board b")
    try window.type(":board a")
    try window.wait(for: "the other is found") { $0.contains("dashboard boards.yaml#ga") }
    try window.press("Enter")
    try window.wait(for: "the other") { $0.contains("Board a") && !$0.contains("Find anything") }
  }

  @Test func anOnlyDashboardOfAManifest() throws {
    let outcome = try hune("render", try manifest("One"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Text of One"))
  }

  @Test func anEmptyInputIsCalledEmpty() throws {
    let outcome = try hune("render", "-")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "hune: standard input: empty\n")
    let file = try home.write("", to: "empty.json")
    #expect(try hune("render", file).errors == "hune: \(file): empty\n")
  }

  @Test func aLayoutThatAShellWrites() throws {
    let file = try home.write(text("Piped"), to: "piped.json")
    let outcome = try run([
      "bash", "-c", #"exec "$0" render <(cat "$1")"#, builtProgram("hune"), file,
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Text of Piped"))
  }

  @Test func aFolderOfLayoutsThatIsNotThereIsNamed() throws {
    for command in [["render", "overview"], []] {
      let outcome = try run(
        [builtProgram("hune")] + command + ["--layouts", home.path + "/none"])
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("--layouts \(home.path)/none: no such folder"))
    }
  }

  @Test(arguments: [
    ["--\u{1B}]52;c;aGk=\u{7}"], ["render"], ["--color", "\u{1B}[31mred\u{9B}2J"],
    ["render", "x", "--size", "1\u{1B}c"], ["--var", "\u{202E}x"], ["\u{1B}c", "\u{1B}c"],
  ])
  func whatIsRepeatedOfTheArgumentsIsHarmless(arguments: [String]) throws {
    let outcome = try run([builtProgram("hune")] + arguments)
    #expect(outcome.status == 2, "\(outcome.errors)")
    let harmful = outcome.errors.unicodeScalars.filter {
      $0.properties.generalCategory == .control && $0 != "\n"
        || $0.properties.generalCategory == .format
    }
    #expect(harmful.isEmpty, "\(outcome.errors.debugDescription)")
    #expect(outcome.errors.contains("Usage:"))
  }

  @Test(arguments: [true, false])
  func aRenderThatWaitsCanBeEnded(byKey: Bool) throws {
    server.turn(.silent)
    let window = try Tmux(
      [builtProgram("hune"), "render", "overview", "--prometheus", server.url, "--wait", "60s"],
      environment: home.environment)
    try waitUntil("a request") { server.requestCount > 0 }
    if byKey { try window.press("C-c") } else { kill(try window.processID(), SIGTERM) }
    try waitUntil("the end of hune", seconds: 10) { try window.hasEnded() }
  }

  @Test func pastedTextIsNoKey() throws {
    let dashboard = try Dashboard(server.url)
    try dashboard.filled()
    try dashboard.window.paste("q?2\nq")
    try dashboard.window.press("f")
    // The key comes after the paste, and finds the program as it was.
    let screen = try dashboard.window.wait(for: "one panel") {
      $0.contains("Esc back") && !$0.contains("Error Rates")
    }
    #expect(!screen.contains("everywhere"))
  }
}
