package import Cells
package import Text

/// Rows and columns: text, bars in cells, a chosen row. Only the rows in sight are asked for.
package struct Table: Widget {
  package enum Alignment: Hashable, Sendable { case leading, center, trailing }

  package struct Column: Hashable, Sendable {
    package var head: DisplayText
    package var alignment: Alignment
    /// A column of bars takes the room that is left.
    package var isBar: Bool
    /// The highest ones go first where the table is narrow.
    package var dispensability: Int
    /// The columns of the screen that its cells need; sought in the rows when `nil`.
    package var width: Int?

    package init(
      _ head: DisplayText, isTrailing: Bool = false, isBar: Bool = false, dispensability: Int = 0,
      width: Int? = nil
    ) {
      self.head = head
      alignment = isTrailing ? .trailing : .leading
      self.isBar = isBar
      self.dispensability = dispensability
      self.width = width
    }
  }

  package struct Row: Hashable, Sendable {
    package var cells: [TableCell]
    package var severity: Severity?
    /// A ground under the whole row.
    package var ground: Ink?

    package init(_ cells: [TableCell], severity: Severity? = nil, ground: Ink? = nil) {
      self.cells = cells
      self.severity = severity
      self.ground = ground
    }
  }

  package var columns: [Column]
  package var rowCount: Int
  /// The row at a place below `rowCount`.
  package var row: @Sendable (Int) -> Row
  /// A free place at the left for the signs of rows that are past a threshold.
  package var hasSigns: Bool
  package var footers: [Row]
  package var showsHeads: Bool
  package var selection: Int?
  package var scroll: Int
  package var glyphs: GlyphSet

  /// A table whose columns know their widths.
  package init(
    columns: [Column], rowCount: Int, hasSigns: Bool, footers: [Row] = [],
    showsHeads: Bool = true, selection: Int? = nil, scroll: Int = 0, glyphs: GlyphSet = .full,
    row: @escaping @Sendable (Int) -> Row
  ) {
    self.columns = columns
    self.rowCount = max(0, rowCount)
    self.row = row
    self.hasSigns = hasSigns
    self.footers = footers
    self.showsHeads = showsHeads
    self.selection = selection
    self.scroll = scroll
    self.glyphs = glyphs
  }

  /// A table of few rows.
  package init(
    columns: [Column], rows: [Row], footer: Row? = nil, showsHeads: Bool = true,
    selection: Int? = nil, scroll: Int = 0, glyphs: GlyphSet = .full
  ) {
    var columns = columns
    for column in columns.indices where columns[column].width == nil {
      columns[column].width = rows.lazy.map {
        $0.cells.indices.contains(column) ? $0.cells[column].width : 0
      }.max()
    }
    self.init(
      columns: columns, rowCount: rows.count, hasSigns: rows.contains { $0.severity != nil },
      footers: footer.map { [$0] } ?? [], showsHeads: showsHeads, selection: selection,
      scroll: scroll, glyphs: glyphs
    ) { rows.indices.contains($0) ? rows[$0] : Row([]) }
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard !area.isEmpty, !columns.isEmpty else { return }
    let places = layout(in: area.inset(left: hasSigns ? 2 : 0))
    var y = area.y
    if showsHeads, area.height > 1 {
      for (column, place) in places {
        let head = columns[column].head.truncated(to: place.width, mark: glyphs.ellipsis)
        let line = Rect(x: place.x, y: y, width: place.width, height: 1)
        draw(.text(Line(head, .dim)), columns[column].alignment, in: line, into: &buffer)
      }
      y += 1
    }
    // The sums go before a row of data does, but for the rows of a long table.
    let free = area.maxY - y
    let sums = free > footers.count + 2 || rowCount + footers.count <= free ? footers.count : 0
    let room = max(0, free - sums)
    let first = firstRow(room: room)
    for index in first..<max(first, min(rowCount, first + room)) {
      draw(row(index), at: y, places, in: area, into: &buffer)
      if index == selected { select(y, in: area, into: &buffer) }
      y += 1
    }
    for footer in footers.prefix(sums) {
      draw(footer, at: y, places, in: area, into: &buffer)
      y += 1
    }
  }

  /// The rows may have become fewer since one was selected.
  private var selected: Int? { selection.map { min($0, rowCount - 1) } }

  /// The first row in sight: the selection is always among them.
  private func firstRow(room: Int) -> Int {
    var first = max(0, min(scroll, rowCount - room))
    if let selected {
      first = min(first, selected)
      first = max(first, selected - room + 1)
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
    if let severity = row.severity, hasSigns {
      buffer.write(
        glyphs.sign(of: severity), x: area.x, y: y, style: Style(severity.role), limit: area.width)
    }
    for (column, place) in places where row.cells.indices.contains(column) {
      let cell = Rect(x: place.x, y: y, width: place.width, height: 1)
      draw(row.cells[column], columns[column].alignment, in: cell, into: &buffer)
    }
    guard let ground = row.ground else { return }
    buffer.restyle(Rect(x: area.x, y: y, width: area.width, height: 1)) { style in
      if style.background == Ink(.background) { style.background = ground }
    }
  }
}
