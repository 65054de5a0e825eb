/// How a cell looks on one terminal, after a theme resolved its roles for a colour depth.
package struct ResolvedStyle: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var bold: Bool
  package var underline: Bool
  package var reverse: Bool
  package var italic: Bool

  package init(
    foreground: Color = .standard,
    background: Color = .standard,
    bold: Bool = false,
    underline: Bool = false,
    reverse: Bool = false,
    italic: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.underline = underline
    self.reverse = reverse
    self.italic = italic
  }

  package static let standard = ResolvedStyle()
}
