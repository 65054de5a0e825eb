import Foundation
import TestSupport
import Testing

/// What hune makes of the terminal it finds.
struct TerminalTests {
  @Test(arguments: ["TERM=dumb", "-u TERM"])
  func aTerminalThatCannotMoveTheCursorIsRefused(setting: String) throws {
    let folder = try TemporaryFolder()
    let script = """
      env \(setting) \(builtProgram("hune")) > \(folder.path)/output 2> \(folder.path)/errors
      echo "status=$?"; read line
      """
    let window = try Tmux(["sh", "-c", script], environment: folder.environment)
    try window.wait(for: "status=1")
    let errors = try folder.read("errors")
    #expect(errors.hasPrefix("hune: ") && errors.count(of: "\n") == 1, "\(errors)")
    #expect(!errors.contains("\u{1B}"))
    #expect(try folder.read("output") == "")
  }

  @Test func withoutATerminalItSaysSo() throws {
    let outcome = try run([builtProgram("hune")])
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("hune: ") && outcome.errors.count(of: "\n") == 1)
  }

  @Test func noColorMeansNone() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"])
    try hune.filled()
    let screen = try hune.window.styledScreen()
    #expect(
      screen.range(of: "\u{1B}\\[[0-9;]*([34][0-8]|9[0-7])[;m]", options: .regularExpression) == nil
    )
    #expect(screen.contains("\u{1B}[1m"))
  }

  @Test func truecolorIsUsedWhereItIsOffered() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--color", "truecolor")
    try hune.filled()
    #expect(try hune.window.styledScreen().contains("38;2;"))
  }

  @Test func asciiGlyphsAreASCII() throws {
    let server = try FakePrometheus()
    let hune = try Dashboard(server.url, "--glyphs", "ascii")
    for (view, title) in [("1", "Queue Depth"), ("2", "Hourly LLM"), ("3", "Execution Rate")] {
      try hune.window.press(view)
      try hune.window.wait(for: title)
      let screen = try hune.window.wait(for: "a filled view") {
        $0.contains("1/1") && !$0.contains("loading") && $0.contains("no Loki configured")
      }
      let others = Set(screen.unicodeScalars.filter { !$0.isASCII })
      #expect(others.isEmpty, "\(others)")
      try hune.window.press("?")
      #expect(try hune.window.wait(for: "everywhere").unicodeScalars.allSatisfy(\.isASCII))
      try hune.window.press("Escape")
      // Esc and a key right after it are Alt and that key.
      try hune.window.wait(for: "no help") { !$0.contains("everywhere") }
    }
  }
}
