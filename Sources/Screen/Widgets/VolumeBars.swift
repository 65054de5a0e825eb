package import Cells
package import Text

/// How many lines there are in each stretch of time: a column a bar, by level, trouble at the foot.
package struct VolumeBars: Widget {
  package struct Layer: Hashable, Sendable {
    package var level: LogList.Level?
    /// A number for each bar.
    package var counts: [Double]

    package init(level: LogList.Level?, counts: [Double]) {
      self.level = level
      self.counts = counts
    }
  }

  /// From the foot up.
  package var layers: [Layer]
  package var barCount: Int
  /// The bar that the operator stands on, and the one that is marked.
  package var cursor: Int?
  package var mark: Int?
  /// When a bar begins.
  package var label: @Sendable (Int) -> DisplayText
  package var glyphs: GlyphSet

  package init(
    layers: [Layer], barCount: Int, cursor: Int? = nil, mark: Int? = nil,
    label: @escaping @Sendable (Int) -> DisplayText, glyphs: GlyphSet = .full
  ) {
    self.layers = layers
    self.barCount = max(0, barCount)
    self.cursor = cursor
    self.mark = mark
    self.label = label
    self.glyphs = glyphs
  }

  /// Columns for the largest number, left of the bars.
  private static let axisWidth = 8

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width > Self.axisWidth + 4, area.height >= 2, barCount > 0 else { return }
    let (rows, axis) = area.split(bottom: 1)
    let plot = rows.inset(left: Self.axisWidth)
    let highest = (0..<barCount).map(total).max() ?? 0
    let top = highest > 0 && highest.isFinite ? highest : 1
    buffer.write(
      Line(Self.short(highest), .dim), endingAt: plot.x - 1, y: plot.y, limit: Self.axisWidth - 1,
      mark: glyphs.ellipsis)
    buffer.write(Line("0", .dim), endingAt: plot.x - 1, y: plot.maxY - 1, limit: 1)
    for bar in 0..<barCount {
      let columns = columns(of: bar, in: plot)
      guard !columns.isEmpty else { continue }
      draw(bar, in: columns, top: top, into: &buffer)
      guard isLit(bar) else { continue }
      buffer.restyle(columns) { $0.background = Ink(.raised) }
    }
    drawAxis(in: axis.inset(left: Self.axisWidth), into: &buffer)
  }

  private func total(_ bar: Int) -> Double {
    layers.reduce(0) { $0 + value($1, bar) }
  }

  private func value(_ layer: Layer, _ bar: Int) -> Double {
    guard layer.counts.indices.contains(bar), layer.counts[bar].isFinite else { return 0 }
    return max(0, layer.counts[bar])
  }

  /// Bars fill the plot, each a column at least; what has no room is not drawn.
  private func columns(of bar: Int, in plot: Rect) -> Rect {
    let count = min(barCount, max(1, plot.width))
    let (start, end) = (bar * plot.width / count, (bar + 1) * plot.width / count)
    return Rect(x: plot.x + start, y: plot.y, width: end - start, height: plot.height)
      .intersection(plot)
  }

  private func isLit(_ bar: Int) -> Bool {
    guard let cursor else { return bar == mark }
    guard let mark else { return bar == cursor }
    return (min(mark, cursor)...max(mark, cursor)).contains(bar)
  }

  private func draw(_ bar: Int, in slot: Rect, top: Double, into buffer: inout Buffer) {
    let eighths = Double(slot.height * 8)
    var heights: [(level: LogList.Level?, top: Int)] = []
    var sum = 0.0
    for layer in layers {
      let value = value(layer, bar)
      guard value > 0 else { continue }
      sum += value
      // The least of trouble can be seen.
      let least = (heights.last?.top ?? 0) + 1
      heights.append((layer.level, max(least, Int(min(eighths, (sum / top * eighths).rounded())))))
    }
    for up in 0..<slot.height {
      let bottom = up * 8
      guard let place = heights.firstIndex(where: { $0.top > bottom }) else { break }
      let filled = min(8, heights[place].top - bottom)
      let next = place + 1 < heights.count ? heights[place + 1] : nil
      let behind = filled < 8 ? next.map { ink($0.level) } : nil
      let glyph = glyphs.isASCII ? asciiGlyph(heights[place].level) : glyphs.levels[filled - 1]
      buffer.fill(
        Rect(x: slot.x, y: slot.maxY - 1 - up, width: slot.width, height: 1),
        with: Cell(
          glyph, Style(ink(heights[place].level), on: behind ?? Ink(.background))))
    }
  }

  private func ink(_ level: LogList.Level?) -> Ink {
    switch level {
    case .critical?, .error?: Ink(.critical)
    case .warning?: Ink(.warning)
    case .info?: Ink(.info, strength: 70)
    case .debug?, .trace?, nil: Ink(.dim, strength: 70)
    }
  }

  private func asciiGlyph(_ level: LogList.Level?) -> Glyph {
    switch level {
    case .critical?, .error?: "#"
    case .warning?: "="
    case .info?: ":"
    case .debug?, .trace?, nil: "."
    }
  }

  private func drawAxis(in axis: Rect, into buffer: inout Buffer) {
    var free = axis.x
    for bar in 0..<barCount {
      let x = columns(of: bar, in: axis).x
      let text = label(bar)
      guard x >= free, x + text.width <= axis.maxX else { continue }
      buffer.write(text, x: x, y: axis.y, style: isLit(bar) ? Style(.accent, .bold) : .dim)
      free = x + text.width + max(6, axis.width / 8)
    }
  }

  /// `940`, `12 k`, `3.4 M`.
  private static func short(_ count: Double) -> DisplayText {
    switch count {
    case ..<10_000: DisplayText("\(Int(max(0, count)))")
    case ..<1e6: DisplayText("\(Int(count / 1e3)) k")
    case ..<1e9: DisplayText("\(Int(count / 1e6)) M")
    default: DisplayText(count.isFinite ? "\(Int(min(count, 1e18) / 1e9)) G" : "")
    }
  }
}
