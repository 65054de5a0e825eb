import Foundation

/// A program on a pseudo-terminal that nobody reads unless the test does.
package final class Pty {
  package private(set) var master: Int32
  package let process: pid_t

  package init(
    _ command: [String], columns: Int, rows: Int, ignoring signals: [Int32] = [],
    environment: [String] = []
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // TIOCSPTLCK and TIOCGPTN: Glibc's module has neither them nor posix_openpt.
    var isLocked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0,
      ioctl(master, 0x8004_5430, &number) == 0
    else { throw Failure("no pseudo-terminal") }
    let name = "/dev/pts/\(number)"
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // A session of its own, whose terminal is the first that it opens.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | 0x80)
    let trap = signals.map { "trap '' \($0); " }.joined()
    let words = ["sh", "-c", trap + "exec \"$@\"", "sh"] + command
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    let settings = ["TERM=xterm-256color", "LC_ALL=C.UTF-8"] + environment
    var variables: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, &variables) == 0
    else {
      throw Failure("can't run \(command)")
    }
    self.process = process
  }

  deinit {
    hangUp()
    if !hasEnded() { kill(process, SIGKILL) }
    waitpid(process, nil, 0)
  }

  package func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// What the program sent and nobody has read yet.
  package func read() -> [UInt8] {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(master, &room, room.count), count > 0 {
      bytes += room[..<count]
    }
    return bytes
  }

  /// Closes the pseudo-terminal, as a lost connection does.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  package func hasEnded() -> Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) != 0
      || info.si_signo == SIGCHLD
  }
}
