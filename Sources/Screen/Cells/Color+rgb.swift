extension Color {
  /// 0xRRGGBB as xterm draws it; `nil` for the terminal's own colours.
  package var rgb: UInt32? {
    switch self {
    case .standard: nil
    case .rgb(let value): value & 0xff_ffff
    case .indexed(let index) where index < 16: xtermColors[Int(index)]
    case .indexed(let index) where index < 232:
      cube(index - 16, 36) << 16 | cube(index - 16, 6) << 8 | cube(index - 16, 1)
    case .indexed(let index): (UInt32(index - 232) * 10 + 8) * 0x1_0101
    }
  }
}

/// The part of a place in the cube of 6×6×6 colours that a power of six stands for.
private func cube(_ place: UInt8, _ power: UInt8) -> UInt32 {
  let level = UInt32(place / power % 6)
  return level == 0 ? 0 : level * 40 + 55
}

/// The first sixteen as xterm has them; the operator's terminal may have others.
private let xtermColors: [UInt32] = [
  0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
  0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
]
