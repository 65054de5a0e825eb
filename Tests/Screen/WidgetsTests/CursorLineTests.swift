import Cells
import TestSupport
import Testing

@testable import Widgets

private struct Plotted: Widget {
  var x: Double
  var covers: Bool

  func render(in area: Rect, into buffer: inout Buffer) {
    buffer.fill(area, with: Cell(.space, .text))
    for y in area.y..<area.maxY where area.width > 0 { buffer[area.x, y] = Cell("#", .text) }
    CursorLine(at: x, covers: covers).render(in: area, into: &buffer)
  }
}

@Test(arguments: [
  (0.5, false, "# │  "), (0, false, "#    "), (0, true, "│    "), (1, false, "#   │"),
  (-0.1, true, "#    "), (1.5, true, "#    "), (.nan, true, "#    "),
])
func theLineKeepsWhatLiesThereUnlessItCovers(x: Double, covers: Bool, row: String) {
  #expect(drawn(Plotted(x: x, covers: covers), width: 5, height: 2) == [row, row])
}

@Test(arguments: [
  (0.0, 12, "12:00···next"), (1.0, 12, "·······12:00"), (0.5, 12, "····12:00···"),
  (0.5, 4, "now·"), (7, 12, "····now·····"), (0.5, 0, ""),
])
func theTimeUnderTheLineGoesBeforeTheOthers(x: Double, width: Int, row: String) {
  let labels = TimeLabels(
    { _ in [.init(x: 0.45, label: "now"), .init(x: 1, label: "next")] },
    cursor: .init(x: x, label: "12:00"))
  #expect(drawn(labels, width: width) == [row])
}
