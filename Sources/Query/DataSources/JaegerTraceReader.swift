import JSON
import Times
import Traces

/// Reads a trace in Jaeger's JSON: times in microseconds, ids in hexadecimal, `processes` beside
/// the spans.
struct JaegerTraceReader {
  private var trace = Trace(id: TraceID(low: 0))
  private var processes: [String: Int] = [:]
  private var leftOut = 0
  private var warnings = 0

  static func read(_ cursor: inout JSONCursor) throws(JSONError) -> Trace {
    var reader = JaegerTraceReader()
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("traceID", .string): reader.trace.id = try reader.readTraceID(&cursor)
      case ("processes", .object): try reader.readProcesses(&cursor)
      case ("spans", .array): try reader.readSpans(&cursor)
      default: try cursor.skip()
      }
    }
    return reader.finished()
  }

  private func finished() -> Trace {
    var trace = trace
    if leftOut > 0 {
      trace.notices.append("the first \(Trace.mostSpans) spans only, \(leftOut) left out")
    }
    if warnings > 0 { trace.notices.append("Jaeger warns of \(warnings) spans") }
    return trace.withoutRepeats()
  }

  /// The place of a process among the resources; spans may come before it.
  private mutating func place(of process: String) -> Int {
    if let place = processes[process] { return place }
    processes[process] = trace.resources.count
    trace.resources.append(Trace.Resource(service: ""))
    return trace.resources.count - 1
  }

  private mutating func readProcesses(_ cursor: inout JSONCursor) throws(JSONError) {
    try cursor.enterObject()
    while let name = try cursor.nextKey() {
      guard try cursor.nextKind() == .object else {
        try cursor.skip()
        continue
      }
      let place = place(of: name)
      try readProcess(&cursor, place)
    }
  }

  private mutating func readProcess(_ cursor: inout JSONCursor, _ place: Int) throws(JSONError) {
    var resource = Trace.Resource(service: "")
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("serviceName", .string): resource.service = try cursor.string()
      case ("tags", .array): resource.attributes = try readTags(&cursor)
      default: try cursor.skip()
      }
    }
    resource.attributes.insert(TraceAttribute("service.name", resource.service), at: 0)
    trace.resources[place] = resource
  }

  private mutating func readSpans(_ cursor: inout JSONCursor) throws(JSONError) {
    try cursor.enterArray()
    while try cursor.nextElement() {
      guard trace.spans.count < Trace.mostSpans else {
        leftOut += 1
        try cursor.skip()
        continue
      }
      trace.spans.append(try readSpan(&cursor))
    }
  }

  private mutating func readSpan(_ cursor: inout JSONCursor) throws(JSONError) -> TraceSpan {
    var span = TraceSpan(
      id: SpanID(0), name: "", start: Instant(nanoseconds: 0), end: Instant(nanoseconds: 0),
      resource: -1)
    var duration = Span.zero
    var references: [(isChild: Bool, link: Trace.Link)] = []
    var owner = TraceID(low: 0)
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("traceID", .string): owner = try readTraceID(&cursor)
      case ("spanID", .string): span.id = try readSpanID(&cursor)
      case ("parentSpanID", .string): span.parentID = try readSpanID(&cursor)
      case ("operationName", .string): span.name = try cursor.string()
      case ("processID", .string): span.resource = place(of: try cursor.string())
      case ("startTime", .number): span.start = try readTime(&cursor)
      case ("duration", .number): duration = Span(nanoseconds: try readTime(&cursor).nanoseconds)
      case ("tags", .array): span.attributes = try readTags(&cursor)
      case ("logs", .array): span.events = try readLogs(&cursor)
      case ("references", .array): references = try readReferences(&cursor)
      case ("warnings", .array): if try !readWarnings(&cursor).isEmpty { warnings += 1 }
      case ("process", .object):
        // Some servers write the process into each span.
        span.resource = trace.resources.count
        trace.resources.append(Trace.Resource(service: ""))
        try readProcess(&cursor, span.resource)
      default: try cursor.skip()
      }
    }
    if trace.id.isZero { trace.id = owner }
    span.end = span.start + duration
    span.takeParent(from: references, owner: owner.isZero ? trace.id : owner)
    span.takeMeaningOfTags()
    return span
  }

  private func readWarnings(_ cursor: inout JSONCursor) throws(JSONError) -> [JSONValue] {
    try cursor.value().array ?? []
  }

  private func readReferences(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> [(isChild: Bool, link: Trace.Link)] {
    var references: [(isChild: Bool, link: Trace.Link)] = []
    try cursor.enterArray()
    while try cursor.nextElement() {
      var reference = (
        isChild: true, link: Trace.Link(traceID: TraceID(low: 0), spanID: SpanID(0))
      )
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("refType", .string): reference.isChild = try cursor.string() == "CHILD_OF"
        case ("traceID", .string): reference.link.traceID = try readTraceID(&cursor)
        case ("spanID", .string): reference.link.spanID = try readSpanID(&cursor)
        default: try cursor.skip()
        }
      }
      references.append(reference)
    }
    return references
  }

  private func readLogs(_ cursor: inout JSONCursor) throws(JSONError) -> [Trace.Event] {
    var events: [Trace.Event] = []
    try cursor.enterArray()
    while try cursor.nextElement() {
      var event = Trace.Event(time: Instant(nanoseconds: 0), name: "")
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("timestamp", .number): event.time = try readTime(&cursor)
        case ("fields", .array): event.attributes = try readTags(&cursor)
        default: try cursor.skip()
        }
      }
      let name = ["event", "message", "name"].first { event.attributes[$0] != nil }
      if let place = event.attributes.firstIndex(where: { $0.key == name }) {
        event.name = event.attributes.remove(at: place).value.text
      }
      events.append(event)
    }
    return events
  }

  private func readTags(_ cursor: inout JSONCursor) throws(JSONError) -> [TraceAttribute] {
    var tags: [TraceAttribute] = []
    try cursor.enterArray()
    while try cursor.nextElement() {
      var tag = TraceAttribute("", .none)
      var isBinary = false
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("key", .string): tag.key = try cursor.string()
        case ("type", .string): isBinary = try cursor.string() == "binary"
        case ("value", .string): tag.value = .string(try cursor.string())
        case ("value", .boolean): tag.value = .bool(try cursor.boolean())
        case ("value", .number):
          let number = try cursor.number()
          tag.value = Int64(exactly: number).map { .integer($0) } ?? .double(number)
        default: try cursor.skip()
        }
      }
      if isBinary, case .string(let text) = tag.value {
        tag.value = .bytes(text.utf8.count * 3 / 4)
      }
      tags.append(tag)
    }
    return tags
  }

  private func readTime(_ cursor: inout JSONCursor) throws(JSONError) -> Instant {
    Instant(nanoseconds: (Span(nanoseconds: wholeNumber(try cursor.number())) * 1000).nanoseconds)
  }

  private func readTraceID(_ cursor: inout JSONCursor) throws(JSONError) -> TraceID {
    let place = cursor.offset
    let text = try cursor.string()
    if text.isEmpty { return TraceID(low: 0) }
    guard let id = TraceID(hex: text) else {
      throw cursor.error("a trace id that is not hexadecimal", at: place)
    }
    return id
  }

  private func readSpanID(_ cursor: inout JSONCursor) throws(JSONError) -> SpanID {
    let place = cursor.offset
    let text = try cursor.string()
    if text.isEmpty { return SpanID(0) }
    guard let id = SpanID(hex: text) else {
      throw cursor.error("a span id that is not hexadecimal", at: place)
    }
    return id
  }
}

