import Text

extension Buffer {
  /// The screen as a picture: a rectangle for each run of cells with a background of its own, a
  /// text for each run of glyphs of one style.
  ///
  /// Each text is as long as its cells, whatever font the viewer has. `standard` says what
  /// `Color.standard` looks like, 0xRRGGBB.
  package func svg(
    standard: (foreground: UInt32, background: UInt32) = (0xc3cedb, 0x0e1318),
    _ resolve: (Style) -> ResolvedStyle
  ) -> String {
    let width = area.width * cellWidth
    let height = area.height * cellHeight
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="ui-monospace, 'DejaVu Sans Mono', 'Noto Sans \
      Mono', Menlo, Consolas, monospace" font-size="15">
      <rect width="100%" height="100%" fill="\(hex(standard.background))"/>

      """
    var known: [Style: ResolvedStyle] = [:]
    for y in 0..<area.height {
      let pieces = pieces(ofRow: y) { style in
        let resolved = known[style] ?? resolve(style)
        known[style] = resolved
        return resolved
      }
      for piece in pieces { text += piece.rectangle(y: y, standard) }
      for piece in pieces { text += piece.text(y: y, standard) }
    }
    return text + "</svg>\n"
  }

  /// Runs of cells that look the same and hold glyphs of one kind.
  private func pieces(ofRow y: Int, _ resolve: (Style) -> ResolvedStyle) -> [Piece] {
    var pieces: [Piece] = []
    for x in 0..<area.width where !self[x, y].isContinuation {
      let glyph = self[x, y].glyph
      let style = resolve(self[x, y].style)
      let kind = glyph.width == 2 ? Piece.Kind.wide : glyph.isASCII ? .ascii : .other
      if var last = pieces.last, last.style == style, last.kind == kind, kind != .wide {
        last.glyphs.append(glyph)
        pieces[pieces.count - 1] = last
      } else {
        pieces.append(Piece(x: x, style: style, kind: kind, glyphs: [glyph]))
      }
    }
    return pieces
  }
}

private let cellWidth = 9
private let cellHeight = 18

/// A run of glyphs that one font draws in one style.
private struct Piece {
  /// Other fonts have other widths: stretching one text must not move its neighbour.
  enum Kind { case ascii, other, wide }

  let x: Int
  let style: ResolvedStyle
  let kind: Kind
  var glyphs: [Glyph]

  var width: Int { glyphs.reduce(0) { $0 + $1.width } * cellWidth }

  func rectangle(y: Int, _ standard: (foreground: UInt32, background: UInt32)) -> String {
    let color = colors(standard).background
    guard color != standard.background else { return "" }
    return """
      <rect x="\(x * cellWidth)" y="\(y * cellHeight)" width="\(width)" height="\(cellHeight)" \
      fill="\(hex(color))"/>

      """
  }

  func text(y: Int, _ standard: (foreground: UInt32, background: UInt32)) -> String {
    guard style.underline || glyphs.contains(where: { $0 != .space }) else { return "" }
    var attributes = ""
    if style.bold { attributes += " font-weight=\"bold\"" }
    if style.italic { attributes += " font-style=\"italic\"" }
    if style.underline { attributes += " text-decoration=\"underline\"" }
    return """
      <text x="\(x * cellWidth)" y="\(y * cellHeight + 14)" textLength="\(width)" \
      lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="\(hex(colors(standard).foreground))"\
      \(attributes)>\(glyphs.map(escaped).joined())</text>

      """
  }

  private func colors(
    _ standard: (foreground: UInt32, background: UInt32)
  ) -> (foreground: UInt32, background: UInt32) {
    let foreground = style.foreground.rgb ?? standard.foreground
    let background = style.background.rgb ?? standard.background
    return style.reverse ? (background, foreground) : (foreground, background)
  }
}

private func escaped(_ glyph: Glyph) -> String {
  switch glyph.base {
  case "&": "&amp;"
  case "<": "&lt;"
  case ">": "&gt;"
  default: glyph.description
  }
}

private func hex(_ color: UInt32) -> String {
  let digits = String(color & 0xff_ffff, radix: 16)
  return "#" + String(repeating: "0", count: 6 - digits.count) + digits
}
