package import Times

/// A trace as a server gave it: raw texts, its spans in the order of the server.
package struct Trace: Hashable, Sendable {
  package var id: TraceID
  package var spans: [TraceSpan]
  /// What the spans were made by; a span names one by its place.
  package var resources: [Resource]
  /// What the reader of the reply left out or mended, for a person.
  package var notices: [String]

  package init(
    id: TraceID, spans: [TraceSpan] = [], resources: [Resource] = [], notices: [String] = []
  ) {
    self.id = id
    self.spans = spans
    self.resources = resources
    self.notices = notices
  }

  /// Spans that we read of one trace; what comes after is left out, and said to be.
  package static let mostSpans = 100_000

  /// Whatever made spans: a service on some machine.
  package struct Resource: Hashable, Sendable {
    /// `service.name`; empty where the resource does not say.
    package var service: String
    package var attributes: [TraceAttribute]

    package init(service: String, attributes: [TraceAttribute] = []) {
      self.service = service
      self.attributes = attributes
    }
  }

  /// Something that a span says happened at a moment of it.
  package struct Event: Hashable, Sendable {
    package var time: Instant
    package var name: String
    package var attributes: [TraceAttribute]

    package init(time: Instant, name: String, attributes: [TraceAttribute] = []) {
      self.time = time
      self.name = name
      self.attributes = attributes
    }

    /// The event tells of an exception, in OpenTelemetry's names or in Jaeger's.
    package var isException: Bool {
      name == "exception" || name == "error" || attributes.contains { $0.key == "exception.type" }
    }

    /// Its stack trace, of many lines.
    package var stackTrace: String? {
      (attributes["exception.stacktrace"] ?? attributes["stack"])?.text
    }
  }

  /// A span elsewhere that this one has to do with.
  package struct Link: Hashable, Sendable {
    package var traceID: TraceID
    package var spanID: SpanID
    package var attributes: [TraceAttribute]

    package init(traceID: TraceID, spanID: SpanID, attributes: [TraceAttribute] = []) {
      self.traceID = traceID
      self.spanID = spanID
      self.attributes = attributes
    }
  }

  /// The service of a span; empty where nothing says it.
  package func service(of span: TraceSpan) -> String {
    resources.indices.contains(span.resource) ? resources[span.resource].service : ""
  }

  package func resource(of span: TraceSpan) -> Resource? {
    resources.indices.contains(span.resource) ? resources[span.resource] : nil
  }

  /// From the first start to the last end; nothing for a trace without spans.
  package var range: TimeRange? {
    guard let first = spans.lazy.map(\.start).min(), let last = spans.lazy.map(\.end).max() else {
      return nil
    }
    return TimeRange(from: first, to: max(first, last))
  }
}
