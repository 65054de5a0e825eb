/// An area of the screen in columns and rows; empty when a side is zero.
package struct Rect: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int = 0, y: Int = 0, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package var isEmpty: Bool { width == 0 || height == 0 }
  /// The first column to the right of the area.
  package var maxX: Int { x + width }
  /// The first row below the area.
  package var maxY: Int { y + height }
}
