package import Text

/// A drawn screen. Writing outside it, or outside its clip, does nothing.
///
/// It keeps glyphs of two columns whole: who overwrites one half blanks the other, and one that
/// has no room for its second half is not drawn.
package struct Buffer: Sendable {
  package let area: Rect
  var cells: [Cell]
  /// The part of the area that may be written.
  private var clip: Rect

  package init(width: Int, height: Int, filledWith cell: Cell = Cell()) {
    area = Rect(width: width, height: height)
    clip = area
    let cell = cell.glyph.width == 1 ? cell : Cell(.space, cell.style)
    cells = Array(repeating: cell, count: area.width * area.height)
  }

  package subscript(x: Int, y: Int) -> Cell {
    get {
      guard x >= 0, y >= 0, x < area.width, y < area.height else { return Cell() }
      return cells[y * area.width + x]
    }
    set {
      guard y >= clip.y, y < clip.maxY, x < clip.maxX, x >= clip.x else {
        // The second half of a glyph that begins left of the clip.
        if newValue.glyph.width == 2, x == clip.x - 1 {
          self[x + 1, y] = Cell(.space, newValue.style)
        }
        return
      }
      let place = y * area.width + x
      if cells[place].isContinuation { blank(place - 1) }
      if cells[place].glyph.width == 2 { blank(place + 1) }
      if newValue.glyph.width == 2 {
        setWide(newValue, at: place, hasRoom: x + 1 < clip.maxX)
      } else {
        cells[place] = newValue
        cells[place].isContinuation = false
      }
    }
  }

  private mutating func setWide(_ cell: Cell, at place: Int, hasRoom: Bool) {
    guard hasRoom else {
      cells[place] = Cell(.space, cell.style)
      return
    }
    if cells[place + 1].glyph.width == 2 { blank(place + 2) }
    cells[place] = cell
    cells[place].isContinuation = false
    cells[place + 1] = Cell(.space, cell.style)
    cells[place + 1].isContinuation = true
  }

  private mutating func blank(_ place: Int) {
    guard cells.indices.contains(place) else { return }
    cells[place] = Cell(.space, cells[place].style)
  }

  /// Draws with an area as the only one that may be written.
  package mutating func clipped(to area: Rect, _ draw: (inout Buffer) -> Void) {
    let outer = clip
    clip = clip.intersection(area)
    draw(&self)
    clip = outer
  }

  /// Draws a widget that can't leave its area.
  package mutating func draw(_ widget: some Widget, in area: Rect) {
    clipped(to: area) { widget.render(in: area, into: &$0) }
  }

  /// Writes text from a place to the right, at most `limit` columns, and returns the columns used.
  @discardableResult
  package mutating func write(
    _ text: DisplayText, x: Int, y: Int, style: Style = .text, limit: Int = .max
  ) -> Int {
    write(text.glyphs, x: x, y: y, style: style, limit: limit)
  }

  /// Writes text that ends with a mark where it does not fit the limit; returns the columns used.
  @discardableResult
  package mutating func write(
    _ text: DisplayText, x: Int, y: Int, style: Style = .text, limit: Int, mark: DisplayText
  ) -> Int {
    write(text.truncated(to: max(0, limit), mark: mark), x: x, y: y, style: style, limit: limit)
  }

  /// Writes glyphs from a place to the right, at most `limit` columns, and returns the columns used.
  @discardableResult
  package mutating func write(
    _ glyphs: some Sequence<Glyph>, x: Int, y: Int, style: Style = .text, limit: Int = .max
  ) -> Int {
    guard x < area.width else { return 0 }
    var column = 0
    for glyph in glyphs {
      guard column + glyph.width <= limit, x + column < area.width else { break }
      self[x + column, y] = Cell(glyph, style)
      column += glyph.width
    }
    return column
  }

  /// Puts the same cell everywhere in an area.
  package mutating func fill(_ area: Rect, with cell: Cell = Cell()) {
    let area = clip.intersection(area)
    guard !area.isEmpty else { return }
    guard cell.glyph.width == 1 else { return fillWide(area, with: cell) }
    let narrow = Cell(cell.glyph, cell.style)
    for y in area.y..<area.maxY {
      // Only the edges can cut a glyph of two columns in half.
      self[area.x, y] = cell
      self[area.maxX - 1, y] = cell
      let first = y * self.area.width + area.x
      for place in first..<first + area.width { cells[place] = narrow }
    }
  }

  private mutating func fillWide(_ area: Rect, with cell: Cell) {
    clipped(to: area) { buffer in
      for y in area.y..<area.maxY {
        for x in stride(from: area.x, to: area.maxX, by: 2) { buffer[x, y] = cell }
      }
    }
  }

  /// Changes the styles in an area and leaves the glyphs: for old data, for what a dialog covers,
  /// for a selected row.
  package mutating func restyle(_ area: Rect, _ transform: (inout Style) -> Void) {
    let area = clip.intersection(area)
    for y in area.y..<area.maxY {
      let row = y * self.area.width
      for place in row + area.x..<row + area.maxX { transform(&cells[place].style) }
    }
  }

  /// Copies a part of another screen, so that its top left corner comes to a place.
  package mutating func copy(_ source: Rect, of other: Buffer, x: Int, y: Int) {
    let source = source.intersection(other.area)
    let isInside = x >= clip.x && x + source.width <= clip.maxX && source.width > 0
    for row in 0..<source.height {
      let target = y + row
      let start = (source.y + row) * other.area.width + source.x
      let cells = other.cells[start..<start + source.width]
      guard isInside, target >= clip.y, target < clip.maxY,
        !cells[start].isContinuation, cells[cells.endIndex - 1].glyph.width == 1
      else {
        copyCells(cells, x: x, y: target)
        continue
      }
      // Glyphs of two columns are whole in the row, so that only its ends can cut those beneath.
      let place = target * area.width + x
      if self.cells[place].isContinuation { blank(place - 1) }
      let last = place + source.width - 1
      if self.cells[last].glyph.width == 2 { blank(last + 1) }
      self.cells.replaceSubrange(place...last, with: cells)
    }
  }

  private mutating func copyCells(_ cells: ArraySlice<Cell>, x: Int, y: Int) {
    for (column, cell) in cells.enumerated() {
      // A glyph's second half comes with its first; one without is blank.
      if cell.isContinuation, column > 0 { continue }
      self[x + column, y] = cell
    }
  }
}

extension Buffer: Hashable {
  package static func == (left: Buffer, right: Buffer) -> Bool {
    left.area == right.area && left.cells == right.cells
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(area)
    hasher.combine(cells)
  }
}
