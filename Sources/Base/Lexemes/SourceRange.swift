/// Where a node stands in the text that it was read from.
///
/// Counted in UTF-8 bytes from the text's start. A tree that was made by hand has `.none`.
package struct SourceRange: Hashable, Sendable {
  /// The first byte.
  package var start: Int
  /// The byte after the last.
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The range of what was never in a text.
  package static let none = SourceRange(0, 0)

  /// From this range's start to the other's end.
  package func through(_ other: SourceRange) -> SourceRange {
    SourceRange(start, max(end, other.end))
  }

  package func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
}

/// A place as an editor counts it.
package struct SourcePlace: Hashable, Sendable {
  /// From 1.
  package var line: Int
  /// From 1, in UTF-8 bytes.
  package var column: Int

  /// The place of a byte; the end of the text for what is beyond it.
  package init(of offset: Int, in text: some Collection<UInt8>) {
    line = 1
    column = 1
    for byte in text.prefix(max(0, offset)) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
  }
}
