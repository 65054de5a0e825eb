import CNcurses
import Cells
import Text

/// A screen on curses: keeps what is shown, and knows curses' colour pairs.
struct CursesScreen {
  private var shown: Buffer?
  private var looks: [Style: Look] = [:]
  private var pairs: [Pair: Int32] = [:]
  private var isOutOfPairs = false
  private let pairCount: Int32
  private let colorCount: Int
  private let depth: ColorDepth
  private let glyphs: GlyphSet

  /// A style as curses wants it.
  private struct Look {
    var attributes: UInt8
    var pair: Int32
    var background: Int32

    /// Whether a blank looks the same in both: its foreground can't be seen.
    func isSameForBlank(_ other: Look) -> Bool {
      let visible = UInt8(hune_reverse | hune_underline)
      return background == other.background && (attributes | other.attributes) & visible == 0
    }
  }

  private struct Pair: Hashable {
    var foreground: Int32
    var background: Int32
  }

  init?(
    name: String, builtIn: TerminalChoice.BuiltIn?, size: (width: Int, height: Int),
    depth: ColorDepth, glyphs: GlyphSet
  ) {
    let terminfo =
      switch builtIn {
      case .direct: hune_entry_direct
      case .indexed: hune_entry_256
      case nil: UnsafePointer<CChar>?.none
      }
    guard
      hune_screen_open(
        builtIn?.rawValue ?? name, terminfo, Int32(size.width), Int32(size.height))
    else { return nil }
    self.depth = depth
    self.glyphs = glyphs
    colorCount = Int(hune_screen_colors())
    pairCount = hune_screen_pairs()
  }

  /// Forgets how styles look, so that the next screen is drawn by the new ones.
  mutating func forgetLooks() {
    looks = [:]
    shown = nil
  }

  /// Forgets what the terminal shows, so that the next screen is sent whole.
  mutating func forget() {
    shown = nil
    hune_screen_forget()
  }

  mutating func resize(_ size: (width: Int, height: Int)) {
    hune_screen_resize(Int32(size.width), Int32(size.height))
    shown = nil
  }

  /// The bytes that make the terminal show a screen.
  mutating func bytes(
    showing buffer: Buffer, _ resolve: (Style) -> ResolvedStyle
  ) -> UnsafeBufferPointer<UInt8> {
    isOutOfPairs = false
    put(buffer, resolve)
    if isOutOfPairs {
      // Begin again with the pairs of this screen alone; what has none then has no colour.
      pairs = [:]
      looks = [:]
      shown = nil
      put(buffer, resolve)
    }
    shown = buffer
    var bytes: UnsafePointer<UInt8>?
    let count = hune_screen_flush(&bytes)
    return UnsafeBufferPointer(start: bytes, count: count)
  }

  /// Hands what changed to curses.
  private mutating func put(_ buffer: Buffer, _ resolve: (Style) -> ResolvedStyle) {
    var row: [hune_cell] = []
    var last: (style: Style, look: Look)?
    for run in buffer.changes(since: shown) {
      row.removeAll(keepingCapacity: true)
      for cell in run.cells where !cell.isContinuation {
        let look = last?.style == cell.style ? last?.look : nil
        let known = look ?? self.look(of: cell.style, resolve)
        // To go on in the colour before saves the bytes that change it, and change it back.
        if cell.glyph == .space, let last, known.isSameForBlank(last.look) {
          append(cell.glyph, last.look, to: &row)
          continue
        }
        last = (cell.style, known)
        append(cell.glyph, known, to: &row)
      }
      hune_screen_put(Int32(run.x), Int32(run.y), row, row.count)
    }
  }

  private func append(_ glyph: Glyph, _ look: Look, to row: inout [hune_cell]) {
    var cell = hune_cell()
    cell.attributes = look.attributes
    cell.pair = look.pair
    cell.width = 1
    if glyphs == .ascii {
      cell.scalars.0 = UInt32(glyph.asciiLikeness)
      for _ in 0..<glyph.width { row.append(cell) }
      return
    }
    cell.width = UInt8(glyph.width)
    cell.scalars.0 = glyph.base.value
    if glyph.hasMarks {
      let marks = glyph.scalars.dropFirst().map(\.value) + [0, 0, 0, 0]
      (cell.scalars.1, cell.scalars.2, cell.scalars.3, cell.scalars.4) =
        (marks[0], marks[1], marks[2], marks[3])
    }
    row.append(cell)
  }

  private mutating func look(of style: Style, _ resolve: (Style) -> ResolvedStyle) -> Look {
    if let known = looks[style] { return known }
    let resolved = resolve(style)
    var attributes: UInt8 = 0
    if resolved.bold { attributes |= UInt8(hune_bold) }
    if resolved.reverse { attributes |= UInt8(hune_reverse) }
    if resolved.underline { attributes |= UInt8(hune_underline) }
    if resolved.italic { attributes |= UInt8(hune_italic) }
    let foreground = number(of: resolved.foreground)
    // Eight colours and bold were once how sixteen were made.
    if colorCount == 8, 8...15 ~= foreground { attributes |= UInt8(hune_bold) }
    let wanted = Pair(
      foreground: fitting(foreground), background: fitting(number(of: resolved.background)))
    let look = Look(
      attributes: attributes, pair: pair(for: wanted), background: wanted.background)
    looks[style] = look
    return look
  }

  /// A colour as the entry numbers it; `TerminalChoice.BuiltIn.direct` has 0xRRGGBB above 2^24.
  private func number(of color: Color) -> Int32 {
    switch color {
    case .standard: -1
    case .indexed(let index): Int32(index)
    case .rgb(let value) where depth == .truecolor: Int32(value & 0xff_ffff) | 0x100_0000
    case .rgb: -1
    }
  }

  private func fitting(_ number: Int32) -> Int32 {
    guard depth != .mono, number < colorCount else {
      return colorCount == 8 && 8...15 ~= number && depth != .mono ? number - 8 : -1
    }
    return number
  }

  private mutating func pair(for wanted: Pair) -> Int32 {
    if wanted == Pair(foreground: -1, background: -1) { return 0 }
    if let known = pairs[wanted] { return known }
    let next = Int32(pairs.count) + 1
    guard next < pairCount else {
      isOutOfPairs = true
      return 0
    }
    guard hune_screen_set_pair(next, wanted.foreground, wanted.background) else { return 0 }
    pairs[wanted] = next
    return next
  }
}
