/// What one cell, or two neighbours, of a terminal can hold: a grapheme cluster of one or two
/// columns, never a control, bidirectional or zero-width character.
package struct Glyph: Hashable, Sendable {
  package let character: Character
  /// 1 or 2 columns.
  package let width: Int

  /// A cluster as it would be drawn; U+FFFD when it can't be.
  package init(_ character: Character) {
    self.character = character
    width = 1
  }

  package static let space = Glyph(" ")
}

extension Glyph: ExpressibleByExtendedGraphemeClusterLiteral {
  package init(extendedGraphemeClusterLiteral value: Character) { self.init(value) }
}
