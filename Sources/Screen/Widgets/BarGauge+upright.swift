import Cells
import Text

extension BarGauge {
  /// A bar a column, its value above it and its name below.
  func drawUpright(in area: Rect, into buffer: inout Buffer) {
    let widest = bars.map { max($0.name.width, $0.value.width + 2) }.max() ?? 0
    let slots = area.columns(bars.count, gap: 1)
    guard let narrowest = slots.last?.width, narrowest > 0 else { return }
    let (head, rest) = area.split(top: values == .hidden ? 0 : 1)
    let (plot, foot) = rest.split(bottom: names == .hidden ? 0 : 1)
    for (index, bar) in bars.enumerated() {
      let slot = slots[index]
      // As wide as what is written, where there is more room than that.
      let width = min(slot.width, max(3, min(widest, 14)))
      let place = Rect(x: slot.x, y: plot.y, width: width, height: plot.height)
      draw(bar, in: place, into: &buffer)
      if !foot.isEmpty {
        buffer.write(
          bar.name, x: slot.x, y: foot.y, style: .dim, limit: slot.width, mark: glyphs.ellipsis)
      }
      if !head.isEmpty {
        let line = valueLine(of: bar)
        let fitting = line.width <= slot.width ? line : Line(bar.value, .title)
        buffer.write(
          fitting, x: slot.x, y: head.y, limit: slot.width, mark: glyphs.ellipsis)
      }
    }
  }

  private func draw(_ bar: Bar, in area: Rect, into buffer: inout Buffer) {
    let fraction = bar.fraction.isFinite ? min(1, max(0, bar.fraction)) : 0
    let eighths = Int((fraction * Double(area.height * 8)).rounded())
    for up in 0..<area.height {
      let filled = min(8, max(0, eighths - up * 8))
      // The middle of a row says which thresholds it lies past.
      let share = (Double(up) + 0.5) / Double(area.height)
      let severity = marks.severity { $0.value <= share }
      let cell: Cell
      if filled > 0 {
        let ink = form == .plain ? bar.severity?.role ?? .series1 : severity?.role ?? .series1
        let block: Glyph =
          glyphs.isASCII ? "#" : form == .segments ? "▄" : glyphs.levels[filled - 1]
        cell = Cell(block, Style(ink))
      } else if showsTrack {
        let ink = severity.map { Ink($0.role, strength: 35) } ?? Ink(.border)
        cell = Cell(glyphs.isASCII ? "." : "░", Style(ink))
      } else {
        continue
      }
      let row = Rect(x: area.x, y: area.maxY - 1 - up, width: area.width, height: 1)
      buffer.fill(row, with: cell)
    }
  }
}
