package import Cells

/// The terminal that the program was started on, from the first byte to the last.
///
/// One thread owns it: the one that made it, draws on it and waits for events. Only the `waker` may
/// go to other threads. At rest it sends no byte and never wakes up.
package final class TerminalSession: Display {
  /// Columns and rows.
  package private(set) var size: (width: Int, height: Int)
  package let depth: ColorDepth
  package let glyphs: GlyphSet
  /// What the operator should know once, such as an unknown TERM.
  package let notice: String?
  /// Wakes the session from any thread.
  package let waker: Waker
  /// How styles look; setting it draws everything anew.
  package var resolve: (Style) -> ResolvedStyle = { _ in .standard }

  /// Blocks the signals that a session reads. Call it before the first thread is made.
  package static func blockSignals() {}

  /// Takes over the terminal.
  package init(_ options: TerminalOptions) throws(TerminalError) {
    throw TerminalError(.failed, "not built yet")
  }

  /// Shows a screen by sending what differs from the last one. While the line is stalled it only
  /// keeps the newest screen and sends that when the line moves again.
  package func show(_ buffer: Buffer) {}

  /// Sends the whole screen again, for Ctrl-L.
  package func redraw() {}

  /// Waits for events: for ever, or at most so many milliseconds, and then returns none.
  package func wait(milliseconds: Int?) -> [TerminalEvent] { [] }

  /// Gives the terminal back as it was. Drawing after it does nothing.
  package func restore() {}
}

/// Wakes a waiting session; several calls before it wakes count as one.
package struct Waker: Sendable {
  package func wake() {}
}
