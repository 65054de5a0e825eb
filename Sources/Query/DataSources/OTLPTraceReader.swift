import JSON
import Times
import Traces

/// Reads traces in OTLP's JSON: `resourceSpans` with `scopeSpans`, as Tempo writes them; ids in
/// base64 or hexadecimal, fields that are zero left out.
struct OTLPTraceReader {
  private(set) var trace: Trace
  private var leftOut = 0
  /// Keys come again in every span: one copy of each.
  private var texts: [String: String] = [:]

  init(id: TraceID) { trace = Trace(id: id) }

  /// What has been read, with notices of what has not.
  func finished() -> Trace {
    var trace = trace
    if leftOut > 0 {
      trace.notices.append("the first \(Trace.mostSpans) spans only, \(leftOut) left out")
    }
    return trace.withoutRepeats()
  }

  /// An array of resources with their spans; older Tempo says `instrumentationLibrarySpans`.
  mutating func readResources(_ cursor: inout JSONCursor) throws(JSONError) {
    try cursor.enterArray()
    while try cursor.nextElement() {
      // The resource mostly stands first; its place in the list is kept for it in any case.
      let place = trace.resources.count
      trace.resources.append(Trace.Resource(service: ""))
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("resource", .object): try readResource(&cursor, place)
        case ("scopeSpans", .array), ("instrumentationLibrarySpans", .array):
          try readScopes(&cursor, place)
        default: try cursor.skip()
        }
      }
    }
  }

  private mutating func readResource(
    _ cursor: inout JSONCursor, _ place: Int
  ) throws(JSONError) {
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "attributes", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      let attributes = try readAttributes(&cursor)
      trace.resources[place] = Trace.Resource(
        service: attributes["service.name"]?.text ?? "", attributes: attributes)
    }
  }

  private mutating func readScopes(_ cursor: inout JSONCursor, _ place: Int) throws(JSONError) {
    try cursor.enterArray()
    while try cursor.nextElement() {
      var scope = ""
      let first = trace.spans.count
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("scope", .object), ("instrumentationLibrary", .object):
          scope = try readScope(&cursor)
        case ("spans", .array): try readSpans(&cursor, place)
        default: try cursor.skip()
        }
      }
      for index in trace.spans.indices.dropFirst(first) { trace.spans[index].scope = scope }
    }
  }

  private mutating func readScope(_ cursor: inout JSONCursor) throws(JSONError) -> String {
    var (name, version) = ("", "")
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("name", .string): name = try cursor.string()
      case ("version", .string): version = try cursor.string()
      default: try cursor.skip()
      }
    }
    return version.isEmpty ? name : "\(name) \(version)"
  }

  private mutating func readSpans(_ cursor: inout JSONCursor, _ place: Int) throws(JSONError) {
    try cursor.enterArray()
    while try cursor.nextElement() {
      guard trace.spans.count < Trace.mostSpans else {
        leftOut += 1
        try cursor.skip()
        continue
      }
      trace.spans.append(try readSpan(&cursor, place))
    }
  }

  private mutating func readSpan(
    _ cursor: inout JSONCursor, _ place: Int
  ) throws(JSONError) -> TraceSpan {
    var span = TraceSpan(
      id: SpanID(0), name: "", start: Instant(nanoseconds: 0), end: Instant(nanoseconds: 0),
      resource: place)
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case (_, .null): try cursor.null()
      case ("traceId", .string):
        let id = try readTraceID(&cursor)
        if trace.id.isZero { trace.id = id }
      case ("spanId", .string): span.id = try readSpanID(&cursor)
      case ("parentSpanId", .string): span.parentID = try readSpanID(&cursor)
      case ("name", .string): span.name = shared(try cursor.string())
      case ("kind", let kind): span.kind = try readKind(&cursor, kind)
      case ("startTimeUnixNano", _): span.start = try readTime(&cursor)
      case ("endTimeUnixNano", _): span.end = try readTime(&cursor)
      case ("attributes", .array): span.attributes = try readAttributes(&cursor)
      case ("events", .array): span.events = try readEvents(&cursor)
      case ("links", .array): span.links = try readLinks(&cursor)
      case ("status", .object): try readStatus(&cursor, &span)
      default: try cursor.skip()
      }
    }
    return span
  }

  private func readStatus(
    _ cursor: inout JSONCursor, _ span: inout TraceSpan
  ) throws(JSONError) {
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("code", .string):
        switch try cursor.string() {
        case "STATUS_CODE_ERROR", "ERROR", "2": span.status = .error
        case "STATUS_CODE_OK", "OK", "1": span.status = .ok
        default: span.status = .unset
        }
      case ("code", .number):
        let code = try cursor.number()
        span.status = code == 2 ? .error : code == 1 ? .ok : .unset
      case ("message", .string): span.statusMessage = try cursor.string()
      default: try cursor.skip()
      }
    }
  }

  private func readKind(
    _ cursor: inout JSONCursor, _ kind: JSONCursor.Kind
  ) throws(JSONError) -> TraceSpan.Kind {
    if kind == .number {
      // As OTLP numbers them.
      let kinds: [TraceSpan.Kind] = [
        .unspecified, .internal, .server, .client, .producer, .consumer,
      ]
      let number = try cursor.number()
      return kinds.indices.first { Double($0) == number }.map { kinds[$0] } ?? .unspecified
    }
    guard kind == .string else {
      try cursor.skip()
      return .unspecified
    }
    var name = try cursor.string()
    if name.hasPrefix("SPAN_KIND_") { name.removeFirst(10) }
    return TraceSpan.Kind(rawValue: name.lowercased()) ?? .unspecified
  }

  private mutating func readEvents(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [Trace.Event] {
    var events: [Trace.Event] = []
    try cursor.enterArray()
    while try cursor.nextElement() {
      var event = Trace.Event(time: Instant(nanoseconds: 0), name: "")
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("timeUnixNano", _): event.time = try readTime(&cursor)
        case ("name", .string): event.name = shared(try cursor.string())
        case ("attributes", .array): event.attributes = try readAttributes(&cursor)
        default: try cursor.skip()
        }
      }
      events.append(event)
    }
    return events
  }

  private mutating func readLinks(_ cursor: inout JSONCursor) throws(JSONError) -> [Trace.Link] {
    var links: [Trace.Link] = []
    try cursor.enterArray()
    while try cursor.nextElement() {
      var link = Trace.Link(traceID: TraceID(low: 0), spanID: SpanID(0))
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("traceId", .string): link.traceID = try readTraceID(&cursor)
        case ("spanId", .string): link.spanID = try readSpanID(&cursor)
        case ("attributes", .array): link.attributes = try readAttributes(&cursor)
        default: try cursor.skip()
        }
      }
      links.append(link)
    }
    return links
  }

  mutating func shared(_ text: String) -> String {
    // Short texts are no allocation; long ones mostly differ.
    guard (16...64).contains(text.utf8.count) else { return text }
    if let known = texts[text] { return known }
    if texts.count < 4_096 { texts[text] = text }
    return text
  }
}
