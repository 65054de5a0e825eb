/// A colour before the theme resolves it: a role or a fixed colour, pure or mixed with the
/// background.
package struct Ink: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case role(Role)
    /// A colour that a layout asks for, 0xRRGGBB.
    case fixed(UInt32)
  }

  package var source: Source
  /// The share of the colour in the mix with the background, 0...100 %.
  package var strength: UInt8

  package init(_ role: Role, strength: UInt8 = 100) {
    source = .role(role)
    self.strength = min(100, strength)
  }

  package init(fixed: UInt32, strength: UInt8 = 100) {
    source = .fixed(fixed & 0xff_ffff)
    self.strength = min(100, strength)
  }

  /// The same colour, weaker: area tints, layers of a stack, bodies of sparklines.
  package func tinted(_ percent: UInt8) -> Ink {
    var copy = self
    copy.strength = UInt8(Int(strength) * Int(min(100, percent)) / 100)
    return copy
  }
}
