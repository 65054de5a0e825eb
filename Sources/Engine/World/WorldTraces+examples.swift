package import Frames
package import Times
package import Traces

extension WorldTraces {
  /// An event that a client library would have kept beside its metric.
  package struct Example: Hashable, Sendable {
    package var time: Instant
    /// What was observed: a count of one, or how long the work took, in milliseconds.
    package var value: Double
    package var trace: TraceID
  }

  /// The events that a counter's series counted, the last of each step.
  package func counted(
    by metric: String, _ labels: Labels, from: Instant, to: Instant, step: Span
  ) -> [Example] {
    sources.filter { $0.template.metric == metric && $0.series.labels.areAll(of: labels) }
      .flatMap { source in
        source.lasts(from: from, to: to, step: step).map { time, number in
          Example(
            time: Instant(milliseconds: time), value: 1, trace: TraceID(source.key, number))
        }
      }
  }

  /// The upper bounds of a histogram of such work.
  package func bounds(of histogram: String) -> [Double] {
    sources.first { $0.template.slow?.metric == histogram }?.slowness?.bounds ?? []
  }

  /// The work whose length a histogram's series observed, the last of each step.
  package func observed(
    by histogram: String, _ labels: Labels, from: Instant, to: Instant, step: Span
  ) -> [Example] {
    sources.filter {
      $0.template.slow?.metric == histogram && $0.slowness?.labels.areAll(of: labels) == true
    }.flatMap { source in
      source.lasts(from: from, to: to, step: step).compactMap { time, number in
        let trace = source.trace(number, at: time)
        let moment = Instant(milliseconds: time)
        // What was counted ends when it is.
        guard let span = trace.spans.last(where: { $0.end == moment }) else { return nil }
        return Example(
          time: moment, value: span.duration.seconds * 1000, trace: trace.id)
      }
    }
  }
}

extension Labels {
  fileprivate func areAll(of others: Labels) -> Bool {
    pairs.allSatisfy { others[$0.name] == $0.value }
  }
}

extension TraceSource {
  /// The last event of each step that has any, with its millisecond.
  func lasts(from: Instant, to: Instant, step: Span) -> [(time: Int64, number: Int)] {
    var (low, high) = (from.milliseconds, to.milliseconds)
    low = max(low, SyntheticWorld.epoch.milliseconds)
    let step = max(1, step.milliseconds)
    var found: [(time: Int64, number: Int)] = []
    guard low < high else { return [] }
    var atLow = number(at: low)
    while low < high {
      let next = min(high, low + step)
      let atNext = number(at: next)
      let last = template.every.map { atNext / $0 * $0 }.max() ?? 0
      if last > atLow, let time = time(of: last, before: Instant(milliseconds: next)) {
        found.append((time, last))
      }
      (low, atLow) = (next, atNext)
    }
    return found
  }
}
