import Frames
import Lexemes
import Times
import TraceQL
import Traces

extension EmbeddedTempo {
  func search(_ form: RequestForm) throws(TempoRefusal) -> [UInt8] {
    guard form["tags"].isEmpty, form["minDuration"].isEmpty, form["maxDuration"].isEmpty else {
      throw TempoRefusal("the demo searches with q only")
    }
    let search = try search(of: form["q"])
    let range = try range(form)
    let limit = try number(form, "limit", usual: 20)
    let most = try number(form, "spss", usual: 3)
    guard limit <= 262_144 else {
      throw TempoRefusal("limit \(limit) exceeds max limit 262144")
    }
    guard most <= 100 else {
      throw TempoRefusal("spans per span set exceeds 100. received \(most)")
    }
    let found = archive.newest(limit, in: range) { search.spans(in: $0) }
    var json = JSONBytes()
    json.write("{\"traces\":[")
    for (place, trace) in found.enumerated() {
      if place > 0 { json.write(",") }
      write(trace, search, most, hasSpans: !form["q"].isEmpty, into: &json)
    }
    json.write("],\"metrics\":{\"completedJobs\":1,\"totalJobs\":1}}")
    return json.bytes
  }

  /// All traces without a query.
  func search(of text: String) throws(TempoRefusal) -> TraceSearch {
    let query: TraceQuery
    do throws(TraceQLError) {
      query = try TraceQuery(parsing: text.isEmpty ? "{}" : text)
    } catch {
      throw TempoRefusal("invalid TraceQL query: \(error)")
    }
    return try TraceSearch(query)
  }

  private func write(
    _ found: TraceArchive.Found, _ search: TraceSearch, _ most: Int, hasSpans: Bool,
    into json: inout JSONBytes
  ) {
    let facts = found.facts
    json.write("{\"traceID\":")
    // Without its leading zeros.
    let digits = "\(facts.trace.id)".drop { $0 == "0" }
    json.write(string: String(digits))
    json.write(",\"rootServiceName\":")
    json.write(string: facts.rootService)
    json.write(",\"rootTraceName\":")
    json.write(string: facts.root?.name ?? "")
    json.write(",\"startTimeUnixNano\":")
    json.write(string: "\(facts.range.from.nanoseconds)")
    json.write(",\"durationMs\":")
    json.write(integer: Int(clamping: facts.range.span.milliseconds))
    if hasSpans {
      json.write(",\"spanSets\":[{\"spans\":[")
      for (place, span) in found.spans.prefix(most).enumerated() {
        if place > 0 { json.write(",") }
        json.write("{\"spanID\":")
        json.write(string: "\(span.id)")
        json.write(",\"startTimeUnixNano\":")
        json.write(string: "\(span.start.nanoseconds)")
        json.write(",\"durationNanos\":")
        json.write(string: "\(span.duration.nanoseconds)")
        let attributes = search.selected.compactMap { attribute -> TraceAttribute? in
          facts.values(of: attribute, in: span).first.map {
            TraceAttribute(attribute.plainName, $0.attributeValue)
          }
        }
        if !attributes.isEmpty {
          json.write(",\"attributes\":")
          json.write(otlp: attributes)
        }
        json.write("}")
      }
      json.write("],\"matched\":")
      json.write(integer: found.spans.count)
      json.write("}]")
    }
    json.write(",\"serviceStats\":{")
    for (place, service) in facts.trace.resources.enumerated() {
      if place > 0 { json.write(",") }
      let spans = facts.trace.spans.filter { $0.resource == place }
      json.write(string: service.service)
      json.write(":{\"spanCount\":")
      json.write(integer: spans.count)
      let errors = spans.count(where: \.isError)
      if errors > 0 {
        json.write(",\"errorCount\":")
        json.write(integer: errors)
      }
      json.write("}")
    }
    json.write("}}")
  }

  // MARK: Parameters

  func number(_ form: RequestForm, _ name: String, usual: Int) throws(TempoRefusal) -> Int {
    let text = form[name]
    guard !text.isEmpty else { return usual }
    guard let number = Int(text), number >= 0 else {
      throw TempoRefusal(
        "invalid \(name): strconv.ParseUint: parsing \(quoted(text)): invalid syntax")
    }
    guard number > 0 else { throw TempoRefusal("invalid \(name): must be a positive number") }
    return number
  }

  /// Whole seconds, both ends or none; an hour without any.
  func range(_ form: RequestForm) throws(TempoRefusal) -> TimeRange {
    func seconds(_ name: String) throws(TempoRefusal) -> Int64 {
      let text = form[name]
      guard !text.isEmpty else { return 0 }
      guard let number = Int64(text), number >= 0 else {
        throw TempoRefusal(
          "invalid \(name): strconv.ParseUint: parsing \(quoted(text)): invalid syntax")
      }
      guard number <= UInt32.max else {
        throw TempoRefusal(
          "invalid \(name): strconv.ParseUint: parsing \(quoted(text)): value out of range")
      }
      return number
    }
    let (start, end) = (try seconds("start"), try seconds("end"))
    let now = archive.clock()
    guard start != 0 || end != 0 else { return TimeRange(from: now + -Span.hours(1), to: now) }
    guard start < end else {
      throw TempoRefusal(
        "http parameter start must be before end. received start=\(start) end=\(end)")
    }
    guard end - start <= 168 * 3600 else {
      throw TempoRefusal(
        "range specified by start and end exceeds 168h0m0s. received start=\(start) end=\(end)")
    }
    return TimeRange(
      from: Instant(milliseconds: start * 1000), to: Instant(milliseconds: end * 1000))
  }
}

extension Attribute {
  /// Without its scope, as replies name it.
  fileprivate var plainName: String {
    switch self {
    case .field(_, _, let name): name
    case .intrinsic(let intrinsic): intrinsic.rawValue
    }
  }
}

extension TraceLiteral {
  var attributeValue: TraceAttribute.Value {
    switch self {
    case .string(let text): .string(text)
    case .integer(let number): .integer(Int64(number))
    case .float(let number): .double(number)
    case .duration(let number): .string(FineDuration.text(number))
    case .bool(let flag): .bool(flag)
    case .status(let status): .string(status.rawValue)
    case .kind(let kind): .string(kind.rawValue)
    case .nil: .none
    }
  }
}
