import CNcurses
package import Cells
import Glibc

/// The terminal that the program was started on, from the first byte to the last.
///
/// One thread owns it: the one that made it, draws on it and waits for events. Only the `waker` may
/// go to other threads. At rest it sends no byte and never wakes up.
package final class TerminalSession: Display {
  /// Columns and rows.
  package internal(set) var size: (width: Int, height: Int)
  package let depth: ColorDepth
  package let glyphs: GlyphSet
  /// What the operator should know once, such as an unknown TERM.
  package let notice: String?
  /// Wakes the session from any thread.
  package let waker: Waker
  /// How styles look; setting it draws the screen anew with the next `show`.
  package var resolve: (Style) -> ResolvedStyle = { _ in .standard } {
    didSet { screen.forgetLooks() }
  }
  /// The bytes sent so far, those for the ways in and out included.
  package internal(set) var sentBytes = 0

  var tty: TTY
  var screen: CursesScreen
  var parser: KeyParser
  let signals: Int32
  /// The newest screen, while the line has not taken the one before it.
  private var waiting: Buffer?
  private var newest: Buffer?
  private let entering: [UInt8]
  private let leaving: [UInt8]
  private var isActive = false
  /// Whether there is a screen of ours to send to.
  var isShown: Bool { isActive }
  let isInsideTmux: Bool

  /// Blocks the signals that a session reads. Call it before the first thread is made.
  package static func blockSignals() { hune_signals_block() }

  /// Takes over the terminal.
  package init(_ options: TerminalOptions) throws(TerminalError) {
    hune_signals_block()
    let environment = ["TERM", "COLORTERM", "NO_COLOR", "TMUX"].reduce(into: [String: String]()) {
      $0[$1] = getenv($1).map { String(cString: $0) }
    }
    let choice = try TerminalChoice(color: options.color, environment: environment) { name in
      let entry = hune_entry_named(name)
      return TerminalChoice.Entry(
        isKnown: entry.is_known, canMoveCursor: entry.can_move_cursor, colors: Int(entry.colors))
    }
    let name = environment["TERM"] ?? ""
    let tty = try TTY()
    let isUTF8 = hune_use_utf8(options.glyphs != nil && options.glyphs != .ascii)
    let glyphs = GlyphSet.chosen(options.glyphs, isUTF8: isUTF8, terminal: name)
    guard
      let screen = CursesScreen(
        name: name, builtIn: choice.builtIn, size: tty.size, depth: choice.depth, glyphs: glyphs)
    else { throw TerminalError(.failed, "curses does not start on the terminal \(name)") }
    let wake = hune_wake_descriptor()
    let signals = hune_signal_descriptor()
    guard wake >= 0, signals >= 0 else {
      throw TerminalError(.failed, "no descriptors left: \(String(cString: strerror(errno)))")
    }
    self.tty = tty
    self.screen = screen
    self.signals = signals
    self.glyphs = glyphs
    size = tty.size
    depth = choice.depth
    notice = choice.notice
    isInsideTmux = environment["TMUX"].map { !$0.isEmpty } ?? false
    waker = Waker(descriptor: wake)
    parser = KeyParser(sequences: keySequences())
    entering = waysIn(usesMouse: options.usesMouse)
    leaving = waysOut(usesMouse: options.usesMouse)
    enter()
  }

  deinit {
    restore()
    close(tty.descriptor)
    close(signals)
    close(waker.descriptor)
    hune_screen_close()
  }

  /// Shows a screen by sending what differs from the last one. While the line is stalled it only
  /// keeps the newest screen and sends that when the line moves again.
  package func show(_ buffer: Buffer) {
    guard isActive else { return }
    newest = buffer
    guard tty.unsent.isEmpty else {
      waiting = buffer
      return
    }
    waiting = nil
    let bytes = screen.bytes(showing: buffer, resolve)
    sentBytes += bytes.count
    tty.send(bytes)
  }

  /// Sends the whole screen again, for Ctrl-L.
  package func redraw() {
    screen.forget()
    if let newest { show(newest) }
  }

  /// Gives the terminal back as it was. Drawing after it does nothing.
  package func restore() {
    guard isActive else { return }
    isActive = false
    // What is still on its way must not come after the restoring bytes; CAN ends a cut sequence.
    if tty.finishSending(milliseconds: 200) { tty.send([0x18]) }
    sentBytes += leaving.count
    tty.send(leaving)
    _ = tty.finishSending(milliseconds: 200)
    tty.leaveRawMode()
    hune_crash_disarm()
    hune_stderr_release()
  }

  func enter() {
    hune_stderr_hold()
    var mode = tty.mode
    hune_crash_arm(tty.descriptor, &mode, leaving, leaving.count)
    tty.enterRawMode()
    sentBytes += entering.count
    tty.send(entering)
    isActive = true
  }

  /// Sends what the line did not take before.
  func catchUp() {
    tty.sendMore()
    if tty.unsent.isEmpty, let waiting { show(waiting) }
  }

  func resize() {
    size = tty.size
    screen.resize(size)
  }
}

/// Wakes a waiting session; several calls before it wakes count as one.
package struct Waker: Sendable {
  let descriptor: Int32

  package func wake() { hune_wake(descriptor) }
}
