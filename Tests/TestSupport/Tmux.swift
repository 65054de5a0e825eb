import Foundation

/// A program in a terminal of its own: a tmux server on a private socket, with one window.
///
/// Tests wait for what they expect to see, and fail with the screen that they saw instead.
package final class Tmux {
  private static let counter = Counter()
  private let socket: String
  private let folder: URL
  private let environment: [String: String]

  /// Starts a program. It gets this process's environment with TERM as tmux sets it, without the
  /// variables that choose colours and how crashes are told, and with those given on top; `nil`
  /// unsets one. No shell sees the command.
  package init(
    _ command: [String], columns: Int = 120, rows: Int = 40,
    environment extra: [String: String?] = [:]
  ) throws {
    socket = "hune-test-\(ProcessInfo.processInfo.processIdentifier)-\(Self.counter.next())"
    var own = ProcessInfo.processInfo.environment
    for name in ["TMUX", "TMUX_PANE", "LANG", "LC_CTYPE"] { own[name] = nil }
    own["LC_ALL"] = "C.UTF-8"
    own["SHELL"] = "/bin/sh"
    // A folder of its own: a server that ends leaves its socket behind.
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(socket)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    own["TMUX_TMPDIR"] = folder.path
    environment = own
    var assignments: [String] = []
    let unset = ["COLORTERM", "NO_COLOR", "LINES", "COLUMNS", "SWIFT_BACKTRACE"]
    for name in unset where extra[name] == nil { assignments += ["-u", name] }
    for (name, value) in extra where value == nil { assignments += ["-u", name] }
    for case (let name, let value?) in extra { assignments.append("\(name)=\(value)") }
    try tmux(
      [
        "start-server", ";", "set-option", "-g", "remain-on-exit", "on", ";",
        "set-option", "-g", "default-terminal", "tmux-256color", ";", "new-session", "-d", "-x",
        "\(columns)", "-y", "\(rows)", "env",
      ] + assignments + command)
  }

  deinit { end() }

  /// Ends the program and the terminal.
  package func end() {
    _ = try? tmux(["kill-server"])
    try? FileManager.default.removeItem(at: folder)
  }

  /// Presses keys by their names: `Enter`, `C-c`, `Up`, `BTab`, `F5`.
  package func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  /// Types text as it is.
  package func type(_ text: String) throws { try tmux(["send-keys", "-l", "--", text]) }

  /// Sends bytes to the program as if the terminal had.
  package func send(_ bytes: [UInt8]) throws {
    try tmux(["send-keys", "-H"] + bytes.map { String($0, radix: 16) })
  }

  /// Pastes text, bracketed where the program asked for it.
  package func paste(_ text: String) throws {
    try tmux(["set-buffer", "--", text])
    try tmux(["paste-buffer", "-p", "-r"])
  }

  package func resize(columns: Int, rows: Int) throws {
    try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// What the window shows, without the spaces at the ends of lines.
  package func screen() throws -> String { try tmux(["capture-pane", "-p"]) }

  /// What the window shows, with its SGR sequences.
  package func styledScreen() throws -> String { try tmux(["capture-pane", "-p", "-e", "-N"]) }

  /// The value of a tmux format, such as `#{cursor_x}` or `#{alternate_on}`.
  package func value(of format: String) throws -> String {
    try tmux(["display-message", "-p", format]).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Writes everything that the program sends from now on to a file, as it is.
  package func record(to path: String) throws { try tmux(["pipe-pane", "cat > '\(path)'"]) }

  /// The process that the window was opened for.
  package func processID() throws -> Int32 { Int32(try value(of: "#{pane_pid}")) ?? -1 }

  /// Whether that process has ended.
  package func hasEnded() throws -> Bool {
    let isKnown = try !value(of: "#{pane_dead_status}#{pane_dead_signal}").isEmpty
    // tmux may see the window die and miss the signal that its process has; another child's end
    // makes it look again.
    if try !isKnown && value(of: "#{pane_dead}") == "1" { try tmux(["run-shell", "true"]) }
    return isKnown
  }

  /// Its exit status, when it has ended by itself.
  package func exitStatus() throws -> Int32? { Int32(try value(of: "#{pane_dead_status}")) }

  /// Waits until the screen shows a text and returns the screen.
  @discardableResult
  package func wait(for text: String, seconds: Double = 150) throws -> String {
    try wait(for: text, seconds: seconds) { $0.contains(text) }
  }

  /// Waits until the screen is as it should be and returns it.
  @discardableResult
  package func wait(
    for what: String, seconds: Double = 150, _ isThere: (String) throws -> Bool
  ) throws -> String {
    var last = ""
    try waitUntil("the screen to show \(what)", seconds: seconds, note: { "it shows\n" + last }) {
      last = try screen()
      return try isThere(last)
    }
    return last
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let outcome = try run(
      ["tmux", "-u", "-L", socket, "-f", "/dev/null"] + arguments, environment: environment)
    guard outcome.status == 0 else { throw Failure("tmux: \(outcome.errors)") }
    return outcome.output
  }
}

private final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var value = 0

  func next() -> Int {
    lock.withLock {
      value += 1
      return value
    }
  }
}
