package import Cells
package import Text

/// Rows and columns: text, bars in cells, a chosen row.
package struct Table: Widget {
  package struct Column: Hashable, Sendable {
    package var head: DisplayText
    package var isTrailing: Bool
    /// A column of bars takes the room that is left.
    package var isBar: Bool
    /// The highest ones go first where the table is narrow.
    package var dispensability: Int

    package init(
      _ head: DisplayText, isTrailing: Bool = false, isBar: Bool = false, dispensability: Int = 0
    ) {
      self.head = head
      self.isTrailing = isTrailing
      self.isBar = isBar
      self.dispensability = dispensability
    }
  }

  package enum TableCell: Hashable, Sendable {
    case text(Line)
    case bar(Double, Ink, [ThresholdMark])
    case empty

    var width: Int {
      switch self {
      case .text(let line): line.width
      case .bar: 10
      case .empty: 0
      }
    }
  }

  package struct Row: Hashable, Sendable {
    package var cells: [TableCell]
    package var severity: Severity?

    package init(_ cells: [TableCell], severity: Severity? = nil) {
      self.cells = cells
      self.severity = severity
    }
  }

  package var columns: [Column]
  package var rows: [Row]
  package var footer: Row?
  package var showsHeads: Bool
  package var selection: Int?
  package var scroll: Int
  package var glyphs: GlyphSet

  package init(
    columns: [Column], rows: [Row], footer: Row? = nil, showsHeads: Bool = true,
    selection: Int? = nil, scroll: Int = 0, glyphs: GlyphSet = .full
  ) {
    self.columns = columns
    self.rows = rows
    self.footer = footer
    self.showsHeads = showsHeads
    self.selection = selection
    self.scroll = scroll
    self.glyphs = glyphs
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !columns.isEmpty else { return }
    let signs = rows.contains { $0.severity != nil } ? 2 : 0
    let places = layout(in: area.inset(left: signs))
    var y = area.y
    if showsHeads, area.height > 1 {
      for (column, place) in places {
        let head = columns[column].head.truncated(to: place.width, mark: glyphs.ellipsis)
        let x = columns[column].isTrailing ? place.maxX - head.width : place.x
        buffer.write(head, x: x, y: y, style: .dim)
      }
      y += 1
    }
    let hasFooter = footer != nil && rows.count < area.maxY - y
    let room = area.maxY - y - (hasFooter ? 1 : 0)
    let first = firstRow(room: room)
    for index in first..<min(rows.count, first + max(0, room)) {
      draw(rows[index], at: y, places, in: area, into: &buffer)
      if index == selection { select(y, in: area, into: &buffer) }
      y += 1
    }
    if hasFooter, let footer { draw(footer, at: y, places, in: area, into: &buffer) }
  }

  /// The first row in sight: the selection is always among them.
  private func firstRow(room: Int) -> Int {
    var first = max(0, min(scroll, rows.count - room))
    // The rows may have become fewer since one was selected.
    if let selection = selection.map({ min($0, rows.count - 1) }) {
      first = min(first, selection)
      first = max(first, selection - room + 1)
    }
    return max(0, first)
  }

  private func select(_ y: Int, in area: Rect, into buffer: inout Buffer) {
    buffer.restyle(Rect(x: area.x, y: y, width: area.width, height: 1)) { style in
      if style.background == Ink(.background) { style.background = Ink(.raised) }
    }
  }

  private func draw(
    _ row: Row, at y: Int, _ places: [(Int, Rect)], in area: Rect, into buffer: inout Buffer
  ) {
    if let severity = row.severity {
      buffer.write(glyphs.sign(of: severity), x: area.x, y: y, style: Style(severity.role))
    }
    for (column, place) in places where row.cells.indices.contains(column) {
      switch row.cells[column] {
      case .text(let line):
        if columns[column].isTrailing {
          buffer.write(line, endingAt: place.maxX, y: y, limit: place.width)
        } else {
          buffer.write(line, x: place.x, y: y, limit: place.width, mark: glyphs.ellipsis)
        }
      case .bar(let fraction, let ink, let marks):
        CellBar(fraction: fraction, ink: ink, marks: marks, glyphs: glyphs)
          .render(in: Rect(x: place.x, y: y, width: place.width, height: 1), into: &buffer)
      case .empty: break
      }
    }
  }

  /// The columns that fit and where they stand; those that can be spared most go first.
  private func layout(in area: Rect) -> [(Int, Rect)] {
    var shown = Array(columns.indices)
    let natural = columns.indices.map { column in
      max(
        columns[column].head.width,
        (rows + (footer.map { [$0] } ?? [])).map {
          $0.cells.indices.contains(column) ? $0.cells[column].width : 0
        }.max() ?? 0)
    }
    func needed(_ widths: [Int]) -> Int {
      shown.reduce(0) { $0 + widths[$1] } + 2 * max(0, shown.count - 1)
    }
    // A long text is cut before its column goes.
    let least = columns.indices.map { column in
      columns[column].isTrailing || columns[column].isBar
        ? natural[column] : min(natural[column], 24)
    }
    while needed(least) > area.width, shown.count > 1,
      let spare = shown.dropFirst().max(by: {
        (columns[$0].dispensability, $0) < (columns[$1].dispensability, $1)
      }), columns[spare].dispensability > 0
    {
      shown.removeAll { $0 == spare }
    }
    var widths = natural
    var excess = needed(natural) - area.width
    // What still does not fit comes out of the widest texts.
    while excess > 0, let widest = shown.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
      widths[widest] -= 1
      excess -= 1
    }
    let spare = max(0, -excess)
    let bars = shown.filter { columns[$0].isBar }
    for bar in bars { widths[bar] += spare / bars.count }
    if bars.isEmpty, let first = shown.first(where: { !columns[$0].isTrailing }) {
      // Text at the left takes the room, so that numbers stand at the right edge.
      let last = shown.last { !columns[$0].isTrailing } ?? first
      widths[last] += spare
    }
    var x = area.x
    return shown.map { column in
      defer { x += widths[column] + 2 }
      return (
        column,
        Rect(x: x, y: area.y, width: widths[column], height: area.height).intersection(
          Rect(x: area.x, y: area.y, width: area.width, height: area.height))
      )
    }
  }
}

/// A thin bar in a cell of a table.
struct CellBar: Widget {
  var fraction: Double
  var ink: Ink
  var marks: [ThresholdMark]
  var glyphs: GlyphSet

  func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty else { return }
    let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
    let halves = Int((share * Double(area.width * 2)).rounded())
    for x in 0..<area.width {
      let isFull = x * 2 + 1 < halves
      let glyph: Glyph =
        isFull ? fullGlyph : (x * 2 < halves ? halfGlyph : trackGlyph)
      let style = x * 2 < halves ? Style(ink) : Style(.grid)
      buffer[area.x + x, area.y] = Cell(glyph, style)
    }
    for mark in marks where mark.value > share && mark.value < 1 {
      buffer[area.x + MarkedBar.column(of: mark.value, in: area.width), area.y] = Cell(
        glyphs.verticalThreshold, Style(Ink(mark.severity.role, strength: 70)))
    }
  }

  private var fullGlyph: Glyph { glyphs == .full ? "━" : (glyphs == .blocks ? "█" : "=") }
  private var halfGlyph: Glyph { glyphs == .full ? "╸" : (glyphs == .blocks ? "▌" : "=") }
  private var trackGlyph: Glyph { glyphs.isASCII ? "." : "─" }
}
