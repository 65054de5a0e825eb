/// The characters that a terminal and its font can draw.
package enum GlyphSet: String, Hashable, Sendable, CaseIterable {
  /// Braille, blocks and box lines.
  case full
  /// Blocks and box lines, for fonts without braille.
  case blocks
  /// ASCII alone, for locales without UTF-8 and where ambiguous characters are two columns wide.
  case ascii
}
