import Cells
import Files
import Glibc
import Runtime
import Terminal
import Themes
import Times

/// The terminal as the loop sees it.
final class TerminalConsole: Console {
  private let session: TerminalSession
  private let clock: @Sendable () -> Instant
  private let speed: Int64
  private let themes: ThemeLibrary
  /// The signal that ended the program; a terminal that is gone counts as its hangup.
  private(set) var endingSignal: Int32?

  /// `speed` is how many seconds of the clock pass in a real one.
  init(
    _ session: TerminalSession, themes: ThemeLibrary, clock: @escaping @Sendable () -> Instant,
    speed: Int = 1
  ) {
    self.session = session
    self.themes = themes
    self.clock = clock
    self.speed = Int64(max(1, speed))
  }

  var size: (width: Int, height: Int) { session.size }

  func events(until deadline: Instant?) -> [ConsoleEvent] {
    // Rounded up: waking before the deadline would only mean to sleep again.
    let wait = deadline.map { max(0, min(($0 - clock()).milliseconds / speed + 1, 86_400_000)) }
    return session.wait(milliseconds: wait.map { Int($0) }).compactMap { event in
      switch event {
      case .key(let key): .key(key)
      case .resized(let width, let height): .resized(width: width, height: height)
      case .resumed: .resumed
      case .terminated(let signal) where signal == SIGINT: .key(.control("c"))
      case .terminated(let signal): ended(by: signal)
      case .hungUp: ended(by: SIGHUP)
      case .woken: nil
      }
    }
  }

  private func ended(by signal: Int32) -> ConsoleEvent {
    endingSignal = endingSignal ?? signal
    return .ended
  }

  func show(_ buffer: Buffer) { session.show(buffer) }

  func use(theme name: String) -> String? {
    do {
      session.resolve = Theme(try themes.palette(named: name), depth: session.depth).resolve
      return nil
    } catch {
      return "\(error)"
    }
  }

  func invalidate() { session.redraw() }
  func ring() { session.ring() }
  func copy(_ text: String) { session.copy(text) }
  var sentBytes: Int { session.sentBytes }
  var wake: @Sendable () -> Void { { [waker = session.waker] in waker.wake() } }
}
