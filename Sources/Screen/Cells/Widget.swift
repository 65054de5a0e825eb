/// A value that can be drawn. It draws inside its area and nowhere else, at every size, 0×0
/// included, and remembers nothing between two draws.
package protocol Widget: Sendable {
  func render(in area: Rect, into buffer: inout Buffer)
}

/// What a finished screen is shown on: a terminal, or a test's record.
package protocol Display {
  /// The size to draw for, in columns and rows.
  var size: (width: Int, height: Int) { get }
  /// Shows a screen by sending what differs from the last one.
  mutating func show(_ buffer: Buffer)
}
