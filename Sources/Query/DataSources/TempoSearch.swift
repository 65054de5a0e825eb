import JSON
import Times
import Traces

/// Reads a reply to a search.
enum TempoSearch {
  /// Traces that we read of one reply.
  static let most = 10_000

  static func read(_ cursor: inout JSONCursor) throws(JSONError) -> [TraceSummary] {
    var traces: [TraceSummary] = []
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      guard key == "traces", try cursor.nextKind() == .array else {
        try cursor.skip()
        continue
      }
      try cursor.enterArray()
      while try cursor.nextElement() {
        if traces.count < most { traces.append(try readTrace(&cursor)) } else { try cursor.skip() }
      }
    }
    return traces
  }

  private static func readTrace(_ cursor: inout JSONCursor) throws(JSONError) -> TraceSummary {
    var trace = TraceSummary(id: TraceID(low: 0))
    var single: (spans: [TraceSummary.FoundSpan], matched: Int?)?
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("traceID", .string):
        guard let id = TraceID(hex: try cursor.string()) else {
          throw cursor.error("a trace id that is not hexadecimal")
        }
        trace.id = id
      case ("rootServiceName", .string): trace.rootService = try cursor.string()
      case ("rootTraceName", .string): trace.rootName = try cursor.string()
      case ("startTimeUnixNano", _): trace.start = Instant(nanoseconds: try integer(&cursor))
      case ("durationMs", .number):
        trace.duration = Span(milliseconds: wholeNumber(try cursor.number()))
      case ("spanSet", .object): single = try readSet(&cursor)
      case ("spanSets", .array):
        trace.matched = nil
        trace.found = []
        try cursor.enterArray()
        while try cursor.nextElement() {
          let set = try readSet(&cursor)
          trace.found += set.spans
          if let matched = set.matched {
            trace.matched = (trace.matched ?? 0).addingReportingOverflow(matched).partialValue
          }
        }
      case ("serviceStats", .object): try readStats(&cursor, &trace)
      default: try cursor.skip()
      }
    }
    if let single, trace.found.isEmpty { (trace.found, trace.matched) = single }
    return trace
  }

  private static func readSet(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> (spans: [TraceSummary.FoundSpan], matched: Int?) {
    var set: (spans: [TraceSummary.FoundSpan], matched: Int?) = ([], nil)
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("spans", .array):
        try cursor.enterArray()
        while try cursor.nextElement() { set.spans.append(try readSpan(&cursor)) }
      case ("matched", .number): set.matched = count(try cursor.number())
      default: try cursor.skip()
      }
    }
    return set
  }

  private static func readSpan(
    _ cursor: inout JSONCursor
  ) throws(JSONError) -> TraceSummary.FoundSpan {
    var span = TraceSummary.FoundSpan(
      id: SpanID(0), start: Instant(nanoseconds: 0), duration: .zero)
    var reader = OTLPTraceReader(id: TraceID(low: 0))
    try cursor.enterObject()
    while let key = try cursor.nextKey() {
      switch (key, try cursor.nextKind()) {
      case ("spanID", .string):
        guard let id = SpanID(hex: try cursor.string()) else {
          throw cursor.error("a span id that is not hexadecimal")
        }
        span.id = id
      case ("name", .string): span.name = try cursor.string()
      case ("startTimeUnixNano", _): span.start = Instant(nanoseconds: try integer(&cursor))
      case ("durationNanos", _): span.duration = Span(nanoseconds: try integer(&cursor))
      case ("attributes", .array): span.attributes = try reader.readAttributes(&cursor)
      default: try cursor.skip()
      }
    }
    return span
  }

  /// Spans and errors by service; a count that is zero is left out.
  private static func readStats(
    _ cursor: inout JSONCursor, _ trace: inout TraceSummary
  ) throws(JSONError) {
    var (spans, errors) = (0, 0)
    try cursor.enterObject()
    while try cursor.nextKey() != nil {
      try cursor.enterObject()
      while let key = try cursor.nextKey() {
        switch (key, try cursor.nextKind()) {
        case ("spanCount", .number): spans = min(1 << 40, spans + count(try cursor.number()))
        case ("errorCount", .number): errors = min(1 << 40, errors + count(try cursor.number()))
        default: try cursor.skip()
        }
      }
    }
    (trace.spanCount, trace.errorCount) = (spans, errors)
  }

  private static func count(_ number: Double) -> Int {
    Int(clamping: max(0, min(1 << 40, wholeNumber(number))))
  }

  private static func integer(_ cursor: inout JSONCursor) throws(JSONError) -> Int64 {
    try cursor.nextKind() == .string
      ? cursor.quotedInteger() : wholeNumber(try cursor.number())
  }
}
