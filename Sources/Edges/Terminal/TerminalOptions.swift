package import Cells

/// What the operator said about the terminal, with the flags of the command.
package struct TerminalOptions: Hashable, Sendable {
  /// `--color`; `nil` is `auto`.
  package var color: ColorDepth?
  /// `--glyphs`; `nil` is `auto`.
  package var glyphs: GlyphSet?
  /// `--mouse`.
  package var usesMouse: Bool

  package init(color: ColorDepth? = nil, glyphs: GlyphSet? = nil, usesMouse: Bool = false) {
    self.color = color
    self.glyphs = glyphs
    self.usesMouse = usesMouse
  }
}
