package import Cells
package import Text

/// What strength a value has in a heat map: seven levels above nothing.
package struct HeatScale: Hashable, Sendable {
  /// The values that the weakest and the strongest level stand for.
  package var low: Double
  package var high: Double
  /// The power of a value's share of the way; below 1 tells small values apart.
  package var exponent: Double
  /// Values up to this, and from that on, are not drawn.
  package var hiddenUpTo: Double?
  package var hiddenFrom: Double?

  package init(
    low: Double = 0, high: Double, exponent: Double = 0.5, hiddenUpTo: Double? = nil,
    hiddenFrom: Double? = nil
  ) {
    self.low = low
    self.high = high
    self.exponent = exponent
    self.hiddenUpTo = hiddenUpTo
    self.hiddenFrom = hiddenFrom
  }

  package static let levels = 7

  /// 1...7; 0 for a zero that is not hidden, `nil` for what is not drawn.
  package func level(of value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    if let hiddenUpTo, value <= hiddenUpTo { return nil }
    if let hiddenFrom, value >= hiddenFrom { return nil }
    if value == 0, low >= 0 { return 0 }
    guard value < high else { return Self.levels }
    guard value > low, high > low else { return 1 }
    // Halved first: the distance of two huge values is more than a double holds.
    let share = (value / 2 - low / 2) / (high / 2 - low / 2)
    guard share.isFinite else { return 1 }
    return min(Self.levels, Int(Self.power(share, exponent) * Double(Self.levels)) + 1)
  }

  /// Powers of shares without the C library: a root by halves, which is exact to a level.
  package static func power(_ base: Double, _ exponent: Double) -> Double {
    guard base > 0, exponent > 0 else { return base > 0 ? 1 : 0 }
    var result = 1.0
    var whole = min(exponent, 16).rounded(.down)
    var rest = min(exponent, 16) - whole
    while whole > 0 {
      result *= base
      whole -= 1
    }
    var root = base
    for _ in 0..<20 where rest > 0 {
      root = root.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= root
        rest -= 1
      }
    }
    return result
  }
}

extension GlyphSet {
  /// How a cell of a heat map looks. The glyph alone tells levels apart where colours are missing;
  /// where tints are there, it is hardly seen in them.
  package func heat(_ level: Int, _ role: Role = .series1) -> Cell {
    let level = max(0, min(HeatScale.levels, level))
    let grounds: [UInt8] = [4, 10, 18, 26, 34, 42, 49, 90]
    let inks: [UInt8] = [4, 26, 38, 48, 58, 72, 86, 100]
    let shades: [Glyph] =
      isASCII
      ? [" ", ".", ":", "-", "=", "+", "*", "#"] : [" ", "░", "░", "▒", "▒", "▓", "▓", "█"]
    return Cell(
      shades[level],
      Style(Ink(role, strength: inks[level]), on: Ink(role, strength: grounds[level])))
  }

  /// The scale in a few cells, between the texts of its ends.
  package func heatLegend(from low: DisplayText, to high: DisplayText) -> Line {
    let cells = (1...HeatScale.levels).map { heat($0) }
    var line = Line(low + " ", .dim)
    for cell in cells { line.spans.append(StyledText(DisplayText([cell.glyph]), cell.style)) }
    return line + Line(" " + high, .dim)
  }
}
