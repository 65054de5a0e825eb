import Frames
import Glibc
import JSON
import Times
import Traces

/// A trace of a template on its way: spans with times in milliseconds from its beginning.
struct TracePlan {
  let template: TraceTemplate
  let labels: Labels
  let key: UInt64
  let slowness: Double

  private var spans: [Planned] = []
  private var services: [String] = []
  private var ordinal: UInt64 = 0
  /// Where the last anchor ends.
  private var anchor: Double?
  private let retries: ClosedRange<Int>?

  private struct Planned {
    var span: TraceSpan
    var from: Double
    var to: Double
    var events: [(at: Double, event: Trace.Event)] = []
  }

  init(template: TraceTemplate, labels: Labels, key: UInt64, slowness: Double) {
    self.template = template
    self.labels = labels
    self.key = key
    self.slowness = slowness
    let isRetried = template.retried.map { Random.unit(key, 1) < $0.share } ?? false
    retries = isRetried ? template.retried?.attempts : nil
  }

  /// Adds a span with all below it, its attempts one after the other; gives where it ends.
  @discardableResult
  mutating func add(_ template: SpanTemplate, at start: Double, under parent: SpanID) -> Double {
    let own = Random.key(key, 100 &+ ordinal)
    ordinal += 1
    guard template.chance >= 1 || Random.unit(own, 1) < template.chance else { return start }
    guard let attempts = retries != nil && template.attempts != nil ? retries : template.attempts
    else { return add(template, own, at: start, under: parent, attempt: nil, isFailing: false) }
    let span = UInt64(attempts.upperBound - attempts.lowerBound + 1)
    let count = attempts.lowerBound + Int(Random.key(own, 2) % span)
    var end = start
    for attempt in 1...max(1, count) {
      // Temporal waits longer each time.
      if attempt > 1 { end += 180 * pow(2, Double(attempt - 2)) * (1 + Random.unit(own, 3)) }
      end = add(
        template, Random.key(own, UInt64(10 + attempt)), at: end, under: parent, attempt: attempt,
        isFailing: attempt < count)
    }
    return end
  }

  private mutating func add(
    _ template: SpanTemplate, _ own: UInt64, at start: Double, under parent: SpanID,
    attempt: Int?, isFailing: Bool
  ) -> Double {
    let filling = Filling(labels: labels, key: own, traceKey: key)
    let place = spans.count
    spans.append(Planned(span: span(template, filling, own, parent), from: start, to: start))
    if let attempt {
      spans[place].span.attributes.append(
        TraceAttribute("temporal.attempt", .integer(Int64(attempt))))
    }
    let id = spans[place].span.id
    let failing = isFailing ? template.failing : nil
    var end = start + 0.2 + Random.unit(own, 4) * 3
    let children = failing?.children ?? template.children
    for child in children { end = add(child, at: end, under: id) + 0.2 + Random.unit(own, 5) }
    if children.isEmpty {
      let (low, high) = (template.milliseconds.lowerBound, template.milliseconds.upperBound)
      // As often in each doubling: short ones are more frequent.
      end =
        start + low * pow(high / max(0.001, low), Random.unit(own, 6))
        * (template.isSlowed ? slowness : 1)
    }
    spans[place].to = end
    if template.isAnchor { anchor = end }
    fail(place, template, failing, isFailing: isFailing, filling)
    for (number, event) in template.events.enumerated() {
      let at = start + (end - start) * (0.1 + 0.6 * Random.unit(own, UInt64(20 + number)))
      spans[place].events.append(
        (
          at,
          Trace.Event(
            time: Instant(nanoseconds: 0), name: event.name,
            attributes: attributes(event.attributes, filling, from: UInt64(40 + number * 8)))
        ))
    }
    return end
  }

  private mutating func fail(
    _ place: Int, _ template: SpanTemplate, _ failing: SpanTemplate.Failing?, isFailing: Bool,
    _ filling: Filling
  ) {
    let isFailed = template.error != nil || isFailing
    guard isFailed else { return }
    let message = failing?.error ?? template.error ?? "the attempt failed"
    spans[place].span.status = .error
    spans[place].span.statusMessage = filling.text(message, 200)
    guard let exception = failing?.exception ?? template.exception else { return }
    let texts = [
      ("exception.type", exception.type), ("exception.message", exception.message),
      ("exception.stacktrace", exception.type + ": " + exception.message + "\n" + exception.stack),
    ]
    let attributes = texts.map { TraceAttribute($0.0, filling.text($0.1, 201)) }
    spans[place].events.append(
      (
        spans[place].to - 0.1,
        Trace.Event(time: Instant(nanoseconds: 0), name: "exception", attributes: attributes)
      ))
  }

  private mutating func span(
    _ template: SpanTemplate, _ filling: Filling, _ own: UInt64, _ parent: SpanID
  ) -> TraceSpan {
    let service = filling.text(template.service, 1)
    let resource = services.firstIndex(of: service) ?? services.count
    if resource == services.count { services.append(service) }
    return TraceSpan(
      id: SpanID(Random.key(own, 7) | 1), parentID: parent, name: filling.text(template.name, 0),
      kind: template.kind, start: Instant(nanoseconds: 0), end: Instant(nanoseconds: 0),
      attributes: attributes(template.attributes, filling, from: 2), resource: resource,
      scope: "otel-\(service) 1.8.0")
  }

  private func attributes(
    _ pairs: [(name: String, value: JSONValue)], _ filling: Filling, from first: UInt64
  ) -> [TraceAttribute] {
    pairs.enumerated().map { place, pair in
      TraceAttribute(pair.name, value(pair.value, filling, first + UInt64(place)))
    }
  }

  /// A text that becomes a number is one, but for ids, which stand in longer texts.
  private func value(
    _ value: JSONValue, _ filling: Filling, _ place: UInt64
  ) -> TraceAttribute.Value {
    switch value {
    case .bool(let flag): return .bool(flag)
    case .number(let number): return Int64(exactly: number).map { .integer($0) } ?? .double(number)
    case .string(let template):
      let text = filling.text(template, place)
      if template.hasPrefix("{float:") { return .double(Double(text) ?? 0) }
      let isNumber = ["{number:", "{id:", "{map:"].contains { template.hasPrefix($0) }
      if isNumber, let number = Int64(text) {
        return .integer(number)
      }
      return .string(text)
    default: return .none
    }
  }

  /// The trace with the anchor's end at the moment of its event.
  func trace(_ id: TraceID, event: Instant) -> Trace {
    let end = anchor ?? spans.first?.to ?? 0
    // One that must begin earlier takes longer in all its parts.
    let factor = max(1, template.lead * 1000 / max(1, end))
    func moment(_ time: Double) -> Instant {
      event + Span(nanoseconds: Int64(((time - end) * factor * 1e6).rounded()))
    }
    return Trace(
      id: id,
      spans: spans.map { planned in
        var span = planned.span
        span.start = moment(planned.from)
        span.end = moment(planned.to)
        span.events = planned.events.sorted { $0.at < $1.at }.map { at, event in
          var event = event
          event.time = moment(at)
          return event
        }
        return span
      },
      resources: services.map { service in
        Trace.Resource(
          service: service,
          attributes: [
            TraceAttribute("service.name", service), TraceAttribute("service.version", "1.8.0"),
            TraceAttribute("deployment.environment", "prod"),
            TraceAttribute("k8s.pod.name", "\(service)-\(key % 3)"),
          ])
      })
  }
}
