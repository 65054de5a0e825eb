package import Cells
package import Times

/// Where screens are shown and keys come from: the terminal, or a stand-in without one.
package protocol Console: AnyObject {
  /// The size to draw for, in columns and rows.
  var size: (width: Int, height: Int) { get }

  /// Sleeps until something happens or the deadline comes; without one, for as long as it takes.
  func events(until deadline: Instant?) -> [ConsoleEvent]

  /// Shows a screen by sending what differs from the last one.
  func show(_ buffer: Buffer)

  /// Forgets what was sent, so that the next screen is sent whole.
  func invalidate()

  /// Shows everything in another theme from the next screen on; the reason where it can't.
  func use(theme name: String) -> String?

  /// Rings the terminal's bell.
  func ring()
  /// Puts a text on the clipboard of the operator's own machine.
  func copy(_ text: String)

  /// The bytes sent to the terminal so far.
  var sentBytes: Int { get }

  /// Ends the sleep of `events`; may be called from any thread.
  var wake: @Sendable () -> Void { get }
}

package enum ConsoleEvent: Hashable, Sendable {
  case key(Key)
  case resized(width: Int, height: Int)
  /// Back from Ctrl-Z; what was on the screen is gone.
  case resumed
  /// A signal asks to end, or the terminal is gone.
  case ended
}
