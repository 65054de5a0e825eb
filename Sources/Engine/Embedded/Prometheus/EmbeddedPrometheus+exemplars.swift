import Frames
import HTTP
import PromQLSyntax
import Samples
import Times
import World

extension EmbeddedPrometheus {
  /// The events that were kept of the series that an expression reads, as `query_exemplars` has
  /// them: oldest first, for as long as the storage of exemplars reaches back.
  func exemplars(_ form: RequestForm, now: Instant) throws(APIError) -> [UInt8] {
    let (start, end) = (
      try form.time("start", else: RequestForm.earliest),
      try form.time("end", else: RequestForm.latest)
    )
    guard end >= start else {
      throw APIError(.badData, "end timestamp must not be before start timestamp")
    }
    let selectors: [VectorSelector]
    do {
      selectors = try Expression(parsing: form["query"]).selectors
    } catch {
      throw APIError(.badData, "\(error)")
    }
    var json = JSONBytes()
    json.write("[")
    let from = max(Instant(milliseconds: start), now - Self.exemplarAge)
    let to = min(Instant(milliseconds: end), now)
    if let traces = backing.traces?(), from < to {
      var observations = Observations(traces, from: from, to: to)
      var isFirst = true
      for one in try series(of: selectors, from: from, to: to, now: now) {
        let found = observations.exemplars(of: one)
        guard !found.isEmpty else { continue }
        if !isFirst { json.write(",") }
        isFirst = false
        json.write("{\"seriesLabels\":")
        json.write(one)
        json.write(",\"exemplars\":[")
        for (place, example) in found.enumerated() {
          json.write(place > 0 ? ",{\"labels\":{\"trace_id\":" : "{\"labels\":{\"trace_id\":")
          json.write(string: "\(example.trace)")
          json.write("},\"value\":\"")
          json.write(number: example.value)
          json.write("\",\"timestamp\":")
          json.write(milliseconds: example.time.milliseconds)
          json.write("}")
        }
        json.write("]}")
      }
    }
    json.write("]")
    return json.bytes
  }

  /// Prometheus keeps exemplars in a ring in memory.
  private static let exemplarAge = Span.hours(6)
  /// One is kept for each of so many parts of what is asked for, or for each scrape.
  private static let most: Int64 = 120

  private func series(
    of selectors: [VectorSelector], from: Instant, to: Instant, now: Instant
  ) throws(APIError) -> [Labels] {
    let source = backing.source(now)
    var found: Set<Labels> = []
    for selector in selectors {
      let matchers: [SeriesMatcher]
      do { matchers = try Self.matchers(selector) } catch { throw APIError(.badData, "\(error)") }
      found.formUnion(
        source.select(matchers, from: from.milliseconds, to: to.milliseconds).map(\.labels))
    }
    return found.sorted(by: Labels.precede)
  }

  /// What is known of the work that histograms observe: the same for all buckets of a series.
  private struct Observations {
    var traces: WorldTraces
    var from: Instant
    var to: Instant
    private var known: [Labels: [WorldTraces.Example]] = [:]

    init(_ traces: WorldTraces, from: Instant, to: Instant) {
      self.traces = traces
      self.from = from
      self.to = to
    }

    private var step: Span {
      max(
        Span.milliseconds(ScrapedWorld.interval),
        Span(nanoseconds: (to - from).nanoseconds / EmbeddedPrometheus.most))
    }

    mutating func exemplars(of series: Labels) -> [WorldTraces.Example] {
      let name = series["__name__"] ?? ""
      let suffix = "_bucket"
      guard name.hasSuffix(suffix), let bound = series["le"] else {
        return traces.counted(by: name, series, from: from, to: to, step: step)
          .sorted { $0.time < $1.time }
      }
      let histogram = String(name.dropLast(suffix.utf8.count))
      let bounds = traces.bounds(of: histogram)
      let top = bound == "+Inf" ? .infinity : Double(bound) ?? .infinity
      // A client keeps an event with the smallest bucket that it fits in.
      let bottom = bounds.last { $0 < top } ?? -.infinity
      return observed(by: histogram, series).filter { bottom < $0.value && $0.value <= top }
    }

    private mutating func observed(
      by histogram: String, _ series: Labels
    ) -> [WorldTraces.Example] {
      let whole = Labels(series.pairs.filter { $0.name != "le" })
      if let known = known[whole] { return known }
      let isInMilliseconds = histogram.hasSuffix("_ms") || histogram.hasSuffix("_milliseconds")
      let found = traces.observed(by: histogram, series, from: from, to: to, step: step)
        .sorted { $0.time < $1.time }.map { example in
          var example = example
          if !isInMilliseconds { example.value /= 1000 }
          return example
        }
      known[whole] = found
      return found
    }
  }
}
