import Testing
import Widgets

@Test(
  arguments: [
    (0.0, 4.0, 11, [0.0, 2, 4]),
    (0, 3920, 11, [0, 2000, 4000]),
    (0, 100, 5, [0, 50, 100]),
    (0, 0, 5, [0, 0.5, 1]),
    (0, 1, 1, [0]),
  ] as [(Double, Double, Int, [Double])])
func ticksAreRound(low: Double, high: Double, rows: Int, values: [Double]) {
  #expect(AxisScale(low: low, high: high, rows: rows).ticks.map(\.value) == values)
}

@Test(arguments: [
  (0.0, 1.0), (0, 0.037), (0, 7.9), (-5, 3), (-80, -20), (0, 1e12), (0, 3e-9), (12, 19),
  (0, .infinity), (.nan, .nan), (-.infinity, 4), (0, 1e308),
])
func everyScaleHoldsItsValuesAndZero(low: Double, high: Double) {
  for rows in 1...60 {
    let scale = AxisScale(low: low, high: high, rows: rows)
    #expect(scale.rowsPerTick >= 2)
    #expect(scale.low <= 0)
    if rows > 2, low.isFinite, high.isFinite, abs(high) < 1e300 {
      #expect(scale.top >= high * (1 - 1e-6), "\(rows)")
      #expect(scale.low <= low)
    }
    for value in [low, high, 0, .nan, .infinity, -.infinity] {
      #expect((0..<rows).contains(scale.row(of: value)))
    }
  }
}

@Test func aTickStandsOnItsRow() {
  let scale = AxisScale(low: 0, high: 100, rows: 9)
  for tick in scale.ticks { #expect(scale.row(of: tick.value) == tick.row) }
}
