package import Cells

/// What the world outside told the terminal session.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// The screen has another size; what is shown has to be drawn anew.
  case resized(width: Int, height: Int)
  /// The program ran on after Ctrl-Z or a stop: the screen is back, its data may be old.
  case resumed
  /// SIGINT or SIGTERM asked the program to end.
  case terminated(signal: Int32)
  /// The terminal is gone: nothing can be shown any more.
  case hungUp
  /// Another thread called `wake`.
  case woken
}
