package import Cells
package import Text

/// All contexts at a glance, a row for each: the one under the cursor is raised.
package struct FrontDoor: Widget {
  package struct Row: Hashable, Sendable {
    package var name: DisplayText
    package var isShown: Bool
    package var sources: Line
    package var alerts: Line
    /// What is worst, or that all is calm.
    package var worst: Line
    package var time: DisplayText

    package init(
      name: DisplayText, isShown: Bool = false, sources: Line = Line(), alerts: Line = Line(),
      worst: Line = Line(), time: DisplayText = .empty
    ) {
      self.name = name
      self.isShown = isShown
      self.sources = sources
      self.alerts = alerts
      self.worst = worst
      self.time = time
    }

    fileprivate var cells: [Line] { [Line(name), sources, alerts, worst, Line(time)] }
  }

  package var rows: [Row]
  package var selection: Int
  package var glyphs: GlyphSet

  package init(rows: [Row], selection: Int = 0, glyphs: GlyphSet = .full) {
    self.rows = rows
    self.selection = selection
    self.glyphs = glyphs
  }

  private static let heads: [DisplayText] = [
    "context", "sources", "alerts", "worst", "last refresh",
  ]
  private static let gap = 3

  package func render(in area: Rect, into buffer: inout Buffer) {
    buffer.clipped(to: area) { drawRows(in: area, into: &$0) }
  }

  private func drawRows(in area: Rect, into buffer: inout Buffer) {
    buffer.fill(area)
    let inside = area.inset(left: 1, right: 1)
    guard !inside.isEmpty else { return }
    let widths = widths(in: inside.width)
    var x = inside.x + 1
    for (head, width) in zip(Self.heads, widths) {
      buffer.write(head, x: x, y: inside.y, style: .dim, limit: width, mark: glyphs.ellipsis)
      x += width + Self.gap
    }
    let room = inside.height - 1
    let first = max(0, min(selection - room + 1, rows.count - room))
    for (offset, row) in rows.dropFirst(first).prefix(max(0, room)).enumerated() {
      draw(
        row, widths, isSelected: first + offset == selection, y: inside.y + 1 + offset,
        in: inside, into: &buffer)
    }
  }

  private func draw(
    _ row: Row, _ widths: [Int], isSelected: Bool, y: Int, in area: Rect,
    into buffer: inout Buffer
  ) {
    let ground = Ink(isSelected ? .raised : .background)
    buffer.fill(
      Rect(x: area.x, y: y, width: area.width, height: 1),
      with: Cell(.space, Style(Ink(.text), on: ground)))
    if isSelected {
      buffer[area.x, y] = Cell(glyphs.isASCII ? ">" : "▌", Style(Ink(.accent), on: ground))
    }
    var x = area.x + 1
    for (place, (cell, width)) in zip(row.cells, widths).enumerated() {
      let line = cell.restyled { style in
        style.background = ground
        if place == 0, row.isShown { style.attributes.insert(.bold) }
      }
      buffer.write(
        line, x: x, y: y, limit: max(0, min(width, area.maxX - x)), mark: glyphs.ellipsis)
      x += width + Self.gap
    }
  }

  /// As wide as the widest; what is missing is taken from the worst, then from the sources.
  private func widths(in width: Int) -> [Int] {
    var widths = Self.heads.enumerated().map { place, head in
      max(head.width, rows.map { $0.cells[place].width }.max() ?? 0)
    }
    var missing = widths.reduce(0, +) + Self.gap * (widths.count - 1) + 2 - width
    for place in [3, 1, 0, 4, 2] where missing > 0 {
      let least = min(widths[place], 8)
      let taken = min(missing, widths[place] - least)
      widths[place] -= taken
      missing -= taken
    }
    return widths
  }
}
