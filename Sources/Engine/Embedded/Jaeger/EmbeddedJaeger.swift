package import HTTP
import JSON
import Times
import TraceQL
import Traces

/// A Jaeger in process: answers the requests of its query API over the traces of a synthetic
/// system. What it does not know it refuses, with 400 and a reason.
package struct EmbeddedJaeger: InProcessServer {
  let archive: TraceArchive

  package init(_ archive: TraceArchive) { self.archive = archive }

  package func answer(to request: HTTPRequest) -> HTTPResponse {
    let form = RequestForm(request)
    let path = request.path
    do throws(TempoRefusal) {
      switch path {
      case "/api/services": return names(archive.traces.services)
      case "/api/traces": return try search(form)
      case "/api/operations": return names(operations(of: form["service"]))
      default: break
      }
      if path.hasPrefix("/api/services/"), path.hasSuffix("/operations") {
        let name = PercentEncoding.decoded(
          Array(path.dropFirst(14).dropLast(11).utf8)[...], plusAsSpace: false)
        return names(operations(of: String(decoding: name ?? [], as: UTF8.self)))
      }
      if path.hasPrefix("/api/traces/") { return try trace(String(path.dropFirst(12))) }
      return .plainText(404, "404 page not found\n")
    } catch {
      return Self.failure(400, error.reason)
    }
  }

  private static func failure(_ status: Int, _ reason: String) -> HTTPResponse {
    var json = JSONBytes()
    json.write("{\"data\":null,\"total\":0,\"limit\":0,\"offset\":0,\"errors\":[{\"code\":")
    json.write(integer: status)
    json.write(",\"msg\":")
    json.write(string: reason)
    json.write("}]}")
    return .json(json.bytes, status: status)
  }

  private var recent: TimeRange {
    let now = archive.clock()
    return TimeRange(from: now + -Span.hours(1), to: now)
  }

  private func operations(of service: String) -> Set<String> {
    Set(
      archive.sample(in: recent).flatMap { facts in
        facts.trace.spans.filter { facts.trace.service(of: $0) == service }.map(\.name)
      })
  }

  private func names(_ names: Set<String>) -> HTTPResponse {
    var json = JSONBytes()
    json.write("{\"data\":")
    json.write(strings: names.sorted())
    json.write(",\"total\":")
    json.write(integer: names.count)
    json.write(",\"limit\":0,\"offset\":0,\"errors\":null}")
    return .json(json.bytes)
  }

  private func trace(_ text: String) throws(TempoRefusal) -> HTTPResponse {
    guard let id = TraceID(hex: text) else {
      throw TempoRefusal("strconv.ParseUint: parsing \(quoted(text)): invalid syntax")
    }
    guard let trace = archive.trace(id) else { return Self.failure(404, "trace not found") }
    return .json(JSONBytes.jaeger([trace]))
  }

  private func search(_ form: RequestForm) throws(TempoRefusal) -> HTTPResponse {
    let service = form["service"]
    guard !service.isEmpty else { throw TempoRefusal("parameter 'service' is required") }
    let limit = form["limit"].isEmpty ? 100 : Int(form["limit"]) ?? 0
    guard limit > 0, limit <= 1_500 else {
      throw TempoRefusal("unable to parse param 'limit': \(form["limit"])")
    }
    let (least, most) = (try duration(form, "minDuration"), try duration(form, "maxDuration"))
    let tags = try tags(form["tags"])
    let operation = form["operation"]
    let found = archive.newest(limit, in: try range(form)) { facts in
      let (trace, range) = (facts.trace, facts.range)
      guard least.map({ range.span >= $0 }) ?? true, most.map({ range.span <= $0 }) ?? true else {
        return []
      }
      return trace.spans.filter { span in
        trace.service(of: span) == service && (operation.isEmpty || span.name == operation)
          && tags.allSatisfy { has(span, facts, $0.name, $0.value) }
      }
    }
    return .json(JSONBytes.jaeger(found.map(\.facts.trace)))
  }

  private func has(
    _ span: TraceSpan, _ facts: TraceFacts, _ name: String, _ value: String
  ) -> Bool {
    switch name {
    case "error": return span.isError == (value == "true")
    case "span.kind": return span.kind.rawValue == value
    default:
      return facts.values(of: .field(nil, isOfParent: false, name: name), in: span).contains {
        $0.attributeValue.text == value
      }
    }
  }

  private func tags(_ text: String) throws(TempoRefusal) -> [(name: String, value: String)] {
    guard !text.isEmpty else { return [] }
    guard let object = (try? JSONValue(parsing: Array(text.utf8)))?.object else {
      throw TempoRefusal("malformed 'tags' parameter, cannot unmarshal JSON: \(text)")
    }
    var tags: [(name: String, value: String)] = []
    for member in object {
      guard let value = member.value.string else {
        throw TempoRefusal("malformed 'tags' parameter, \(member.key) is no text")
      }
      tags.append((member.key, value))
    }
    return tags
  }

  private func duration(_ form: RequestForm, _ name: String) throws(TempoRefusal) -> Span? {
    let text = form[name]
    guard !text.isEmpty else { return nil }
    guard let query = try? TraceQuery(parsing: "{duration > \(text)}"),
      case .comparison(_, _, .literal(.duration(let length)))? = query.filters.first?.condition
    else {
      throw TempoRefusal("unable to parse param '\(name)': time: invalid duration \(quoted(text))")
    }
    return Span(nanoseconds: length)
  }

  /// Microseconds; an hour without any.
  private func range(_ form: RequestForm) throws(TempoRefusal) -> TimeRange {
    func moment(_ name: String) throws(TempoRefusal) -> Instant? {
      let text = form[name]
      guard !text.isEmpty else { return nil }
      guard let number = Int64(text) else {
        throw TempoRefusal(
          "unable to parse param '\(name)': strconv.ParseInt: parsing \(quoted(text)): "
            + "invalid syntax")
      }
      return Instant(nanoseconds: (Span(nanoseconds: number) * 1000).nanoseconds)
    }
    let end = try moment("end") ?? archive.clock()
    return TimeRange(from: try moment("start") ?? end + -Span.hours(1), to: end)
  }
}
