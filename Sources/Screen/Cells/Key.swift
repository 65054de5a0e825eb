/// What an operator pressed, pasted or clicked.
package enum Key: Hashable, Sendable {
  /// A printed character, the space included.
  case character(Character)
  /// Ctrl with a lower-case letter or one of `@[\]^_`. Ctrl-I, -J, -M and -H are `tab`, `enter`
  /// and `backspace`: a terminal can't tell them apart.
  case control(Character)
  /// Alt with a character.
  case alt(Character)
  case up, down, left, right
  case home, end, pageUp, pageDown
  case tab, backTab, enter, escape, backspace, delete, insert
  /// F1...F24.
  case function(Int)
  /// Text pasted in one go: raw, cut at 64 KiB, its line ends as `\n`.
  case paste(String)
  case mouse(Mouse)
}

/// One report of the mouse, sent only when it was asked for.
package struct Mouse: Hashable, Sendable {
  package enum Gesture: Hashable, Sendable { case press, release, wheelUp, wheelDown }
  package enum Button: Hashable, Sendable { case left, middle, right, none }

  package var gesture: Gesture
  package var button: Button
  /// Column and row, counted from zero.
  package var x: Int
  package var y: Int

  package init(_ gesture: Gesture, _ button: Button, x: Int, y: Int) {
    self.gesture = gesture
    self.button = button
    self.x = x
    self.y = y
  }
}
