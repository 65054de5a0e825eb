import Times

/// Equal steps of time that the samples of several series fall into.
struct TimeGrid: Hashable {
  var first: Instant
  var step: Span
  var count: Int

  /// The grid of so many times at most `limit` steps long; `nil` without any time. The step is the
  /// least distance of two samples of a series.
  init?(_ series: [[Instant]], limit: Int) {
    var (low, high) = (Instant(nanoseconds: .max), Instant(nanoseconds: .min))
    var least = Span(nanoseconds: .max)
    for times in series {
      for time in times { (low, high) = (min(low, time), max(high, time)) }
      // Those of a query have one step: a few tell it.
      for (a, b) in zip(times, times.dropFirst()).prefix(2_000) where b > a {
        least = min(least, b - a)
      }
    }
    guard low <= high else { return nil }
    first = low
    step = least == Span(nanoseconds: .max) ? .seconds(60) : least
    let limit = Double(max(1, limit))
    let span = (high - low).seconds
    let steps = span / max(step.seconds, 1e-9)
    if steps >= limit { step = step * Int64((steps / limit).rounded(.up)) }
    count = Int(min(limit - 1, (span / max(step.seconds, 1e-9)).rounded())) + 1
  }

  /// The step that a time lies nearest to.
  func index(of time: Instant) -> Int? {
    let place = ((time - first).seconds / max(step.seconds, 1e-9)).rounded()
    guard place >= 0, place < Double(count) else { return nil }
    return Int(place)
  }
}
