package import Cells
package import Text

/// A value between two ends: large digits over one bar with its thresholds.
package struct Gauge: Widget {
  package var label: DisplayText?
  package var value: DisplayText
  package var unit: DisplayText
  package var severity: Severity?
  package var fraction: Double
  package var marks: [ThresholdMark]
  package var start: DisplayText
  package var end: DisplayText
  package var notes: [Line]
  package var glyphs: GlyphSet

  package init(
    label: DisplayText? = nil, value: DisplayText, unit: DisplayText = .empty,
    severity: Severity? = nil, fraction: Double, marks: [ThresholdMark] = [],
    start: DisplayText = .empty, end: DisplayText = .empty, notes: [Line] = [],
    glyphs: GlyphSet = .full
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.severity = severity
    self.fraction = fraction
    self.marks = marks
    self.start = start
    self.end = end
    self.notes = notes
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let isLarge = area.height >= 5 && area.width >= 24
    let place = isLarge && area.height >= 6 ? area.inset(top: 1) : area
    let tile = StatTile(
      label: label, value: value, unit: unit, severity: severity, notes: notes, glyphs: glyphs)
    let (head, rest) = place.split(top: isLarge ? LargeDigits.height : 1)
    if isLarge {
      // The tile asks for five rows to be large; here the bar stands right below the digits.
      let digits = Rect(x: head.x, y: head.y, width: head.width, height: 5)
      buffer.clipped(to: head) { tile.render(in: digits, into: &$0) }
    } else {
      tile.render(in: head, into: &buffer)
    }
    let (barRow, scaleRows) = rest.split(top: 1)
    MarkedBar(
      fraction: fraction, ink: Ink(severity?.role ?? .series1), marks: marks, glyphs: glyphs
    ).render(in: barRow, into: &buffer)
    BarScale(start: Line(start, .dim), end: Line(end, .dim), marks: marks)
      .render(in: scaleRows.split(top: 1).top, into: &buffer)
  }
}

/// Gauges side by side, or below each other where they would be narrow.
package struct GaugeGrid: Widget {
  package var gauges: [Gauge]

  package init(_ gauges: [Gauge]) { self.gauges = gauges }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !gauges.isEmpty else { return }
    let columns = max(1, min(gauges.count, area.width / 20))
    let rows = (gauges.count + columns - 1) / columns
    let pitch = max(2, area.height / rows)
    let places = area.columns(columns, gap: 2)
    for (index, gauge) in gauges.enumerated() {
      let y = area.y + index / columns * pitch
      guard y < area.maxY else { break }
      let place = places[index % columns]
      gauge.render(
        in: Rect(
          x: place.x, y: y, width: place.width,
          height: min(pitch - (rows > 1 ? 1 : 0), area.maxY - y)),
        into: &buffer)
    }
  }
}
