/// Arithmetic on colours written 0xRRGGBB.
enum RGB {
  static func parts(_ rgb: UInt32) -> (red: Double, green: Double, blue: Double) {
    (Double(rgb >> 16 & 0xff), Double(rgb >> 8 & 0xff), Double(rgb & 0xff))
  }

  private static func join(_ red: Double, _ green: Double, _ blue: Double) -> UInt32 {
    func byte(_ part: Double) -> UInt32 { UInt32(min(255, max(0, part.rounded()))) }
    return byte(red) << 16 | byte(green) << 8 | byte(blue)
  }

  /// A colour laid over a ground with so much of it, 0...1.
  static func mix(_ rgb: UInt32, over ground: UInt32, _ share: Double) -> UInt32 {
    let (a, b) = (parts(rgb), parts(ground))
    func between(_ top: Double, _ bottom: Double) -> Double { bottom + (top - bottom) * share }
    return join(between(a.red, b.red), between(a.green, b.green), between(a.blue, b.blue))
  }

  /// The grey of the same lightness.
  static func grey(_ rgb: UInt32) -> UInt32 {
    let (red, green, blue) = parts(rgb)
    let level = 0.299 * red + 0.587 * green + 0.114 * blue
    return join(level, level, level)
  }

  /// The nearest of xterm's cube and greys, 16...255.
  static func nearest256(_ rgb: UInt32) -> UInt8 {
    let (red, green, blue) = parts(rgb)
    let levels: [Double] = [0, 95, 135, 175, 215, 255]
    func place(_ part: Double) -> Int {
      levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0
    }
    let (r, g, b) = (place(red), place(green), place(blue))
    let cube = distance((red, green, blue), (levels[r], levels[g], levels[b]))
    let step = min(23, max(0, ((red + green + blue) / 3 - 8) / 10)).rounded()
    let level = 8 + 10 * step
    if distance((red, green, blue), (level, level, level)) < cube { return UInt8(232 + step) }
    return UInt8(16 + 36 * r + 6 * g + b)
  }

  /// The nearest of the 16 as xterm has them.
  static func nearest16(_ rgb: UInt32) -> UInt8 {
    let colors: [UInt32] = [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f,
      0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
    let wanted = parts(rgb)
    let near = colors.indices.min {
      distance(parts(colors[$0]), wanted) < distance(parts(colors[$1]), wanted)
    }
    return UInt8(near ?? 7)
  }

  private static func distance(
    _ a: (red: Double, green: Double, blue: Double), _ b: (red: Double, green: Double, blue: Double)
  ) -> Double {
    // Weighted as the eye weighs them.
    2 * (a.red - b.red) * (a.red - b.red) + 4 * (a.green - b.green) * (a.green - b.green)
      + 3 * (a.blue - b.blue) * (a.blue - b.blue)
  }
}
