import Cells
import Testing

@Suite struct RectTests {
  private let area = Rect(x: 2, y: 3, width: 10, height: 6)

  @Test func insetsNeverGrowAnArea() {
    #expect(area.inset(by: 1) == Rect(x: 3, y: 4, width: 8, height: 4))
    #expect(area.inset(by: 7) == Rect(x: 9, y: 9, width: 0, height: 0))
    #expect(area.inset(left: -3, right: 2) == Rect(x: 2, y: 3, width: 8, height: 6))
  }

  @Test func splitsCoverTheArea() {
    #expect(area.split(top: 2).top == Rect(x: 2, y: 3, width: 10, height: 2))
    #expect(area.split(top: 2).rest == Rect(x: 2, y: 5, width: 10, height: 4))
    #expect(area.split(bottom: 1).bottom == Rect(x: 2, y: 8, width: 10, height: 1))
    #expect(area.split(left: 4).rest == Rect(x: 6, y: 3, width: 6, height: 6))
    #expect(area.split(right: 99).rest.isEmpty)
    #expect(area.split(top: -1).rest == area)
  }

  @Test(arguments: [
    (10, 3, 1, [3, 3, 2]), (10, 1, 5, [10]), (2, 3, 1, [0, 0, 0]), (10, 0, 1, []),
  ])
  func columnsShareTheWidth(width: Int, count: Int, gap: Int, widths: [Int]) {
    let columns = Rect(x: 5, width: width, height: 1).columns(count, gap: gap)
    #expect(columns.map(\.width) == widths)
  }

  @Test func areasThatShareNothingHaveAnEmptyIntersection() {
    #expect(area.intersection(Rect(width: 4, height: 4)) == Rect(x: 2, y: 3, width: 2, height: 1))
    #expect(area.intersection(Rect(width: 1, height: 1)).isEmpty)
  }

  @Test func aCenteredAreaFitsInside() {
    #expect(area.centered(width: 4, height: 2) == Rect(x: 5, y: 5, width: 4, height: 2))
    #expect(area.centered(width: 40, height: 20) == area)
  }
}
