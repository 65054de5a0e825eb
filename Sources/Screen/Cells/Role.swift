/// What a colour means; a theme says how it looks.
package enum Role: UInt8, Hashable, Sendable, CaseIterable {
  case background, surface, raised
  case border, grid
  case text, bright, dim, faint
  case accent, ok, info, warning, critical
  case series1, series2, series3, series4, series5, series6, series7, series8

  /// The role of the series at a place in the palette, counted from zero, wrapping round.
  package static func series(_ index: Int) -> Role {
    let place = UInt8(((index % 8) + 8) % 8)
    return Role(rawValue: Role.series1.rawValue + place) ?? .series1
  }
}
