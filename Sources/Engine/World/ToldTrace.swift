import Times
import Traces

/// The first span of the trace that a line tells of, and the span that the line is about.
struct ToldTrace: Sendable {
  var root: TraceSpan?
  var span: TraceSpan

  /// About the last span of a name; without one about what ended with the event. `nil` for a trace
  /// without spans.
  init?(_ trace: Trace, about name: String?, event: Instant) {
    let named = name.flatMap { name in trace.spans.last { $0.name == name } }
    guard let span = named ?? trace.spans.last(where: { $0.end == event }) ?? trace.spans.first
    else { return nil }
    (root, self.span) = (trace.spans.first, span)
  }
}

extension TraceSpan {
  /// What a line says of a span: `ms`, `seconds` with a tenth, `attempt`, `error`, or an attribute
  /// as `@key`; empty where there is none.
  func told(_ what: Substring) -> String {
    switch what {
    case "ms": return "\(Int64((duration.seconds * 1000).rounded()))"
    case "seconds":
      let tenths = Int64((duration.seconds * 10).rounded())
      return "\(tenths / 10).\(tenths % 10)"
    case "attempt": return attributes["temporal.attempt"]?.text ?? "1"
    case "error": return statusMessage
    default: return what.first == "@" ? attributes[String(what.dropFirst())]?.text ?? "" : ""
    }
  }
}