extension TraceSpan {
  /// The parent among references: a child of something of the same trace, else what it follows
  /// from; the others are links.
  fileprivate mutating func takeParent(
    from references: [(isChild: Bool, link: Trace.Link)], owner: TraceID
  ) {
    let own = references.indices.filter {
      references[$0].link.traceID == owner || references[$0].link.traceID.isZero
    }
    let parent = own.first { references[$0].isChild } ?? own.first
    if let parent, parentID.isZero { parentID = references[parent].link.spanID }
    links = references.indices.filter { $0 != parent }.map { references[$0].link }
  }

  /// What Jaeger keeps in tags and OpenTelemetry in places of its own.
  fileprivate mutating func takeMeaningOfTags() {
    var version = ""
    attributes.removeAll { tag in
      let text = tag.value.text
      switch tag.key {
      case "span.kind":
        kind = Kind(rawValue: text.lowercased()) ?? .unspecified
        return kind != .unspecified
      case "error":
        guard text != "unset", text != "false" else { return true }
        status = .error
        return text == "true"
      case "otel.status_code":
        if text == "ERROR" {
          status = .error
        } else if text == "OK", status == .unset {
          status = .ok
        }
        return true
      case "otel.status_description":
        statusMessage = text
        return true
      case "otel.scope.name", "otel.library.name":
        scope = text
        return true
      case "otel.scope.version", "otel.library.version":
        version = text
        return true
      default: return false
      }
    }
    if !scope.isEmpty, !version.isEmpty { scope += " " + version }
  }
}
