import Foundation
import TestSupport
import Testing

/// However hune ends, the terminal is as it was before.
struct LeavingTests {
  enum Way: Sendable {
    case key(String)
    case signal(Int32)
  }

  @Test(
    arguments: [
      (.key("q"), 0), (.key("C-c"), 0), (.signal(SIGTERM), 143), (.signal(SIGHUP), 129),
      (.signal(SIGSEGV), 139), (.signal(SIGABRT), 134),
    ] as [(Way, Int)])
  func theTerminalIsGivenBack(way: Way, status: Int) throws {
    let server = try FakePrometheus()
    let folder = try TemporaryFolder()
    let path = folder.path
    let hune = "\(builtProgram("hune")) --prometheus \(server.url)"
    let script = """
      ulimit -c 0; echo text before; stty -g > \(path)/before
      sh -c 'echo $$ > \(path)/pid; exec \(hune)'; echo "status=$?"
      stty -g > \(path)/after; echo done; read line
      """
    let window = try Tmux(["sh", "-c", script], environment: folder.environment)
    try window.wait(for: "platform-one")
    #expect(try window.value(of: state) == "1 0")
    switch way {
    case .key(let name): try window.press(name)
    case .signal(let number):
      let text = try folder.read("pid").trimmingCharacters(in: .whitespacesAndNewlines)
      kill(try #require(pid_t(text)), number)
    }
    let screen = try window.wait(for: "done")
    #expect(screen.contains("status=\(status)\n"), "\(screen)")
    #expect(screen.hasPrefix("text before\n"))
    #expect(try window.value(of: state) == "0 1")
    #expect(try folder.read("after") == folder.read("before"))
  }

  private let state = "#{alternate_on} #{cursor_flag}"

  @Test(arguments: [[], [SIGHUP]])
  func aClosedTerminalEndsHune(ignored: [Int32]) throws {
    let server = try FakePrometheus()
    let folder = try TemporaryFolder()
    let pty = try Pty(
      [builtProgram("hune"), "--prometheus", server.url], columns: 120, rows: 40,
      ignoring: ignored,
      environment: folder.environment.compactMap { name, value in value.map { "\(name)=\($0)" } })
    var text: [UInt8] = []
    try waitUntil("the first data") {
      text += pty.read()
      return String(decoding: text, as: UTF8.self).contains("platform-one")
    }
    pty.hangUp()
    try waitUntil("the end of hune", seconds: 10) { pty.hasEnded() }
  }
}
