import Times
import Traces

/// Jaeger's JSON: times in microseconds, status and kind as tags.
extension JSONBytes {
  static func jaeger(_ traces: [Trace]) -> [UInt8] {
    var json = JSONBytes()
    json.write("{\"data\":[")
    for (place, trace) in traces.enumerated() {
      if place > 0 { json.write(",") }
      json.write(jaeger: trace)
    }
    json.write("],\"total\":0,\"limit\":0,\"offset\":0,\"errors\":null}")
    return json.bytes
  }

  private mutating func write(jaeger trace: Trace) {
    write("{\"traceID\":")
    write(string: "\(trace.id)")
    write(",\"spans\":[")
    for (place, span) in trace.spans.enumerated() {
      if place > 0 { write(",") }
      write(jaeger: span, of: trace)
    }
    write("],\"processes\":{")
    for (place, resource) in trace.resources.enumerated() {
      write(place > 0 ? ",\"p" : "\"p")
      write(integer: place + 1)
      write("\":{\"serviceName\":")
      write(string: resource.service)
      write(",\"tags\":")
      write(jaeger: resource.attributes.filter { $0.key != "service.name" })
      write("}")
    }
    write("},\"warnings\":null}")
  }

  private mutating func write(jaeger span: TraceSpan, of trace: Trace) {
    write("{\"traceID\":")
    write(string: "\(trace.id)")
    write(",\"spanID\":")
    write(string: "\(span.id)")
    write(",\"operationName\":")
    write(string: span.name)
    write(",\"references\":[")
    if !span.parentID.isZero {
      write("{\"refType\":\"CHILD_OF\",\"traceID\":")
      write(string: "\(trace.id)")
      write(",\"spanID\":")
      write(string: "\(span.parentID)")
      write("}")
    }
    write("],\"startTime\":")
    write(integer: Int(span.start.nanoseconds / 1000))
    write(",\"duration\":")
    write(integer: Int(span.duration.nanoseconds / 1000))
    write(",\"tags\":")
    var tags = span.attributes + [TraceAttribute("span.kind", span.kind.rawValue)]
    if span.isError { tags.append(TraceAttribute("error", .bool(true))) }
    if !span.statusMessage.isEmpty {
      tags.append(TraceAttribute("otel.status_description", span.statusMessage))
    }
    let scope = span.scope.split(separator: " ", maxSplits: 1).map(String.init)
    for (name, value) in zip(["otel.scope.name", "otel.scope.version"], scope) {
      tags.append(TraceAttribute(name, value))
    }
    write(jaeger: tags)
    write(",\"logs\":[")
    for (place, event) in span.events.enumerated() {
      write(place > 0 ? ",{\"timestamp\":" : "{\"timestamp\":")
      write(integer: Int(event.time.nanoseconds / 1000))
      write(",\"fields\":")
      write(jaeger: [TraceAttribute("event", event.name)] + event.attributes)
      write("}")
    }
    write("],\"processID\":\"p")
    write(integer: span.resource + 1)
    write("\",\"warnings\":null}")
  }

  private mutating func write(jaeger tags: [TraceAttribute]) {
    write("[")
    for (place, tag) in tags.enumerated() {
      write(place > 0 ? ",{\"key\":" : "{\"key\":")
      write(string: tag.key)
      switch tag.value {
      case .integer(let number):
        write(",\"type\":\"int64\",\"value\":")
        write(integer: Int(number))
      case .double(let number):
        write(",\"type\":\"float64\",\"value\":")
        write(number: number)
      case .bool(let flag):
        write(",\"type\":\"bool\",\"value\":")
        write(flag ? "true" : "false")
      default:
        write(",\"type\":\"string\",\"value\":")
        write(string: tag.value.text)
      }
      write("}")
    }
    write("]")
  }
}
