package import Cells
package import Text

/// One value, as large as there is room for, with its history below.
package struct StatTile: Widget {
  /// How far the colour of a value goes.
  package enum Fill: Hashable, Sendable { case none, tint, solid }

  /// Drawn where several tiles share a panel.
  package var label: DisplayText?
  /// Empty where a tile is its name, its colour or its history alone.
  package var value: DisplayText
  package var unit: DisplayText
  package var severity: Severity?
  package var fill: Fill
  package var isCentered: Bool
  package var sparkline: [Double?]
  /// At the right of large digits: comparisons, extremes.
  package var notes: [Line]
  package var glyphs: GlyphSet

  package init(
    label: DisplayText? = nil, value: DisplayText, unit: DisplayText = .empty,
    severity: Severity? = nil, fill: Fill = .none, isCentered: Bool = false,
    sparkline: [Double?] = [], notes: [Line] = [], glyphs: GlyphSet = .full
  ) {
    self.label = label
    self.value = value
    self.unit = unit
    self.severity = severity
    self.fill = fill
    self.isCentered = isCentered
    self.sparkline = sparkline
    self.notes = notes
    self.glyphs = glyphs
  }

  var style: Style { Style(severity?.role ?? .bright, .bold) }

  /// The value in text: sign, digits, unit.
  var line: Line {
    guard !value.isEmpty else { return Line() }
    var line = Line(value, style)
    if let severity { line = Line(glyphs.sign(of: severity) + " ", Style(severity.role)) + line }
    return unit.isEmpty ? line : line + Line(" " + unit, .dim)
  }

  /// The value in text, with the first note where there is one.
  private func line(in width: Int) -> Line {
    guard let note = notes.first, line.width + 2 + note.width <= width else { return line }
    return line.isEmpty ? note : line + Line("  ") + note
  }

  /// The value in large digits, and what stands before them in text: the sign of a currency.
  private var large: (before: DisplayText, digits: DisplayText)? {
    let digits = value.string.drop { $0 != "-" && !$0.isNumber }
    let before = value.string.prefix(value.string.count - digits.count)
    guard !digits.isEmpty, before.count <= 4 else { return nil }
    let sign = before.filter { $0 != " " }
    return (DisplayText(sign.isEmpty ? "" : sign + " "), DisplayText(String(digits)))
  }

  /// The columns of large digits with what stands beside them; nil where there is no room for them.
  func largeWidth(in width: Int, _ height: Int) -> Int? {
    guard width >= 24, height >= 5 + (label == nil ? 0 : 1), !glyphs.isASCII, !value.isEmpty,
      let large, let digits = LargeDigits.width(of: large.digits)
    else { return nil }
    let beside = max(unit.width, severity == nil ? 0 : 1)
    let whole = large.before.width + digits
    return whole + beside + 2 <= width ? whole : nil
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    render(in: area, allowsLarge: true, into: &buffer)
  }

  /// Tiles that share a panel are all large, or none is.
  func render(in area: Rect, allowsLarge: Bool, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    if allowsLarge, let width = largeWidth(in: area.width, area.height) {
      drawLarge(width: width, in: area, into: &buffer)
    } else {
      drawSmall(in: area, into: &buffer)
    }
    guard let severity, fill != .none else { return }
    buffer.restyle(area) { style in
      style.background = Ink(severity.role, strength: fill == .solid ? 45 : 22)
      // On its own colour a value would not be read.
      style.foreground = style.foreground == Ink(severity.role) ? Ink(.bright) : style.foreground
    }
  }

  private func drawLarge(width: Int, in area: Rect, into buffer: inout Buffer) {
    var top = area
    if let label {
      let (row, rest) = area.split(top: 1)
      buffer.write(
        label, x: row.x, y: row.y, style: .text, limit: row.width, mark: glyphs.ellipsis)
      top = rest
    } else {
      top = area.inset(top: area.height >= 6 ? 1 : 0)
    }
    let shift = isCentered ? max(0, (area.width - width - unit.width - 1) / 2) : 0
    let digits = top.inset(left: shift)
    if let large {
      buffer.write(large.before, x: digits.x, y: digits.y + 2, style: .dim, limit: digits.width)
      LargeDigits(large.digits, style: style)
        .render(in: digits.inset(left: large.before.width), into: &buffer)
    }
    let beside = digits.x + width + 1
    if let severity {
      buffer.write(
        glyphs.sign(of: severity), x: beside, y: digits.y, style: Style(severity.role),
        limit: digits.maxX - beside)
    }
    buffer.write(unit, x: beside, y: digits.y + 2, style: .dim, limit: digits.maxX - beside)
    let noteRoom = digits.width - width - max(unit.width, 1) - 3
    for (row, note) in notes.prefix(LargeDigits.height).enumerated() where note.width <= noteRoom {
      buffer.write(note, endingAt: top.maxX, y: top.y + row, limit: noteRoom, mark: glyphs.ellipsis)
    }
    let rest = top.inset(top: LargeDigits.height)
    // In a tall tile the course has half of what the number leaves.
    let height = min(rest.height, max(2, rest.height / 2))
    drawSparkline(in: rest.split(bottom: height).bottom, into: &buffer)
  }

  private func drawSmall(in area: Rect, into buffer: inout Buffer) {
    let (row, rest) = area.split(top: 1)
    let line = line(in: row.width - (label.map { $0.width + 1 } ?? 0))
    if let label, line.isEmpty || line.width + 1 < row.width {
      let room = row.width - (line.isEmpty ? 0 : line.width + 1)
      buffer.write(
        label, x: row.x, y: row.y, style: Style(.text), limit: room, mark: glyphs.ellipsis)
      buffer.write(line, endingAt: row.maxX, y: row.y, limit: line.width, mark: glyphs.ellipsis)
    } else {
      let shift = isCentered ? max(0, (row.width - line.width) / 2) : 0
      buffer.write(
        line, x: row.x + shift, y: row.y, limit: row.width - shift, mark: glyphs.ellipsis)
    }
    let rows = line.isEmpty && label == nil ? area : rest
    let height = min(rows.height, 2)
    drawSparkline(
      in: label == nil ? rows.split(bottom: height).bottom : rows.split(top: 1).top, into: &buffer)
  }

  private func drawSparkline(in area: Rect, into buffer: inout Buffer) {
    guard area.height > 0, sparkline.contains(where: { $0 != nil }) else { return }
    Sparkline(sparkline, ink: Ink(severity?.role ?? .series1), glyphs: glyphs)
      .render(in: area, into: &buffer)
  }
}
