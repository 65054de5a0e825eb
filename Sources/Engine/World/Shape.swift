import Glibc

/// How a series moves when nothing is wrong: around 1, with the hours of the day, the days of the
/// week, a growth from year to year and a noise of its own. Every integral of it is a formula, so
/// that a counter at any moment costs the same.
///
/// Times are seconds since `Shape.epoch`, a midnight.
struct Shape: Sendable {
  /// 2026-01-01T00:00:00Z, in seconds since the Unix epoch: every counter was zero then.
  static let epoch: Double = 1_767_225_600

  /// The most that the hours of the day add or take, for a swing of 1.
  static let daily: Double = 0.42
  /// The most that the days of the week add or take, for a week of 1.
  static let weekly: Double = 0.19
  private static let year: Double = 365 * 86_400

  /// How much of the day's rhythm the series follows, 0 to 1.
  var swing: Double
  /// How much of the week's rhythm, 0 to 1.
  var week: Double = 0
  /// What a year adds; the series is around 1 a year after the epoch.
  var growth: Double = 0
  /// The most that noise adds or takes.
  var noise: Double
  var key: UInt64

  // Busiest at 16:00 UTC, with a second, smaller hill before noon.
  private struct Wave {
    var amplitude: Double
    /// Radians a second.
    var omega: Double
    var phase: Double

    init(_ amplitude: Double, _ omega: Double, _ phase: Double) {
      self.amplitude = amplitude
      self.omega = omega
      self.phase = phase
    }

    /// The integral of the wave times a weight that goes straight from one value to another.
    func integral(
      from start: Double, to end: Double, _ weights: (Double, Double), _ slope: Double
    ) -> Double {
      let (first, last) = (omega * start - phase, omega * end - phase)
      var turns = weights.1 * sin(last) - weights.0 * sin(first)
      if slope != 0 { turns += slope / omega * (cos(last) - cos(first)) }
      return amplitude / omega * turns
    }
  }
  private static let waves: (Wave, Wave) = (
    Wave(0.32, 2 * .pi / 86_400, 2 * .pi * 16 / 24),
    Wave(0.10, 4 * .pi / 86_400, 4 * .pi * 10.5 / 24)
  )
  // Busiest on Wednesday, and a second hill, so that Saturday and Sunday are alike; the epoch is a
  // Thursday.
  private static let weekWaves: (Wave, Wave) = (
    Wave(0.14, 2 * .pi / 604_800, 2 * .pi * 5.9 / 7),
    Wave(0.05, 4 * .pi / 604_800, 4 * .pi * 4.9 / 7)
  )
  // Each slot of a period has one wave of its own height, which adds up to nothing at its end.
  private typealias Period = (seconds: Double, share: Double)
  private static let periods: (Period, Period) = ((420, 0.45), (3_540, 0.55))

  func value(at time: Double) -> Double {
    var value = 1.0
    for wave in [Self.waves.0, Self.waves.1] {
      value += swing * wave.amplitude * cos(wave.omega * time - wave.phase)
    }
    if week != 0 {
      for wave in [Self.weekWaves.0, Self.weekWaves.1] {
        value += week * wave.amplitude * cos(wave.omega * time - wave.phase)
      }
    }
    value += grown(at: time)
    for (index, period) in [Self.periods.0, Self.periods.1].enumerated() {
      let slot = (time / period.seconds).rounded(.down)
      let angle = 2 * .pi * (time / period.seconds - slot)
      value += noise * period.share * height(slot, index) * sin(angle)
    }
    return value
  }

  /// The integral from the epoch on.
  func integral(to time: Double) -> Double { integral(to: time, Phases(at: time)) }

  /// The integral, with what it has in common with that of every shape at the moment.
  func integral(to time: Double, _ phases: Phases) -> Double {
    var sum = time
    sum += swing * Self.waves.0.amplitude / Self.waves.0.omega * phases.waves.0
    sum += swing * Self.waves.1.amplitude / Self.waves.1.omega * phases.waves.1
    sum += week * Self.weekWaves.0.amplitude / Self.weekWaves.0.omega * phases.weekWaves.0
    sum += week * Self.weekWaves.1.amplitude / Self.weekWaves.1.omega * phases.weekWaves.1
    sum += growth * (time * time / (2 * Self.year) - time)
    sum += grown(Self.periods.0, 0, time, phases.slots.0)
    sum += grown(Self.periods.1, 1, time, phases.slots.1)
    return sum
  }

