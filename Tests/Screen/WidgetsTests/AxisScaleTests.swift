import Testing
import Widgets

@Test(
  arguments: [
    (0.0, 4.0, 11, [0.0, 2, 4]),
    (0, 3920, 11, [0, 2000, 4000]),
    (0, 100, 5, [0, 50, 100]),
    (0, 100, 12, [0, 20, 40, 60, 80, 100]),
    (0, 0, 5, [0, 0.5, 1]),
    (0, 1, 1, [0]),
  ] as [(Double, Double, Int, [Double])])
func ticksAreRound(low: Double, high: Double, rows: Int, values: [Double]) {
  #expect(AxisScale(low: low, high: high, rows: rows).ticks.map(\.value) == values)
}

@Test(
  arguments: [
    (
      ScaleDistribution.logarithmic(base: 10), 0.5, 20000.0, [0.1, 1, 10, 100, 1000, 10000, 100000]
    ),
    (.logarithmic(base: 2), 0.5, 20000, [0.125, 1, 8, 64, 512, 4096, 32768]),
    (.logarithmic(base: 10), 0, 0, [0.001, 0.01, 0.1, 1, 10]),
    (.logarithmic(base: 10), -5, -1, [0.001, 0.01, 0.1, 1, 10]),
    (.symmetric(threshold: 1), -4, 1000, [-10, 0, 10, 1000]),
  ] as [(ScaleDistribution, Double, Double, [Double])])
func ticksOfOtherScalesArePowers(
  distribution: ScaleDistribution, low: Double, high: Double, values: [Double]
) {
  let scale = AxisScale(low: low, high: high, rows: 13, distribution: distribution)
  let ticks = scale.ticks
  #expect(ticks.count == values.count)
  for (tick, value) in zip(ticks, values) {
    #expect(abs(tick.value - value) <= abs(value) * 1e-9)
    #expect(scale.row(of: tick.value) == tick.row)
  }
}

@Test(arguments: [
  (0.0, 1.0), (0, 0.037), (0, 7.9), (-5, 3), (-80, -20), (0, 1e12), (0, 3e-9), (12, 19),
  (0, .infinity), (.nan, .nan), (-.infinity, 4), (0, 1e308), (0, .leastNonzeroMagnitude),
  (-1e308, 1e308), (1e16, 1e16),
])
func everyScaleHoldsItsValuesAndZero(low: Double, high: Double) {
  for rows in 1...60 {
    let scale = AxisScale(low: low, high: high, rows: rows)
    #expect(scale.rowsPerTick >= 2)
    #expect(scale.low <= 0)
    if rows > 2, low.isFinite, high.isFinite, abs(high) < 1e300, abs(low) < 1e300 {
      #expect(scale.top >= high * (1 - 1e-6), "\(rows)")
      #expect(scale.low <= low)
    }
    for value in [low, high, 0, .nan, .infinity, -.infinity] {
      #expect((0..<rows).contains(scale.row(of: value)))
    }
  }
}

@Test(arguments: [
  ScaleDistribution.linear, .logarithmic(base: 10), .logarithmic(base: 2), .logarithmic(base: 0),
  .symmetric(threshold: 1), .symmetric(threshold: 0),
])
func noEndsBreakAScale(distribution: ScaleDistribution) {
  let ends = [
    0, 1, -1, 1e308, -1e308, .infinity, -.infinity, .nan, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, 1e16, 100.000_000_1, 100,
  ]
  for low in ends {
    for high in ends {
      for rows in [1, 2, 3, 7, 60] {
        let scale = AxisScale(
          low: low, high: high, rows: rows, distribution: distribution, includesZero: false)
        for value in ends { #expect((0..<rows).contains(scale.row(of: value))) }
        #expect(scale.ticks.allSatisfy { !$0.value.isNaN })
      }
    }
  }
}

@Test func fixedEndsLeaveZeroOut() {
  let axis = ChartAxis(low: 96, high: 99, min: 95, max: 100)
  let scale = axis.scale(rows: 12)
  #expect(scale.low == 95)
  #expect(scale.ticks.map(\.value) == [95, 96, 97, 98, 99, 100])
}

@Test func aCentredAxisHasZeroInTheMiddle() {
  let scale = ChartAxis(low: -3, high: 10, isCentered: true).scale(rows: 9)
  #expect(scale.ticks.map(\.value) == [-10, -5, 0, 5, 10])
  #expect(scale.row(of: 0) == 4)
}

@Test func aTickStandsOnItsRow() {
  let scale = AxisScale(low: 0, high: 100, rows: 9)
  for tick in scale.ticks { #expect(scale.row(of: tick.value) == tick.row) }
}

@Test(
  arguments: [
    (AxisSteps.times(seconds: 1), 700.0, 300.0), (.times(seconds: 0.001), 95_000, 30_000),
    (.times(seconds: 60), 50, 15), (.times(seconds: 1), 30, 15),
    (.times(seconds: 1), 90_000, 43_200),
    (.times(seconds: 1), 0.3, 0.1), (.bytes(1), 90_000, 50 * 1024), (.bytes(1024), 3000, 1024),
  ] as [(AxisSteps, Double, Double)])
func timesAndBytesHaveRoundNumbersOfTheirOwn(steps: AxisSteps, high: Double, step: Double) {
  let scale = AxisScale(low: 0, high: high, rows: 9, steps: steps)
  #expect(scale.step == step && scale.ticks.count > 2, "\(scale.ticks)")
  #expect(scale.top >= high)
}
