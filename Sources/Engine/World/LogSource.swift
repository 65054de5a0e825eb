import Exposition
import Frames
import Times
import Traces

/// What writes lines of one template about one series.
struct LogSource: Sendable {
  let template: LogTemplate
  let series: SyntheticWorld.Series
  let stream: Int
  /// For the names of the traces: all sources of a series agree in them.
  let key: UInt64
  /// For what only this source tells.
  let textKey: UInt64

  /// Adds the lines from one moment up to but not another.
  func append(from: Instant, to: Instant, into lines: inout [WorldLog.Line]) {
    guard from < to else { return }
    // A line is less than a millisecond before the one at which its number is reached.
    let lag = template.lag
    let low = from.milliseconds - lag - 1
    let high = to.milliseconds - lag + 2
    find(low, number(at: low), high, number(at: high)) { event, number in
      let jitter = Random.key(textKey, UInt64(bitPattern: Int64(number))) % 1_000_000
      let time = Instant(milliseconds: event + lag) + Span(nanoseconds: -Int64(jitter))
      guard time >= from, time < to else { return }
      lines.append(line(number, at: time))
    }
  }

  func count(from: Instant, to: Instant) -> Int {
    max(
      0, number(at: to.milliseconds - template.lag) - number(at: from.milliseconds - template.lag))
  }

  /// The lines written up to a moment, in milliseconds.
  private func number(at time: Int64) -> Int {
    let grown = series.growth(to: SyntheticWorld.seconds(Instant(milliseconds: time)))
    return Int((grown.rounded(.down) / template.every).rounded(.down))
  }

  /// Calls for each number that is reached after one moment and by another, with the millisecond
  /// by which it is.
  private func find(
    _ low: Int64, _ atLow: Int, _ high: Int64, _ atHigh: Int, _ body: (Int64, Int) -> Void
  ) {
    guard atLow < atHigh else { return }
    guard high - low > 1 else {
      for number in atLow + 1...atHigh { body(high, number) }
      return
    }
    let middle = low + (high - low) / 2
    let atMiddle = number(at: middle)
    find(low, atLow, middle, atMiddle, body)
    find(middle, atMiddle, high, atHigh, body)
  }

  private func line(_ number: Int, at time: Instant) -> WorldLog.Line {
    let step = Int(template.every)
    let trace = "\(TraceID(key, number * step))"
    let correlation = "run-" + trace.prefix(8)
    let own = Random.key(textKey, UInt64(bitPattern: Int64(number)))
    let metadata = Labels([("detected_level", template.level), ("trace_id", trace)])
    return WorldLog.Line(
      time: time, stream: stream,
      text: template.text(
        at: time, labels: series.labels, trace: trace, correlation: correlation, key: own),
      metadata: metadata)
  }
}
