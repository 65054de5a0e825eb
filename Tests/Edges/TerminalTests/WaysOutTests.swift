import Foundation
import TestSupport
import Testing

/// Whatever ends the program, the terminal is as it was before.
struct WaysOutTests {
  enum Way: Sendable, CustomStringConvertible {
    case key(String)
    case signal(Int32)

    var description: String {
      switch self {
      case .key(let name): name
      case .signal(let number): "signal \(number)"
      }
    }
  }

  @Test(
    arguments: [
      (.key("q"), 0), (.key("C-c"), 0), (.signal(SIGTERM), 143), (.signal(SIGINT), 130),
      (.signal(SIGHUP), 4), (.key("1"), 139), (.key("2"), 134), (.key("3"), 132), (.key("4"), 132),
      (.key("5"), 135), (.key("6"), 136), (.key("7"), 133), (.signal(SIGSEGV), 139),
      (.signal(SIGABRT), 134), (.signal(SIGQUIT), 131), (.key("8"), 7),
    ] as [(Way, Int)])
  func theTerminalIsGivenBack(way: Way, status: Int) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hune-ways-\(ProcessInfo.processInfo.globallyUniqueString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let probe = builtProgram("TerminalProbe")
    let script = """
      ulimit -c 0; echo text before; stty -g > \(folder)/before
      sh -c 'echo $$ > \(folder)/pid; exec \(probe) events --mouse'; echo "status=$?"
      stty -g > \(folder)/after; echo done; read line
      """
    let window = try Tmux(["sh", "-c", script], columns: 100, rows: 30)
    try window.wait(for: "ready")
    #expect(try window.value(of: state) == "1 0 1 1")
    switch way {
    case .key(let name): try window.press(name)
    case .signal(let number):
      let text = try String(contentsOfFile: "\(folder)/pid", encoding: .utf8)
      kill(try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines))), number)
    }
    let screen = try window.wait(for: "done")
    #expect(screen.contains("status=\(status)\n"))
    #expect(screen.hasPrefix("text before\n"))
    #expect(try window.value(of: state) == "0 1 0 0")
    let before = try String(contentsOfFile: "\(folder)/before", encoding: .utf8)
    #expect(try String(contentsOfFile: "\(folder)/after", encoding: .utf8) == before)
    // The last words of a program that dies are not lost with its screen.
    if case .key("3") = way { #expect(screen.contains("Fatal error: Index out of range")) }
    // No paste is bracketed any more.
    try window.paste("pasted")
    #expect(try !window.wait(for: "pasted").contains("200~"))
  }

  private let state =
    "#{alternate_on} #{cursor_flag} #{mouse_standard_flag} #{keypad_cursor_flag}"

  @Test(arguments: [[], [SIGHUP]])
  func aClosedTerminalEndsTheProgram(ignored: [Int32]) throws {
    let pty = try Pty(
      [builtProgram("TerminalProbe"), "events"], columns: 80, rows: 24, ignoring: ignored)
    var text: [UInt8] = []
    try waitUntil("the first screen") {
      text += pty.read()
      return String(decoding: text, as: UTF8.self).contains("ready")
    }
    pty.hangUp()
    try waitUntil("the end of the program", seconds: 10) { pty.hasEnded() }
  }

  @Test func aStalledLineDoesNotStopTheKeyboard() throws {
    let pty = try Pty([builtProgram("TerminalProbe"), "events"], columns: 200, rows: 50)
    var text: [UInt8] = []
    try waitUntil("the first screen") {
      text += pty.read()
      return String(decoding: text, as: UTF8.self).contains("ready")
    }
    // Four hundred screens that nobody reads, then the key that ends it.
    pty.type("f")
    pty.type("q")
    try waitUntil("the end of the program", seconds: 10) { pty.hasEnded() }
  }

  @Test func aLineThatMovesAgainGetsTheNewestScreen() throws {
    let pty = try Pty([builtProgram("TerminalProbe"), "events"], columns: 200, rows: 50)
    var text: [UInt8] = []
    try waitUntil("the first screen") {
      text += pty.read()
      return String(decoding: text, as: UTF8.self).contains("ready")
    }
    pty.type("f")
    pty.type("x")
    var sent: [UInt8] = []
    try waitUntil("the newest screen") {
      sent += pty.read()
      return String(decoding: sent, as: UTF8.self).contains("character(\"x\")")
    }
    // Of 400 screens of 10,000 cells only those were sent that the line took.
    #expect(sent.count < 1_000_000)
  }
}
