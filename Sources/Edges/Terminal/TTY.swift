import CNcurses
import Glibc

/// The terminal's descriptor: an own one that never blocks, so that a stalled line stops nobody.
///
/// The shell's descriptor is shared with the shell; to make that one non-blocking would outlive us.
struct TTY {
  let descriptor: Int32
  /// The mode as it was found.
  let mode: termios
  /// What the line has not taken yet.
  private(set) var unsent: ArraySlice<UInt8> = []
  /// Whether the other end is gone.
  private(set) var isHungUp = false

  init() throws(TerminalError) {
    guard isatty(STDOUT_FILENO) == 1 else {
      throw TerminalError(
        .notATerminal, "standard output is no terminal; hune render writes a frame")
    }
    var found: Int32 = -1
    for path in ["/proc/self/fd/1", "/dev/tty"] where found < 0 {
      found = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    }
    guard found >= 0 else {
      throw TerminalError(.failed, "can't open the terminal: \(String(cString: strerror(errno)))")
    }
    var mode = termios()
    guard tcgetattr(found, &mode) == 0 else {
      close(found)
      throw TerminalError(.failed, "can't read the mode of the terminal")
    }
    descriptor = found
    self.mode = mode
  }

  /// Columns and rows; 80×24 where the terminal does not say.
  var size: (width: Int, height: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (min(Int(size.ws_col), 2_000), min(Int(size.ws_row), 1_000))
  }

  /// Every key comes as it is pressed, none means anything to the system.
  func enterRawMode() {
    var raw = mode
    cfmakeraw(&raw)
    // A half-typed line must not be shown again, nor a byte be lost to a drain that never ends.
    tcsetattr(descriptor, TCSANOW, &raw)
  }

  func leaveRawMode() {
    var mode = mode
    tcsetattr(descriptor, TCSANOW, &mode)
  }

  /// Sends bytes, or keeps what the line does not take now.
  mutating func send(_ bytes: some Sequence<UInt8>) {
    guard !isHungUp else { return }
    unsent += bytes
    sendMore()
  }

  mutating func sendMore() {
    while !unsent.isEmpty, !isHungUp {
      let written = unsent.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        unsent = unsent.dropFirst(written)
      } else if errno == EAGAIN {
        return
      } else if errno != EINTR {
        isHungUp = true
      }
    }
    unsent = []
  }

  /// Gives the line a moment to take what is left, and forgets the rest. Returns whether a sequence
  /// may have been cut.
  mutating func finishSending(milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    while !unsent.isEmpty, !isHungUp, poll(&wait, 1, milliseconds) > 0 { sendMore() }
    defer { unsent = [] }
    return !unsent.isEmpty
  }

  /// What was typed, up to 64 KiB of it.
  mutating func receive() -> [UInt8] {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < 65_536 {
      let count = read(descriptor, &room, room.count)
      if count > 0 {
        bytes += room[..<count]
      } else if count < 0, errno == EINTR {
        continue
      } else {
        // No bytes and no EAGAIN: the other end is gone.
        if count == 0 || errno != EAGAIN { isHungUp = true }
        break
      }
    }
    return bytes
  }

  mutating func hangUp() { isHungUp = true }
}
