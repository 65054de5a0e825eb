package import Cells
package import Text

/// Rows of states over time: bars, or cells a step wide.
package struct StateTimeline: Widget {
  package struct State: Hashable, Sendable {
    package var text: DisplayText
    package var ink: Ink
    package var severity: Severity?

    package init(text: DisplayText, ink: Ink, severity: Severity? = nil) {
      self.text = text
      self.ink = ink
      self.severity = severity
    }
  }

  /// A state from one share of the width to another.
  package struct Stretch: Hashable, Sendable {
    package var from: Double
    package var to: Double
    /// Its place among the states.
    package var state: Int

    package init(from: Double, to: Double, state: Int) {
      self.from = from
      self.to = to
      self.state = state
    }
  }

  package struct Row: Hashable, Sendable {
    package var name: DisplayText
    package var stretches: [Stretch]

    package init(name: DisplayText, stretches: [Stretch]) {
      self.name = name
      self.stretches = stretches
    }
  }

  package enum Texts: Hashable, Sendable { case automatic, always, never }
  package enum Alignment: Hashable, Sendable { case left, center, right }

  package var rows: [Row]
  package var states: [State]
  package var texts: Texts
  package var alignment: Alignment
  /// A free column after each stretch, for cells.
  package var isSpaced: Bool
  /// The share of its row that a bar takes, where rows are high.
  package var rowHeight: Double
  package var showsLegend: Bool
  package var scroll: Int
  package var xTicks: @Sendable (Int) -> [TimeSeriesChart.XTick]
  /// The moment that the operator looks at.
  package var cursor: TimeSeriesChart.XTick?
  package var glyphs: GlyphSet

  package init(
    rows: [Row], states: [State], texts: Texts = .automatic, alignment: Alignment = .left,
    isSpaced: Bool = false, rowHeight: Double = 0.9, showsLegend: Bool = true, scroll: Int = 0,
    xTicks: @escaping @Sendable (Int) -> [TimeSeriesChart.XTick] = { _ in [] },
    glyphs: GlyphSet = .full
  ) {
    self.rows = rows
    self.states = states
    self.texts = texts
    self.alignment = alignment
    self.isSpaced = isSpaced
    self.rowHeight = rowHeight
    self.showsLegend = showsLegend
    self.scroll = scroll
    self.xTicks = xTicks
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !rows.isEmpty else { return }
    var place = area
    // The axis goes before the legend, and both before a row of data.
    let hasAxis = area.width >= 24 && area.height >= 3 && area.height > min(rows.count, 2)
    let hasLegend =
      hasAxis && showsLegend && states.count > 1 && area.height >= min(rows.count, 6) + 2
    if hasLegend {
      let (rest, row) = place.split(bottom: 1)
      place = rest
      drawLegend(in: row, into: &buffer)
    }
    let (bars, axis) = place.split(bottom: hasAxis ? 1 : 0)
    let first = max(0, min(scroll, rows.count - bars.height))
    let isCut = rows.count - first > bars.height && bars.height > 1
    let shown = rows[first...].prefix(isCut ? bars.height - 1 : bars.height)
    let longest = shown.map(\.name.width).max() ?? 0
    let names = area.width < 16 ? 0 : min(longest, area.width / 3)
    let plot = bars.inset(left: names > 0 ? names + 1 : 0)
    let pitch = max(1, min(3, bars.height / max(1, shown.count)))
    let thickness =
      pitch == 1 ? 1 : max(1, min(pitch, Int((Double(pitch) * bounded(rowHeight)).rounded(.down))))
    for (index, row) in shown.enumerated() {
      let y = bars.y + index * pitch
      let middle = y + (thickness - 1) / 2
      if names > 0 {
        buffer.write(row.name, x: area.x, y: middle, limit: names, mark: glyphs.ellipsis)
      }
      let bar = Rect(x: plot.x, y: y, width: plot.width, height: thickness)
      draw(row, in: bar.intersection(plot), textAt: middle, into: &buffer)
    }
    if isCut {
      let words = DisplayText("\(rows.count - first - shown.count) more")
      buffer.write(words, x: area.x, y: bars.maxY - 1, style: .dim, limit: area.width)
    }
    if let cursor {
      let drawn = plot.split(top: shown.count * pitch).top
      CursorLine(at: cursor.x, covers: true, glyphs: glyphs).render(in: drawn, into: &buffer)
    }
    if hasAxis {
      TimeLabels(xTicks, cursor: cursor).render(
        in: axis.inset(left: names > 0 ? names + 1 : 0), into: &buffer)
    }
  }

  private func bounded(_ share: Double) -> Double {
    share.isFinite ? min(1, max(0, share)) : 1
  }

  private func drawLegend(in row: Rect, into buffer: inout Buffer) {
    var x = row.x
    for (index, state) in states.enumerated() {
      let text = state.text.truncated(to: 20, mark: glyphs.ellipsis)
      guard x + 3 + text.width <= row.maxX else { break }
      let cell = cell(of: index)
      buffer[x, row.y] = cell
      buffer[x + 1, row.y] = cell
      x += 3 + buffer.write(text, x: x + 3, y: row.y) + 3
    }
  }
}
