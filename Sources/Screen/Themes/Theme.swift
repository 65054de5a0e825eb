package import Cells

/// A palette at the depth of one terminal: it makes colours of roles.
package struct Theme: Hashable, Sendable {
  package let palette: Palette
  package let depth: ColorDepth

  /// At most as deep as the palette itself goes.
  package init(_ palette: Palette, depth: ColorDepth) {
    self.palette = palette
    self.depth = palette.deepest.map { min($0, depth) } ?? depth
  }

  /// How a style looks on the terminal.
  package func resolve(_ style: Style) -> ResolvedStyle {
    var resolved = ResolvedStyle(
      foreground: color(style.foreground, of: style, isGround: false),
      background: color(style.background, of: style, isGround: true),
      bold: style.attributes.contains(.bold),
      underline: style.attributes.contains(.underline),
      reverse: style.attributes.contains(.reverse),
      italic: style.attributes.contains(.italic))
    if depth == .mono { withoutColor(style, &resolved) }
    if depth == .basic8 || depth == .basic16 { withoutTints(style, &resolved) }
    return resolved
  }

  /// Without colours a raised ground is reverse, and trouble is bold.
  private func withoutColor(_ style: Style, _ resolved: inout ResolvedStyle) {
    resolved.foreground = .standard
    resolved.background = .standard
    if style.background == Ink(.raised) { resolved.reverse.toggle() }
    switch style.foreground.source {
    case .role(.warning), .role(.critical), .role(.accent), .role(.bright): resolved.bold = true
    default: break
    }
  }

  /// 16 colours have no tone for a chosen row: it is reverse there.
  private func withoutTints(_ style: Style, _ resolved: inout ResolvedStyle) {
    if style.background == Ink(.raised) {
      resolved.reverse.toggle()
      resolved.background = .standard
      resolved.foreground = .standard
    }
  }

  private func color(_ ink: Ink, of style: Style, isGround: Bool) -> Color {
    switch depth {
    case .mono: .standard
    case .truecolor: .rgb(rgb(ink, style, isGround: isGround))
    case .indexed256: indexed(ink, style, isGround: isGround)
    case .basic16, .basic8: basic(ink, style, isGround: isGround)
    }
  }

  private func rgb(_ ink: Ink, _ style: Style, isGround: Bool) -> UInt32 {
    let ground = palette[.background].rgb
    var rgb: UInt32
    switch ink.source {
    case .role(let role): rgb = palette[role].rgb
    case .fixed(let fixed): rgb = fixed
    }
    if ink.strength < 100 { rgb = RGB.mix(rgb, over: ground, Double(ink.strength) / 100) }
    let isBackground = isGround && ink == Ink(.background)
    if style.attributes.contains(.stale), !isBackground {
      rgb = RGB.mix(RGB.grey(rgb), over: ground, 0.55)
    }
    if style.attributes.contains(.faded), !isBackground { rgb = RGB.mix(rgb, over: ground, 0.5) }
    return rgb
  }

  private func indexed(_ ink: Ink, _ style: Style, isGround: Bool) -> Color {
    let isPlain =
      ink.strength == 100 && style.attributes.isDisjoint(with: [.stale, .faded])
    if isPlain, case .role(let role) = ink.source {
      return palette[role].indexed.map { .indexed($0) } ?? .standard
    }
    if case .role(.background) = ink.source { return .standard }
    // A weak tint's nearest colour is the ground itself, or a grey that looks like dirt.
    if isGround, ink.strength < 12 { return .standard }
    return .indexed(RGB.nearest256(rgb(ink, style, isGround: isGround)))
  }

  private func basic(_ ink: Ink, _ style: Style, isGround: Bool) -> Color {
    if isGround, ink.strength < 50 { return .standard }
    if !isGround, !style.attributes.isDisjoint(with: [.stale, .faded]) { return basic(8) }
    switch ink.source {
    case .role(let role): return palette[role].basic.map { basic($0) } ?? .standard
    case .fixed(let rgb): return basic(RGB.nearest16(rgb))
    }
  }

  /// Eight colours have no bright forms: those are their normal ones, grey is the terminal's own.
  private func basic(_ index: UInt8) -> Color {
    guard depth == .basic8 else { return .indexed(index) }
    return index == 8 || index == 7 || index == 15 ? .standard : .indexed(index % 8)
  }
}
