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
  /// The marks are cut into the bar, and their values written below it.
  package var showsMarks: Bool
  package var showsMarkLabels: Bool
  package var start: DisplayText
  package var end: DisplayText
  package var notes: [Line]
  package var glyphs: GlyphSet

  package init(
    label: DisplayText? = nil, value: DisplayText, unit: DisplayText = .empty,
    severity: Severity? = nil, fraction: Double, marks: [ThresholdMark] = [],
    showsMarks: Bool = true, showsMarkLabels: Bool = true, start: DisplayText = .empty,
    end: DisplayText = .empty, notes: [Line] = [], glyphs: GlyphSet = .full
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.severity = severity
    self.fraction = fraction
    self.marks = marks
    self.showsMarks = showsMarks
    self.showsMarkLabels = showsMarkLabels
    self.start = start
    self.end = end
    self.notes = notes
    self.glyphs = glyphs
  }

  private var tile: StatTile {
    StatTile(
      label: label, value: value, unit: unit, severity: severity, notes: notes, glyphs: glyphs)
  }

  /// The rows of digits and what is above them, where they find room over the bar.
  func largeRows(in width: Int, _ height: Int) -> Int? {
    let rows = LargeDigits.height + (label == nil ? 0 : 1)
    // The tile asks for two rows more to be large; here the bar stands right below the digits.
    guard height >= rows + 2, tile.largeWidth(in: width, rows + 2) != nil else { return nil }
    return rows
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    render(in: area, allowsLarge: true, into: &buffer)
  }

  func render(in area: Rect, allowsLarge: Bool, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let large = allowsLarge ? largeRows(in: area.width, area.height) : nil
    let place = large != nil && area.height >= 6 && label == nil ? area.inset(top: 1) : area
    let (head, rest) = place.split(top: large ?? 1)
    if let large {
      let digits = Rect(x: head.x, y: head.y, width: head.width, height: large + 2)
      buffer.clipped(to: head) { tile.render(in: digits, into: &$0) }
    } else {
      tile.render(in: head, allowsLarge: false, into: &buffer)
    }
    let (barRow, scaleRows) = rest.split(top: 1)
    MarkedBar(
      fraction: fraction, ink: Ink(severity?.role ?? .series1), marks: showsMarks ? marks : [],
      glyphs: glyphs
    ).render(in: barRow, into: &buffer)
    BarScale(
      start: Line(start, .dim), end: Line(end, .dim), marks: showsMarkLabels ? marks : [],
      glyphs: glyphs
    ).render(in: scaleRows.split(top: 1).top, into: &buffer)
  }
}

/// Gauges side by side, or below each other where they would be narrow.
package struct GaugeGrid: Widget {
  package var gauges: [Gauge]
  package var arrangement: StatGrid.Arrangement

  package init(_ gauges: [Gauge], _ arrangement: StatGrid.Arrangement = .automatic) {
    self.gauges = gauges
    self.arrangement = arrangement
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !gauges.isEmpty else { return }
    buffer.clipped(to: area) { draw(in: area, into: &$0) }
  }

  private func draw(in area: Rect, into buffer: inout Buffer) {
    let columns = columns(in: area)
    let rows = (gauges.count + columns - 1) / columns
    let pitch = max(2, area.height / rows)
    let height = pitch - (rows > 1 && pitch > 2 ? 1 : 0)
    let places = area.columns(columns, gap: 2)
    let allowsLarge = gauges.allSatisfy {
      $0.largeRows(in: places.last?.width ?? 0, min(height, area.height)) != nil
    }
    for (index, gauge) in gauges.enumerated() {
      let y = area.y + index / columns * pitch
      guard y < area.maxY else { break }
      let place = places[index % columns]
      gauge.render(
        in: Rect(x: place.x, y: y, width: place.width, height: min(height, area.maxY - y)),
        allowsLarge: allowsLarge, into: &buffer)
    }
  }

  private func columns(in area: Rect) -> Int {
    switch arrangement {
    case .rows: return 1
    case .columns: return min(gauges.count, max(1, area.width / 10))
    case .automatic:
      let most = max(1, min(gauges.count, area.width / 20))
      // Where there are rows for all in fewer columns, digits are larger.
      let large = (1...most).reversed().first { columns in
        let rows = (gauges.count + columns - 1) / columns
        let width = (area.width - 2 * (columns - 1)) / columns
        return gauges.allSatisfy { $0.largeRows(in: width, area.height / rows - 1) != nil }
      }
      return large ?? most
    }
  }
}
