package import Text

/// One place of the screen: a glyph and its style.
///
/// A glyph of two columns owns the next cell too, which is then a `continuation`.
package struct Cell: Hashable, Sendable {
  package var glyph: Glyph
  package var style: Style
  /// Set by the buffer alone.
  package internal(set) var isContinuation: Bool

  package init(_ glyph: Glyph = .space, _ style: Style = .text) {
    self.glyph = glyph
    self.style = style
    isContinuation = false
  }
}
