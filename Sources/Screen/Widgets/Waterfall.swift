package import Cells
package import Text

/// Spans on one axis of time: a tree at the left, bars at the right. Only the rows in sight are
/// asked for, so that ten thousand cost no more than a screenful.
package struct Waterfall: Widget {
  package struct Row: Sendable {
    /// Levels below the root, each with whether a line goes on there to a sibling further down.
    package var guides: [Bool]
    /// No sibling comes after it.
    package var isLast: Bool
    package var isRoot: Bool
    /// Open or closed, of one that has something below it.
    package var isOpen: Bool?
    package var name: DisplayText
    package var service: DisplayText
    package var duration: DisplayText
    package var ink: Ink
    package var hasError: Bool
    /// There are errors below it, closed or not.
    package var hidesErrors: Bool
    /// Its parent is not there, or it was cut out of a circle.
    package var isCutOff: Bool
    package var isMatch: Bool
    package var isParent: Bool
    /// Shares of the axis.
    package var from: Double
    package var to: Double
    package var critical: [ClosedRange<Double>]
    /// Moments of its events, and whether they tell of errors.
    package var events: [(at: Double, isError: Bool)]

    package init(
      name: DisplayText, service: DisplayText = .empty, duration: DisplayText, ink: Ink,
      from: Double, to: Double
    ) {
      (self.name, self.service, self.duration, self.ink) = (name, service, duration, ink)
      (self.from, self.to) = (from, to)
      (guides, isLast, isRoot, isOpen) = ([], true, true, nil)
      (hasError, hidesErrors, isCutOff, isMatch, isParent) = (false, false, false, false, false)
      (critical, events) = ([], [])
    }
  }

  package var rowCount: Int
  package var row: @Sendable (Int) -> Row
  package var ticks: [(at: Double, label: DisplayText)]
  package var selection: Int?
  package var scroll: Int
  /// Only what is on the critical path has colour.
  package var fadesOthers = false
  /// Rows with errors, in order, for the map of a long trace.
  package var errorRows: [Int] = []
  package var glyphs: GlyphSet

  package init(
    rowCount: Int, ticks: [(at: Double, label: DisplayText)], selection: Int?, scroll: Int,
    glyphs: GlyphSet, row: @escaping @Sendable (Int) -> Row
  ) {
    self.rowCount = max(0, rowCount)
    self.row = row
    self.ticks = ticks
    self.selection = selection
    self.scroll = scroll
    self.glyphs = glyphs
  }

  /// The first row in sight: the selection is always among them.
  package static func firstRow(
    rowCount: Int, height: Int, selection: Int?, scroll: Int
  ) -> Int {
    let room = max(1, height - 1)
    var first = max(0, min(scroll, rowCount - room))
    if let selection {
      first = min(first, max(0, selection))
      first = max(first, selection - room + 1)
    }
    return max(0, min(first, max(0, rowCount - 1)))
  }

  package func render(in area: Rect, into buffer: inout Buffer) {
    guard area.width > 4, area.height > 0 else { return }
    let room = area.height - 1
    let hasMap = rowCount > room && area.width > 30
    let inner = hasMap ? area.inset(right: 2) : area
    let places = Places(inner)
    drawHead(places, inner, into: &buffer)
    let first = Self.firstRow(
      rowCount: rowCount, height: area.height, selection: selection, scroll: scroll)
    for offset in 0..<max(0, min(room, rowCount - first)) {
      let y = area.y + 1 + offset
      draw(row(first + offset), at: y, places, into: &buffer)
      if first + offset == selection {
        buffer.restyle(Rect(x: inner.x, y: y, width: inner.width, height: 1)) { style in
          if style.background == Ink(.background) { style.background = Ink(.raised) }
        }
      }
    }
    if hasMap, room > 0 { drawMap(first, room, area, into: &buffer) }
  }

  private struct Places {
    var tree: Rect
    var duration: Rect
    var bars: Rect

    init(_ area: Rect) {
      // Bars give way to 12 cells, durations stay.
      let durationWidth = area.width >= 40 ? 9 : 0
      let tree = max(
        8, min(area.width - durationWidth - 14, max(area.width * 2 / 5, min(56, area.width / 2))))
      self.tree = Rect(x: area.x, y: area.y, width: min(tree, area.width), height: area.height)
      duration = Rect(
        x: self.tree.maxX, y: area.y, width: min(durationWidth, area.width - self.tree.width),
        height: area.height)
      let left = duration.maxX + 2
      bars = Rect(x: left, y: area.y, width: max(0, area.maxX - left), height: area.height)
    }

    func column(_ share: Double) -> Int {
      guard share.isFinite, bars.width > 0 else { return bars.x }
      return bars.x + min(bars.width - 1, max(0, Int((share * Double(bars.width)).rounded(.down))))
    }
  }

  private func drawHead(_ places: Places, _ area: Rect, into buffer: inout Buffer) {
    buffer.write("span", x: places.tree.x, y: area.y, style: .dim, limit: places.tree.width)
    if places.duration.width > 0 {
      buffer.write(
        Line("time", .dim), endingAt: places.duration.maxX, y: area.y, limit: places.duration.width)
    }
    var next = places.bars.x
    for tick in ticks {
      let x = places.column(tick.at)
      guard x >= next, x + tick.label.width <= places.bars.maxX else { continue }
      buffer.write(tick.label, x: x, y: area.y, style: .dim, limit: places.bars.maxX - x)
      next = x + tick.label.width + 2
    }
  }

  private func draw(_ row: Row, at y: Int, _ places: Places, into buffer: inout Buffer) {
    drawName(row, at: y, places.tree, into: &buffer)
    if places.duration.width > 0 {
      buffer.write(
        Line(row.duration, row.hasError ? Style(Role.critical) : .text),
        endingAt: places.duration.maxX,
        y: y, limit: places.duration.width - 1)
    }
    drawBar(row, at: y, places, into: &buffer)
  }

  private func drawName(_ row: Row, at y: Int, _ area: Rect, into buffer: inout Buffer) {
    var x = area.x
    let end = area.maxX
    // A tree that is too deep for its place shows its innermost levels.
    let room = max(0, area.width / 2 / 2)
    let guides = row.guides.suffix(room)
    if row.guides.count > room, room > 0 {
      x += buffer.write(glyphs.ellipsis, x: x, y: y, style: .faint, limit: end - x)
    }
    for goesOn in guides {
      buffer.write(
        goesOn ? (glyphs.isASCII ? "| " : "│ ") : "  ", x: x, y: y, style: Style(.grid),
        limit: end - x)
      x += 2
    }
    if !row.isRoot {
      let branch: DisplayText =
        row.isLast ? (glyphs.isASCII ? "`-" : "└╴") : (glyphs.isASCII ? "|-" : "├╴")
      x += buffer.write(branch, x: x, y: y, style: Style(.grid), limit: end - x)
    }
    if let isOpen = row.isOpen {
      x += buffer.write(
        isOpen ? glyphs.down : glyphs.folded, x: x, y: y,
        style: row.hidesErrors && !isOpen ? Style(Role.critical) : .dim, limit: end - x)
      x += 1
    }
    if row.hasError {
      x += buffer.write(
        glyphs.sign(of: Severity.critical), x: x, y: y, style: Style(Role.critical), limit: end - x)
      x += 1
    }
    if row.isCutOff {
      x += buffer.write("? ", x: x, y: y, style: Style(.warning), limit: end - x)
    }
    guard x < end - 1 else { return }
    var style = row.hasError ? Style(Role.critical) : Style.bright
    if row.isMatch { style.attributes.insert(.underline) }
    let line = Line(row.name, style) + Line("  ") + Line(row.service, Style(row.ink))
    buffer.write(line, x: x, y: y, limit: end - 1 - x, mark: glyphs.ellipsis)
  }

  private func drawBar(_ row: Row, at y: Int, _ places: Places, into buffer: inout Buffer) {
    guard places.bars.width > 0 else { return }
    for tick in ticks {
      buffer[places.column(tick.at), y] = Cell(glyphs.isASCII ? ":" : "┊", Style(.grid))
    }
    let (first, last) = (
      places.column(row.from), max(places.column(row.from), places.column(row.to))
    )
    let ink = fadesOthers ? Ink(.faint) : row.ink
    // One that reaches its end exactly there takes no cell more.
    let end =
      row.to * Double(places.bars.width) == Double(last - places.bars.x) && last > first
      ? last - 1 : last
    for x in first...end {
      buffer[x, y] = Cell(glyphs.bar(isParent: row.isParent), Style(ink))
    }
    for piece in row.critical {
      let from = places.column(piece.lowerBound)
      let to = max(from, min(end, places.column(piece.upperBound)))
      for x in from...to { buffer[x, y] = Cell(glyphs.criticalBar, Style(row.ink)) }
    }
    for event in row.events {
      let x = places.column(event.at)
      buffer[x, y] =
        event.isError
        ? Cell(glyphs.errorEvent, Style(Role.critical, .bold)) : Cell(glyphs.event, Style(.bright))
    }
  }

  /// Where the rows in sight lie among all, and where the errors are.
  private func drawMap(_ first: Int, _ room: Int, _ area: Rect, into buffer: inout Buffer) {
    let x = area.maxX - 1
    func place(_ row: Int) -> Int { min(room - 1, row * room / max(1, rowCount)) }
    for offset in 0..<room {
      let isInSight = (place(first)...max(place(first), place(first + room - 1))).contains(offset)
      buffer[x, area.y + 1 + offset] = Cell(
        isInSight ? glyphs.mapWindow : glyphs.mapLine,
        isInSight ? Style(.dim) : Style(.grid))
    }
    for row in errorRows where row < rowCount {
      buffer[x, area.y + 1 + place(row)] = Cell(glyphs.errorEvent, Style(Role.critical))
    }
  }
}

extension GlyphSet {
  fileprivate func bar(isParent: Bool) -> Glyph {
    switch self {
    case .ascii: isParent ? "=" : "#"
    case .blocks: isParent ? "━" : "█"
    case .full: isParent ? "━" : "▄"
    }
  }

  fileprivate var criticalBar: Glyph { isASCII ? "%" : "▆" }
  fileprivate var event: Glyph { isASCII ? "o" : "●" }
  fileprivate var errorEvent: Glyph { isASCII ? "X" : "◆" }
  fileprivate var mapLine: Glyph { isASCII ? "|" : "│" }
  fileprivate var mapWindow: Glyph { isASCII ? "#" : "█" }
}
