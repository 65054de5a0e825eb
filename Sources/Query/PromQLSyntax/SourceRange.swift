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
