/// A colour as it is sent to a terminal.
package enum Color: Hashable, Sendable {
  /// The terminal's own text colour, or its own background.
  case standard
  /// A place in the terminal's palette: 0...7 normal, 8...15 bright, 16...255 xterm's cube and
  /// greys.
  case indexed(UInt8)
  /// 0xRRGGBB.
  case rgb(UInt32)
}
