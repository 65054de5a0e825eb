package import Cells
import Text

extension Table {
  package enum TableCell: Hashable, Sendable {
    case text(Line)
    /// Text on a ground of a colour that fills the cell.
    case filled(Line, Ink, isGradient: Bool)
    /// A share 0...1 as a bar.
    case bar(Double, Ink, [ThresholdMark], BarForm = .line)
    case sparkline([Double?], Ink)
    case empty

    package enum BarForm: Hashable, Sendable {
      case line
      /// Stronger towards its end.
      case gradient
      /// Made of segments.
      case segments
    }

    var width: Int {
      switch self {
      case .text(let line), .filled(let line, _, _): line.width
      case .bar, .sparkline: 10
      case .empty: 0
      }
    }
  }

  func draw(
    _ cell: TableCell, _ alignment: Alignment, in place: Rect, into buffer: inout Buffer
  ) {
    switch cell {
    case .text(let line): write(line, alignment, in: place, into: &buffer)
    case .filled(let line, let ink, let isGradient):
      for column in 0..<place.width {
        let strength =
          isGradient ? 45 - 35 * Double(column) / Double(max(1, place.width - 1)) : 35
        buffer[place.x + column, place.y] = Cell(
          .space, Style(Ink(.text), on: ink.tinted(UInt8(max(0, strength)))))
      }
      write(line, alignment, in: place, into: &buffer, keepsGround: true)
    case .bar(let fraction, let ink, let marks, let form):
      CellBar(fraction: fraction, ink: ink, marks: marks, glyphs: glyphs, form: form)
        .render(in: place, into: &buffer)
    case .sparkline(let samples, let ink):
      Sparkline(samples, ink: ink, glyphs: glyphs).render(in: place, into: &buffer)
    case .empty: break
    }
  }

  private func write(
    _ line: Line, _ alignment: Alignment, in place: Rect, into buffer: inout Buffer,
    keepsGround: Bool = false
  ) {
    let grounds = keepsGround ? (0..<place.width).map { buffer[place.x + $0, place.y].style } : []
    let width = min(line.width, place.width)
    let x =
      switch alignment {
      case .leading: place.x
      case .center: place.x + (place.width - width) / 2
      case .trailing: place.maxX - width
      }
    buffer.write(line, x: x, y: place.y, limit: width, mark: glyphs.ellipsis)
    for (column, ground) in grounds.enumerated() {
      buffer.restyle(Rect(x: place.x + column, y: place.y, width: 1, height: 1)) {
        $0.background = ground.background
      }
    }
  }
}

/// A thin bar in a cell of a table.
struct CellBar: Widget {
  var fraction: Double
  var ink: Ink
  var marks: [ThresholdMark]
  var glyphs: GlyphSet
  var form = Table.TableCell.BarForm.line

  func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
    let halves = Int((share * Double(area.width * 2)).rounded())
    for x in 0..<area.width {
      let isInside = x * 2 < halves
      let isFull = x * 2 + 1 < halves
      let glyph = isFull ? fullGlyph : (isInside ? halfGlyph : trackGlyph)
      buffer[area.x + x, area.y] = Cell(
        glyph, isInside ? Style(ink(at: x, of: area.width)) : Style(.grid))
    }
    for mark in marks where mark.value > share && mark.value < 1 {
      buffer[area.x + MarkedBar.column(of: mark.value, in: area.width), area.y] = Cell(
        glyphs.verticalThreshold, Style(Ink(mark.severity.role, strength: 70)))
    }
  }

  private func ink(at column: Int, of width: Int) -> Ink {
    guard form == .gradient else { return ink }
    return ink.tinted(UInt8(min(100, 50 + 50 * (column + 1) / max(1, width))))
  }

  private var fullGlyph: Glyph {
    if form == .segments { return glyphs.isASCII ? "|" : "▌" }
    return glyphs == .full ? "━" : (glyphs == .blocks ? "█" : "=")
  }

  private var halfGlyph: Glyph {
    if form == .segments { return fullGlyph }
    return glyphs == .full ? "╸" : (glyphs == .blocks ? "▌" : "=")
  }

  private var trackGlyph: Glyph {
    if form == .segments { return glyphs.isASCII ? "." : "▌" }
    return glyphs.isASCII ? "." : "─"
  }
}
