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
  /// What makes the traces of the lines; `nil` where there are none.
  let traces: TraceSource?
  /// Of all sources of a log together.
  let memory: ToldTraces

  /// Traces that are written about in their course take no longer, milliseconds.
  private static let longestTrace: Int64 = 900_000

  /// Adds the lines from one moment up to but not another.
  func append(from: Instant, to: Instant, into lines: inout [WorldLog.Line]) {
    guard from < to else { return }
    // A line is less than a millisecond before the one at which its number is reached.
    let lag = template.lag
    let low = from.milliseconds - lag - 1
    let high = to.milliseconds - lag + 2 + (template.edge == nil ? 0 : Self.longestTrace)
    find(low, number(at: low), high, number(at: high)) { event, number in
      let told = told(number, event)
      let time = told.flatMap(moment) ?? moment(number, event)
      guard time >= from, time < to else { return }
      lines.append(line(number, at: time, told))
    }
  }

  /// The trace of an event, where a line of it says anything.
  private func told(_ number: Int, _ event: Int64) -> ToldTrace? {
    guard template.tellsOfItsTrace, let traces else { return nil }
    return memory.told(.init(source: textKey, number: number, event: event)) {
      ToldTrace(
        traces.trace(number * Int(template.every), at: event), about: template.span,
        event: Instant(milliseconds: event))
    }
  }

  /// When a line is written that tells of a span's start or end.
  private func moment(_ told: ToldTrace) -> Instant? {
    switch template.edge {
    case .start: told.span.start
    case .end: told.span.end
    case nil: nil
    }
  }

  private func moment(_ number: Int, _ event: Int64) -> Instant {
    let jitter = Random.key(textKey, UInt64(bitPattern: Int64(number))) % 1_000_000
    return Instant(milliseconds: event + template.lag) + Span(nanoseconds: -Int64(jitter))
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

  private func line(_ number: Int, at time: Instant, _ told: ToldTrace?) -> WorldLog.Line {
    let step = Int(template.every)
    let name = "\(TraceID(key, number * step))"
    let trace = traces == nil ? nil : name
    let filling = Filling(
      labels: series.labels, key: Random.key(textKey, UInt64(bitPattern: Int64(number))),
      told: told)
    let known = [("detected_level", template.level)] + (trace.map { [("trace_id", $0)] } ?? [])
    return WorldLog.Line(
      time: time, stream: stream,
      text: template.text(
        at: time, trace: trace, correlation: "run-" + name.prefix(8), filling),
      metadata: Labels(known))
  }
}