  private func grown(at time: Double) -> Double { growth * (time / Self.year - 1) }

  private func grown(
    _ period: Period, _ index: Int, _ time: Double, _ grown: Double
  ) -> Double {
    let slot = (time / period.seconds).rounded(.down)
    return noise * period.share * height(slot, index) * period.seconds / (2 * .pi) * grown
  }

  /// What the integrals of all shapes have in common at a moment: all that takes a sine.
  struct Phases: Sendable {
    fileprivate var waves: (Double, Double)
    fileprivate var weekWaves: (Double, Double)
    fileprivate var slots: (Double, Double)

    init(at time: Double) {
      func wave(_ wave: Wave) -> Double {
        sin(wave.omega * time - wave.phase) + sin(wave.phase)
      }
      func slot(_ period: Period) -> Double {
        let slot = (time / period.seconds).rounded(.down)
        return 1 - cos(2 * .pi * (time / period.seconds - slot))
      }
      waves = (wave(Shape.waves.0), wave(Shape.waves.1))
      weekWaves = (wave(Shape.weekWaves.0), wave(Shape.weekWaves.1))
      slots = (slot(Shape.periods.0), slot(Shape.periods.1))
    }
  }

  /// The integral of the shape times a weight that goes straight from one value to another.
  func integral(from start: Double, to end: Double, weights: (Double, Double)) -> Double {
    guard end > start else { return 0 }
    let slope = (weights.1 - weights.0) / (end - start)
    var sum = (weights.0 + weights.1) / 2 * (end - start)
    let (grown, later) = (grown(at: start), grown(at: end))
    sum +=
      (end - start) / 6
      * (weights.0 * (2 * grown + later) + weights.1 * (grown + 2 * later))
    if swing != 0 {
      sum += swing * Self.waves.0.integral(from: start, to: end, weights, slope)
      sum += swing * Self.waves.1.integral(from: start, to: end, weights, slope)
    }
    if week != 0 {
      sum += week * Self.weekWaves.0.integral(from: start, to: end, weights, slope)
      sum += week * Self.weekWaves.1.integral(from: start, to: end, weights, slope)
    }
    if noise != 0 {
      sum += noise * noiseIntegral(Self.periods.0, 0, from: start, to: end, weights, slope)
      sum += noise * noiseIntegral(Self.periods.1, 1, from: start, to: end, weights, slope)
    }
    return sum
  }

  private func noiseIntegral(
    _ period: Period, _ index: Int, from start: Double, to end: Double, _ weights: (Double, Double),
    _ slope: Double
  ) -> Double {
    let omega = 2 * .pi / period.seconds
    var slot = (start / period.seconds).rounded(.down)
    let lastSlot = (end / period.seconds).rounded(.down)
    var sum = 0.0
    while slot <= lastSlot {
      let from = max(start, slot * period.seconds)
      let to = min(end, (slot + 1) * period.seconds)
      let first = omega * (from - slot * period.seconds)
      let last = omega * (to - slot * period.seconds)
      let before = weights.0 + slope * (from - start)
      let after = weights.0 + slope * (to - start)
      var turns = before * cos(first) - after * cos(last)
      if slope != 0 { turns += slope / omega * (sin(last) - sin(first)) }
      sum += period.share * height(slot, index) / omega * turns
      // Whole slots under a level weight add up to nothing.
      slot = slope == 0 && slot + 1 < lastSlot ? lastSlot : slot + 1
    }
    return sum
  }

  /// The height of a slot's wave, -1 to 1.
  private func height(_ slot: Double, _ period: Int) -> Double {
    2 * Random.unit(key &+ UInt64(period), UInt64(bitPattern: Int64(slot))) - 1
  }
}
