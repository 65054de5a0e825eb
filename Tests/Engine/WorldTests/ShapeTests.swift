import Testing

@testable import World

@Test(arguments: [(0.0, 5_000.0), (123.4, 90_000.25), (26_000_000, 26_010_000)])
func theIntegralIsThatOfTheValue(from: Double, to: Double) {
  let shape = Shape(swing: 1, noise: 0.3, key: 99)
  let numeric = integrated(from, to) { shape.value(at: $0) }
  #expect(abs(shape.integral(to: to) - shape.integral(to: from) - numeric) < 0.01)
}

@Test(arguments: [
  (from: 1_000.0, to: 5_321.5, weights: (0.0, 1.0)), (from: 77, to: 12_000, weights: (1, 1)),
  (from: 26_000_000, to: 26_000_240, weights: (1, 0.25)),
])
func theWeightedIntegralIsThatOfTheProduct(from: Double, to: Double, weights: (Double, Double)) {
  let shape = Shape(swing: 0.7, noise: 0.3, key: 5)
  let numeric = integrated(from, to) {
    shape.value(at: $0) * (weights.0 + (weights.1 - weights.0) * ($0 - from) / (to - from))
  }
  #expect(abs(shape.integral(from: from, to: to, weights: weights) - numeric) < 0.01)
}

@Test func aTimelineSumsItsWindowsWithTheirRamps() {
  let shape = Shape(swing: 1, noise: 0.3, key: 1)
  let timeline = Timeline(
    [Window(from: 9_000, to: 12_000, ramp: 240), Window(from: 1_000, to: 2_000, ramp: 900)],
    shape: shape)
  for time in [0, 1_200, 1_800, 5_000, 9_100, 10_000, 11_900, 50_000] as [Double] {
    let numeric = integrated(0, time) { timeline.level(at: $0) * shape.value(at: $0) }
    #expect(abs(timeline.integral(of: shape, to: time) - numeric) < 0.05)
  }
}

@Test func aWindowsLevelRisesStaysAndFalls() {
  let window = Window(from: 100, to: 200, ramp: 20)
  #expect([99, 110, 120, 150, 190, 200].map(window.level) == [0, 0.5, 1, 1, 0.5, 0])
}

@Test func theShapeStaysAboveZero() {
  let shape = Shape(swing: 1, noise: 0.5, key: 3)
  #expect(stride(from: 0, to: 864_000, by: 31).allSatisfy { shape.value(at: $0) > 0 })
}

/// The integral by the rule of Simpson, in steps of about a second.
private func integrated(_ from: Double, _ to: Double, _ value: (Double) -> Double) -> Double {
  let steps = max(2, 2 * Int((to - from) / 2))
  let width = (to - from) / Double(steps)
  return (0...steps).reduce(0) { sum, step in
    let factor = step == 0 || step == steps ? 1.0 : (step % 2 == 1 ? 4 : 2)
    return sum + factor * value(from + Double(step) * width)
  } * width / 3
}
