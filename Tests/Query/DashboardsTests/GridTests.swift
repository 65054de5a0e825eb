import Dashboards
import Formats
import Testing

private func panel(
  _ id: Int, _ x: Int, _ y: Int, _ w: Int, _ h: Int,
  _ kind: Panel.Kind = .timeSeries(TimeSeriesOptions())
) -> Panel {
  Panel(id: id, title: "\(id)", gridPos: GridPos(x: x, y: y, w: w, h: h), kind: kind)
}

private func overlap(_ a: Placement, _ b: Placement) -> Bool {
  a.x < b.maxX && b.x < a.maxX && a.y < b.maxY && b.y < a.maxY
}

private func check(_ places: [Placement], width: Int) {
  for (index, place) in places.enumerated() {
    #expect(place.x >= 0 && place.maxX <= width && place.width > 0 && place.height > 0)
    for other in places[(index + 1)...] { #expect(!overlap(place, other)) }
  }
}

@Test func neighboursShareACentreLineAndTheEdgesHold() {
  let places = Grid.place(
    [
      panel(1, 0, 0, 12, 8), panel(2, 12, 0, 12, 8), panel(3, 0, 8, 6, 8), panel(4, 6, 8, 6, 8),
      panel(5, 12, 8, 12, 8),
    ], width: 160, height: 41)
  #expect(places.map(\.x) == [1, 81, 1, 41, 81])
  #expect(places.map(\.maxX) == [79, 159, 39, 79, 159])
  check(places, width: 160)
}

@Test func gapsInTheFileVanish() {
  let places = Grid.place(
    [panel(1, 0, 50, 24, 8), panel(2, 0, 900, 24, 8)], width: 120, height: 36)
  #expect(places[0].y == 0)
  #expect(places[1].y <= 19)
}

@Test func overlappingPanelsArePushedDown() {
  check(
    Grid.place(
      [panel(1, 0, 0, 12, 8), panel(2, 6, 4, 12, 8), panel(3, 0, 0, 24, 3)], width: 120, height: 36),
    width: 120)
}

@Test(arguments: [(160, 3), (99, 2), (79, 1)])
func aNarrowScreenHasFewerColumns(width: Int, columns: Int) {
  let places = Grid.place(
    [panel(1, 0, 0, 8, 8), panel(2, 8, 0, 8, 8), panel(3, 16, 0, 8, 8)], width: width, height: 36)
  #expect(Set(places.map(\.x)).count == columns)
  check(places, width: width)
}

@Test func aDashboardFitsTheScreenWhereItCan() {
  let places = Grid.place(
    (0..<4).map { panel($0, 0, $0 * 10, 24, 10) }, width: 120, height: 36)
  #expect(places.map(\.maxY).max() == 36)
}

@Test func aDashboardThatNeedsMoreScrolls() {
  let places = Grid.place(
    (0..<10).map { panel($0, 0, $0 * 8, 24, 8) }, width: 120, height: 36)
  #expect(places.allSatisfy { $0.height >= 7 })
  #expect((places.map(\.maxY).max() ?? 0) >= 70)
}

@Test func aHeaderIsOneRow() {
  let places = Grid.place(
    [panel(1, 0, 0, 24, 1, .row(collapsed: false, panels: [])), panel(2, 0, 1, 24, 8)],
    width: 120, height: 36)
  #expect(places[0].height == 1)
  #expect(places[1].y == 1)
}

@Test func nothingOverlapsAtAnySize() {
  var state: UInt64 = 7
  func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
  for width in [1, 2, 3, 10, 40, 79, 80, 99, 100, 160, 500] {
    for height in [1, 2, 10, 24, 45, 200] {
      let panels = (0..<random(20)).map { index in
        panel(index, random(30) - 3, random(60) - 3, random(30), random(20))
      }
      check(Grid.place(panels, width: width, height: height), width: width)
    }
  }
}

/// Panels of one number stay as low as their digits need; graphs have what they leave.
@Test func aNumberDoesNotGrowWithTheScreen() {
  func panel(_ id: Int, _ kind: Panel.Kind, x: Int, y: Int, w: Int) -> Panel {
    Panel(id: id, title: "", gridPos: GridPos(x: x, y: y, w: w, h: 4), kind: kind)
  }
  let stats = (0..<2).map { panel($0, .stat(StatOptions()), x: $0 * 12, y: 0, w: 12) }
  let graph = panel(2, .timeSeries(TimeSeriesOptions()), x: 0, y: 4, w: 24)
  let places = Grid.place(stats + [graph], width: 160, height: 40)
  #expect(places[0].maxY <= 9 && places[1].maxY <= 9)
  #expect(places[2].y == 9 && places[2].maxY == 32)
  let alone = Grid.place(stats, width: 160, height: 40)
  #expect(alone.allSatisfy { $0.maxY <= 9 })
}
