package import Times
import TraceQL
import Traces
package import World

/// The traces of a world as servers hold them: searched newest first, for so long and no longer.
package struct TraceArchive: Sendable {
  let traces: WorldTraces
  let clock: @Sendable () -> Instant

  /// How long the past is.
  static let age = Span.hours(30 * 24)
  /// Traces that one search goes through, so that none keeps the demo busy for long.
  static let most = 40_000

  package init(_ traces: WorldTraces, clock: @escaping @Sendable () -> Instant) {
    self.traces = traces
    self.clock = clock
  }

  /// A trace with the spans of it that were looked for.
  struct Found {
    var facts: TraceFacts
    var spans: [TraceSpan]
  }

  /// The newest traces of a range that have what is looked for.
  func newest(
    _ limit: Int, in range: TimeRange, _ match: (TraceFacts) -> [TraceSpan]
  ) -> [Found] {
    let now = clock()
    let first = max(range.from, now + -Self.age, SyntheticWorld.epoch)
    var end = min(range.to, now)
    var (found, seen) = ([Found](), 0)
    // Pieces of the range from its end, until there are enough; twice as long each time.
    var piece = Span.minutes(2)
    while end > first, found.count < limit, seen < Self.most, !Task.isCancelled {
      let start = max(first, end + -piece)
      for event in traces.events(from: start, to: end) where found.count < limit {
        seen += 1
        let facts = TraceFacts(traces.trace(of: event))
        // What has not ended is not there yet.
        guard facts.range.to <= now, facts.range.from >= first else { continue }
        let spans = match(facts)
        if !spans.isEmpty { found.append(Found(facts: facts, spans: spans)) }
      }
      end = start
      piece = min(piece * 2, .hours(2))
    }
    return found
  }

  /// The newest traces of a range, to tell what attributes there are.
  func sample(in range: TimeRange) -> [TraceFacts] {
    newest(400, in: range) { $0.trace.spans }.map(\.facts)
  }

  func trace(_ id: TraceID) -> Trace? {
    let now = clock()
    guard let trace = traces.trace(id, before: now), let range = trace.range, range.to <= now,
      range.from >= now + -Self.age
    else { return nil }
    return trace
  }
}
