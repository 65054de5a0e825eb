import Encodings
import Times
import Traces

/// OTLP in the JSON that Tempo writes: ids in base64, numbers of 64 bits in quotes, zeros left out.
extension JSONBytes {
  mutating func write(otlp trace: Trace) {
    write("[")
    for (place, resource) in trace.resources.enumerated() {
      if place > 0 { write(",") }
      write("{\"resource\":{\"attributes\":")
      write(otlp: resource.attributes)
      write("},\"scopeSpans\":[{\"scope\":{\"name\":")
      write(string: "otel-" + resource.service)
      write(",\"version\":\"1.8.0\"},\"spans\":[")
      var isFirst = true
      for span in trace.spans where span.resource == place {
        if !isFirst { write(",") }
        isFirst = false
        write(otlp: span, of: trace)
      }
      write("]}]}")
    }
    write("]")
  }

  private mutating func write(otlp span: TraceSpan, of trace: Trace) {
    write("{\"traceId\":")
    write(id: [trace.id.high, trace.id.low])
    write(",\"spanId\":")
    write(id: [span.id.bits])
    if !span.parentID.isZero {
      write(",\"parentSpanId\":")
      write(id: [span.parentID.bits])
    }
    write(",\"name\":")
    write(string: span.name)
    write(",\"kind\":")
    write(string: "SPAN_KIND_" + span.kind.rawValue.uppercased())
    write(",\"startTimeUnixNano\":")
    write(string: "\(span.start.nanoseconds)")
    write(",\"endTimeUnixNano\":")
    write(string: "\(span.end.nanoseconds)")
    if !span.attributes.isEmpty {
      write(",\"attributes\":")
      write(otlp: span.attributes)
    }
    if !span.events.isEmpty {
      write(",\"events\":[")
      for (place, event) in span.events.enumerated() {
        write(place > 0 ? ",{\"timeUnixNano\":" : "{\"timeUnixNano\":")
        write(string: "\(event.time.nanoseconds)")
        write(",\"name\":")
        write(string: event.name)
        write(",\"attributes\":")
        write(otlp: event.attributes)
        write("}")
      }
      write("]")
    }
    write(",\"status\":{")
    if !span.statusMessage.isEmpty {
      write("\"message\":")
      write(string: span.statusMessage)
      write(",")
    }
    if span.status != .unset {
      write(
        span.status == .error ? "\"code\":\"STATUS_CODE_ERROR\"" : "\"code\":\"STATUS_CODE_OK\"")
    }
    write("}}")
  }

  mutating func write(otlp attributes: [TraceAttribute]) {
    write("[")
    for (place, attribute) in attributes.enumerated() {
      write(place > 0 ? ",{\"key\":" : "{\"key\":")
      write(string: attribute.key)
      write(",\"value\":")
      switch attribute.value {
      case .integer(let number):
        write("{\"intValue\":")
        write(string: "\(number)")
      case .double(let number):
        write("{\"doubleValue\":")
        write(number: number)
      case .bool(let flag): write(flag ? "{\"boolValue\":true" : "{\"boolValue\":false")
      default:
        write("{\"stringValue\":")
        write(string: attribute.value.text)
      }
      write("}}")
    }
    write("]")
  }

  private mutating func write(id words: [UInt64]) {
    let bytes = words.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) }
    }
    write(string: Base64.encoded(bytes))
  }
}
