package import Text

/// One place of the screen: a glyph and its style.
///
/// A glyph of two columns owns the next cell too, which is then a `continuation`.
package struct Cell: Hashable, Sendable {
  package var glyph: Glyph
  package var style: Style
  package var isContinuation: Bool

  package init(_ glyph: Glyph = .space, _ style: Style = .text) {
    self.glyph = glyph
    self.style = style
    isContinuation = false
  }
}

/// A drawn screen. Writing outside it does nothing.
package struct Buffer: Hashable, Sendable {
  package let area: Rect
  private var cells: [Cell]

  package init(width: Int, height: Int, filledWith cell: Cell = Cell()) {
    area = Rect(width: width, height: height)
    cells = Array(repeating: cell, count: area.width * area.height)
  }

  package subscript(x: Int, y: Int) -> Cell {
    get {
      guard x >= 0, y >= 0, x < area.width, y < area.height else { return Cell() }
      return cells[y * area.width + x]
    }
    set {
      guard x >= 0, y >= 0, x < area.width, y < area.height else { return }
      cells[y * area.width + x] = newValue
    }
  }

  /// Writes text from a place to the right, at most `limit` columns, and returns the columns used.
  @discardableResult
  package mutating func write(
    _ text: DisplayText, x: Int, y: Int, style: Style = .text, limit: Int = .max
  ) -> Int {
    var column = 0
    for character in text.string {
      let glyph = Glyph(character)
      guard column + glyph.width <= limit else { break }
      self[x + column, y] = Cell(glyph, style)
      column += glyph.width
    }
    return column
  }
}
