import Times
import Traces

/// What makes traces of one template about one series.
struct TraceSource: Sendable {
  let template: TraceTemplate
  let series: SyntheticWorld.Series
  /// The histogram that says how slow the work is.
  let slowness: SyntheticWorld.Series?
  let key: UInt64

  /// Calls for each event from one moment up to but not another, with its millisecond.
  func forEachEvent(from: Instant, to: Instant, _ body: (Int64, Int) -> Void) {
    guard from < to else { return }
    let (low, high) = (from.milliseconds, to.milliseconds)
    for (place, step) in template.every.enumerated() {
      find(low, number(at: low) / step, high, number(at: high) / step, step) { time, count in
        let number = count * step
        // What two steps tell is one trace.
        guard !template.every[..<place].contains(where: { number % $0 == 0 }) else { return }
        body(time, number)
      }
    }
  }

  /// The millisecond by which a number is reached, before a moment; `nil` if it is not, or is not
  /// told of.
  func time(of number: Int, before end: Instant) -> Int64? {
    guard number > 0, template.every.contains(where: { number % $0 == 0 }) else { return nil }
    var (low, high) = (SyntheticWorld.epoch.milliseconds, end.milliseconds)
    guard low < high, self.number(at: high) >= number else { return nil }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if self.number(at: middle) >= number { high = middle } else { low = middle }
    }
    return high
  }

  func count(from: Instant, to: Instant) -> Int {
    let steps = number(at: to.milliseconds) - number(at: from.milliseconds)
    return template.every.reduce(0) { $0 + max(0, steps) / $1 }
  }

  func number(at time: Int64) -> Int {
    let seconds = SyntheticWorld.seconds(Instant(milliseconds: time))
    return Int(series.growth(to: seconds).rounded(.down))
  }

  private func find(
    _ low: Int64, _ atLow: Int, _ high: Int64, _ atHigh: Int, _ step: Int,
    _ body: (Int64, Int) -> Void
  ) {
    guard atLow < atHigh else { return }
    guard high - low > 1 else {
      for number in atLow + 1...atHigh { body(high, number) }
      return
    }
    let middle = low + (high - low) / 2
    let atMiddle = number(at: middle) / step
    find(low, atLow, middle, atMiddle, step, body)
    find(middle, atMiddle, high, atHigh, step, body)
  }

  /// The trace of an event.
  func trace(_ number: Int, at time: Int64) -> Trace {
    let id = TraceID(key, number)
    // The counter of attempts and that of errors of one platform differ in their keys already.
    let own = Random.key(key, UInt64(bitPattern: Int64(number)))
    var plan = TracePlan(
      template: template, labels: series.labels, key: own,
      slowness: slowness?.slowness(at: SyntheticWorld.seconds(Instant(milliseconds: time))) ?? 1)
    plan.add(template.root, at: 0, under: SpanID(0))
    return plan.trace(id, event: Instant(milliseconds: time))
  }
}

extension SyntheticWorld.Series {
  /// How many times longer than when nothing is wrong its values are at a moment.
  func slowness(at seconds: Double) -> Double {
    effects.reduce(1) { $0 + ($1.change.factor - 1) * $1.timeline.level(at: seconds) }
  }
}
