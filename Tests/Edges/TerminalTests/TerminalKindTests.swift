import Foundation
import TestSupport
import Testing

/// Terminals of every kind, as TERM and the locale name them.
struct TerminalKindTests {
  private let probe = builtProgram("TerminalProbe")

  @Test(arguments: [
    ("truecolor", "38;2;255;111;111"), ("256", "38;5;16"), ("16", "[91m"), ("8", "[34m"),
  ])
  func coloursAreSentAsTheTerminalTakesThem(depth: String, sequence: String) throws {
    let window = try Tmux([probe, "events", "--colors", "--color", depth], columns: 80, rows: 12)
    try window.wait(for: "80x12 \(depth)")
    #expect(try window.styledScreen().contains(sequence))
  }

  @Test(arguments: [["--color", "mono"], []])
  func withoutColourOnlyAttributesAreSent(options: [String]) throws {
    let variables = options.isEmpty ? ["NO_COLOR": "1"] : [:]
    let window = try Tmux(
      [probe, "events", "--colors"] + options, columns: 80, rows: 12, environment: variables)
    try window.wait(for: "80x12 mono")
    let screen = try window.styledScreen()
    #expect(screen.contains("\u{1b}[1m80x12"))
    #expect(screen.firstMatch(of: /\e\[[0-9;]*[349][0-7][;m]/) == nil)
  }

  @Test func theOperatorsPaletteIsLeftAlone() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("hune-raw-\(ProcessInfo.processInfo.globallyUniqueString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let window = try Tmux(
      ["sh", "-c", "read line; exec \(probe) events --colors"], columns: 80, rows: 12,
      environment: ["COLORTERM": "truecolor"])
    try window.record(to: path)
    try window.press("Enter")
    try window.wait(for: "ready")
    try window.press("q")
    try waitUntil("the end") { try window.hasEnded() }
    let raw = try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    #expect(raw.contains("\u{1b}[?1049h") && raw.contains("38;2;255;111;111"))
    // No palette is set, no terminal is asked anything.
    for question in ["\u{1b}]", "\u{1b}P", "\u{1b}[c", "\u{1b}[>c", "\u{1b}[6n", "\u{1b}[5n", "$p"]
    {
      #expect(!raw.contains(question))
    }
  }

  @Test(arguments: ["xterm", "xterm-256color", "screen", "linux", "vt100", "tmux-256color", "ansi"])
  func everyUsualTerminalShowsTheScreen(term: String) throws {
    let window = try Tmux(
      [probe, "events", "--colors"], columns: 80, rows: 12, environment: ["TERM": term])
    try window.wait(for: "80x12")
    try window.wait(for: "no notice\nready")
    try window.press("Up", "F5", "q")
    try waitUntil("the end") { try window.hasEnded() }
    #expect(try window.exitStatus() == 0)
  }

  @Test func anUnknownTerminalIsDrawnLikeXterm() throws {
    let window = try Tmux(
      [probe, "events"], columns: 80, rows: 12, environment: ["TERM": "nonesuch"])
    let screen = try window.wait(for: "ready")
    #expect(screen.contains("unknown terminal nonesuch: drawn like xterm"))
    try window.press("Up")
    try window.wait(for: "Key.up")
  }

  @Test(
    arguments: [
      ("dumb", "TERM is dumb, a terminal whose cursor can't be moved"),
      (nil, "TERM is not set: it must name the terminal"),
    ] as [(String?, String)])
  func anUnusableTerminalGetsOneLine(term: String?, line: String) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("hune-raw-\(ProcessInfo.processInfo.globallyUniqueString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let setting = term.map { "TERM=\($0)" } ?? "-u TERM"
    let window = try Tmux(
      [
        "sh", "-c",
        "stty -echo; echo ready; read line; env \(setting) \(probe) events; echo status=$?; read line",
      ],
      columns: 100, rows: 12)
    // Before that the key would be echoed.
    try window.wait(for: "ready")
    try window.record(to: path)
    try window.press("Enter")
    try window.wait(for: "status=1")
    try waitUntil("the recording") {
      let raw = try? Data(contentsOf: URL(fileURLWithPath: path))
      return raw == Data("probe: \(line)\r\nstatus=1\r\n".utf8)
    }
  }

  @Test func aPipeIsNoTerminal() throws {
    let outcome = try run([probe, "events"])
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(
      outcome.errors == "probe: standard output is no terminal; hune render writes a frame\n")
  }

  @Test(
    arguments: [
      ([:], [], "full ─│⣿█é日"), (["LC_ALL": "C"], [], "ascii -|?#e??"),
      (["LC_ALL": nil, "LANG": "xx_YY.UTF-8"], [], "full ─│⣿█é日"),
      (["LC_ALL": "C"], ["--glyphs", "full"], "full ─│⣿█é日"),
      ([:], ["--glyphs", "ascii"], "ascii -|?#e??"), (["TERM": "linux"], [], "blocks ─│⣿█é日"),
    ] as [([String: String?], [String], String)])
  func glyphsFollowTheLocaleAndTheFlag(
    variables: [String: String?], options: [String], text: String
  ) throws {
    let window = try Tmux(
      [probe, "events"] + options, columns: 80, rows: 12, environment: variables)
    try window.wait(for: text)
  }

  @Test(arguments: ["linux", "xterm"])
  func moreStylesThanColourPairsDoNoHarm(term: String) throws {
    let window = try Tmux(
      [probe, "events", "--flood"], columns: 80, rows: 24, environment: ["TERM": term])
    try window.wait(for: "no notice\nxxxx")
    try window.press("x", "y", "z", "Up")
    try window.press("q")
    try waitUntil("the end") { try window.hasEnded() }
    #expect(try window.exitStatus() == 0)
  }
}
