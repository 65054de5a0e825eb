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

  package func contains(x: Int, y: Int) -> Bool {
    x >= self.x && x < maxX && y >= self.y && y < maxY
  }

  /// What two areas share; empty, but in its place, when they share nothing.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  package func inset(by margin: Int) -> Rect {
    inset(left: margin, top: margin, right: margin, bottom: margin)
  }

  /// The area without margins; never larger than before.
  package func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    let left = min(max(0, left), width)
    let top = min(max(0, top), height)
    return Rect(
      x: x + left, y: y + top, width: width - left - max(0, right),
      height: height - top - max(0, bottom))
  }

  /// The first rows of an area, and the rest.
  package func split(top rows: Int) -> (top: Rect, rest: Rect) {
    let rows = min(max(0, rows), height)
    return (
      Rect(x: x, y: y, width: width, height: rows),
      Rect(x: x, y: y + rows, width: width, height: height - rows)
    )
  }

  /// The last rows of an area, and the rest.
  package func split(bottom rows: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = split(top: height - min(max(0, rows), height))
    return (rest, bottom)
  }

  /// The first columns of an area, and the rest.
  package func split(left columns: Int) -> (left: Rect, rest: Rect) {
    let columns = min(max(0, columns), width)
    return (
      Rect(x: x, y: y, width: columns, height: height),
      Rect(x: x + columns, y: y, width: width - columns, height: height)
    )
  }

  /// The last columns of an area, and the rest.
  package func split(right columns: Int) -> (rest: Rect, right: Rect) {
    let (rest, right) = split(left: width - min(max(0, columns), width))
    return (rest, right)
  }

  /// Areas side by side with gaps between them. Together they fill the width: the first ones are a
  /// column wider where it does not divide.
  package func columns(_ count: Int, gap: Int = 0) -> [Rect] {
    guard count > 0 else { return [] }
    let room = max(0, width - gap * (count - 1))
    var left = x
    return (0..<count).map { place in
      let share = room / count + (place < room % count ? 1 : 0)
      defer { left += share + gap }
      return Rect(x: left, y: y, width: share, height: height).intersection(self)
    }
  }

  /// An area of a size in the middle of this one, and no larger.
  package func centered(width: Int, height: Int) -> Rect {
    let width = min(max(0, width), self.width)
    let height = min(max(0, height), self.height)
    return Rect(
      x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width,
      height: height)
  }
}
