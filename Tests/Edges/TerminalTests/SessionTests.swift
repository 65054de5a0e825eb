import Foundation
import TestSupport
import Testing

/// A session on a real terminal.
struct SessionTests {
  @Test func keysArriveAsTheyArePressed() throws {
    let window = try opened()
    try window.press(
      "Up", "Down", "Left", "Right", "Home", "End", "PPage", "NPage", "DC", "IC", "BTab", "Tab",
      "Enter", "BSpace", "F1", "F12", "C-a", "M-x")
    try window.type("é日")
    let names = [
      "up", "down", "left", "right", "home", "end", "pageUp", "pageDown", "delete", "insert",
      "backTab", "tab", "enter", "backspace", "function(1)", "function(12)", "control(\"a\")",
      "alt(\"x\")", "character(\"é\")", "character(\"日\")",
    ]
    try window.wait(for: names.map { "key(Cells.Key.\($0))" }.joined(separator: "\n"))
    try window.press("Escape")
    try window.wait(for: "Key.escape")
  }

  @Test func aPasteIsOneEvent() throws {
    let window = try opened()
    try window.paste("two\nlines q")
    try window.wait(for: "key(Cells.Key.paste(\"two\\nlines q\"))")
  }

  @Test func theMouseSpeaksOnlyWhenAsked() throws {
    #expect(try opened().value(of: "#{mouse_any_flag}") == "0")
    let window = try opened(["--mouse"])
    #expect(try window.value(of: "#{mouse_any_flag}") == "1")
    try window.send(Array("\u{1b}[<64;5;3M".utf8))
    try window.wait(for: "wheelUp")
  }

  @Test func everySizeIsFollowed() throws {
    let window = try opened()
    // Where a corner is drawn by insertion beside it, one cell is too little to draw anything.
    try window.resize(columns: 1, rows: 1)
    try waitUntil("a window of one cell") { try window.screen() == "\n" }
    for (columns, rows) in [(500, 200), (2, 1), (1, 50), (100, 30)] {
      try window.resize(columns: columns, rows: rows)
      try window.wait(for: "a frame of \(columns)×\(rows)") { screen in
        // As much of the size as there is room for.
        screen.hasPrefix("\(columns)x\(rows)".prefix(columns))
      }
    }
    try window.wait(for: "resized(width: 1, height: 1)")
    try window.wait(for: "resized(width: 100, height: 30)")
  }

  @Test(arguments: ["tmux-256color", "xterm-256color", "linux", "screen"])
  func theLastCornerIsDrawn(term: String) throws {
    for options in [["--flood"], ["--flood", "--color", "truecolor"]] {
      let window = try Tmux(
        [builtProgram("TerminalProbe"), "events"] + options, columns: 50, rows: 8,
        environment: ["TERM": term])
      let full = String(repeating: String(repeating: "x", count: 50) + "\n", count: 6)
      try window.wait(for: "every cell") { $0.hasSuffix("no notice\n" + full) }
      try window.press("Up")
      try window.wait(for: "every cell again") { $0.hasSuffix("no notice\n" + full) }
    }
  }

  @Test func ctrlZGivesTheTerminalToTheShellAndBack() throws {
    let window = try Tmux(["sh", "-i"], columns: 100, rows: 30, environment: ["PS1": "prompt> "])
    try window.wait(for: "prompt>")
    try window.type("\(builtProgram("TerminalProbe")) events\n")
    try window.wait(for: "ready")
    try window.press("C-z")
    try window.wait(for: "Stopped")
    #expect(try window.value(of: "#{alternate_on} #{cursor_flag}") == "0 1")
    try window.type("stty | grep -c echo; fg\n")
    try window.wait(for: "resumed")
    #expect(try window.value(of: "#{alternate_on} #{cursor_flag}") == "1 0")
    try window.press("x")
    try window.wait(for: "character(\"x\")")
    try window.press("q")
    try window.wait(for: "the prompt") { screen in
      screen.trimmingCharacters(in: .newlines).hasSuffix("events\nprompt>")
    }
  }

  @Test func inAnOrphanedGroupCtrlZRedraws() throws {
    let window = try opened()
    try window.press("C-z")
    try window.wait(for: "resumed")
    try window.press("x")
    try window.wait(for: "character(\"x\")")
    #expect(try window.value(of: "#{alternate_on} #{cursor_flag}") == "1 0")
  }

  @Test func ctrlLRepairsTheScreen() throws {
    let window = try opened()
    let tty = try window.value(of: "#{pane_tty}")
    try Data("\u{1b}[2;2Hrubbish".utf8).write(to: URL(fileURLWithPath: tty))
    try window.wait(for: "rubbish")
    try window.press("C-l")
    let screen = try window.wait(for: "control(\"l\")")
    #expect(!screen.contains("rubbish"))
  }

  @Test func anotherThreadWakesIt() throws {
    let window = try opened()
    try window.press("w")
    try window.wait(for: "woken")
  }

  @Test func atRestNothingHappens() throws {
    let window = try opened()
    let process = try window.processID()
    // The first screen is there; the process is on its way to its wait.
    try waitUntil("a process at rest") {
      let before = try Self.activity(of: process)
      usleep(100_000)
      return try Self.activity(of: process) == before
    }
    let before = try Self.activity(of: process)
    usleep(2_000_000)
    #expect(try Self.activity(of: process) == before)
  }

  /// Voluntary context switches of all threads and bytes written.
  private static func activity(of process: Int32) throws -> [String] {
    let folder = "/proc/\(process)"
    let tasks = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/task").sorted()
    let files = tasks.map { "\(folder)/task/\($0)/status" } + ["\(folder)/io"]
    return try files.flatMap { file in
      try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map(String.init)
        .filter { $0.hasPrefix("voluntary_ctxt_switches") || $0.hasPrefix("wchar") }
    }
  }

  private func opened(_ options: [String] = []) throws -> Tmux {
    let window = try Tmux(
      [builtProgram("TerminalProbe"), "events"] + options, columns: 100, rows: 30)
    try window.wait(for: "ready")
    return window
  }
}
