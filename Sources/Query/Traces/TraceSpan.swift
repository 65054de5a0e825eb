package import Times

/// A piece of work in a trace.
package struct TraceSpan: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case unspecified, `internal`, server, client, producer, consumer
  }

  package enum Status: String, Hashable, Sendable, CaseIterable {
    case unset, ok, error
  }

  package var id: SpanID
  /// Zero for a span that says it has none.
  package var parentID: SpanID
  package var name: String
  package var kind: Kind
  package var start: Instant
  /// As sent; before the start where a clock was wrong, at the epoch where the span never ended.
  package var end: Instant
  package var status: Status
  package var statusMessage: String
  package var attributes: [TraceAttribute]
  package var events: [Trace.Event]
  package var links: [Trace.Link]
  /// The place of what made it in the trace's resources.
  package var resource: Int
  /// The instrumentation that made it, with its version.
  package var scope: String

  package init(
    id: SpanID, parentID: SpanID = SpanID(0), name: String, kind: Kind = .unspecified,
    start: Instant, end: Instant, status: Status = .unset, statusMessage: String = "",
    attributes: [TraceAttribute] = [], events: [Trace.Event] = [], links: [Trace.Link] = [],
    resource: Int = 0, scope: String = ""
  ) {
    self.id = id
    self.parentID = parentID
    self.name = name
    self.kind = kind
    self.start = start
    self.end = end
    self.status = status
    self.statusMessage = statusMessage
    self.attributes = attributes
    self.events = events
    self.links = links
    self.resource = resource
    self.scope = scope
  }

  /// How long it took; nothing for one that ends before it starts.
  package var duration: Span { max(.zero, end - start) }

  package var isError: Bool { status == .error }
}

/// Something that a span, its resource, an event or a link says of itself.
package struct TraceAttribute: Hashable, Sendable {
  package indirect enum Value: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    case double(Double)
    case bool(Bool)
    case bytes(Int)
    case list([Value])
    case map([TraceAttribute])
    case none
  }

  package var key: String
  package var value: Value

  package init(_ key: String, _ value: Value) {
    self.key = key
    self.value = value
  }

  package init(_ key: String, _ text: String) { self.init(key, .string(text)) }

  /// Raw text.
  package var text: String { value.text }
}

extension TraceAttribute.Value {
  /// Raw text: as it was sent, lists and maps as JSON has them, but for quotes around plain texts.
  package var text: String { text(depth: 0) }

  private func text(depth: Int) -> String {
    guard depth < 32 else { return "…" }
    switch self {
    case .string(let text): return text
    case .integer(let number): return "\(number)"
    case .double(let number):
      guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf" }
      if let whole = Int64(exactly: number), abs(whole) < 1 << 53 { return "\(whole)" }
      return "\(number)"
    case .bool(let flag): return flag ? "true" : "false"
    case .bytes(let count): return "\(count) bytes"
    case .list(let values):
      return "[" + values.map { $0.text(depth: depth + 1) }.joined(separator: ", ") + "]"
    case .map(let members):
      let texts = members.map { "\($0.key): \($0.value.text(depth: depth + 1))" }
      return "{" + texts.joined(separator: ", ") + "}"
    case .none: return ""
    }
  }

  package var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }
}

extension [TraceAttribute] {
  package subscript(key: String) -> TraceAttribute.Value? { first { $0.key == key }?.value }
}
