import Times
import TraceQL
import Traces

/// A trace with what a search asks of it as a whole.
struct TraceFacts: Sendable {
  let trace: Trace
  let root: TraceSpan?
  let range: TimeRange

  init(_ trace: Trace) {
    self.trace = trace
    // Spans of the demo stand in order, the root first.
    root = trace.spans.first
    range = trace.range ?? TimeRange(from: Instant(nanoseconds: 0), to: Instant(nanoseconds: 0))
  }

  var rootService: String { root.map(trace.service) ?? "" }

  func values(of attribute: Attribute, in span: TraceSpan) -> [TraceLiteral] {
    switch attribute {
    case .intrinsic(let intrinsic): return values(of: intrinsic, in: span)
    case .field(let scope, _, let name):
      let resource = trace.resource(of: span)?.attributes ?? []
      switch scope {
      case .span: return literals(span.attributes, name)
      case .resource: return literals(resource, name)
      case .event: return span.events.flatMap { literals($0.attributes, name) }
      case .link: return span.links.flatMap { literals($0.attributes, name) }
      case .instrumentation: return []
      case nil:
        let own = literals(span.attributes, name)
        return own.isEmpty ? literals(resource, name) : own
      }
    }
  }

  private func literals(_ attributes: [TraceAttribute], _ name: String) -> [TraceLiteral] {
    attributes.lazy.filter { $0.key == name }.compactMap { attribute in
      switch attribute.value {
      case .string(let text): .string(text)
      case .integer(let number): .integer(Int(number))
      case .double(let number): .float(number)
      case .bool(let flag): .bool(flag)
      case .bytes, .list, .map, .none: nil
      }
    }
  }

  private func values(of intrinsic: Intrinsic, in span: TraceSpan) -> [TraceLiteral] {
    switch intrinsic {
    case .duration, .spanDuration: [.duration(span.duration.nanoseconds)]
    case .name, .spanName: [.string(span.name)]
    case .status, .spanStatus:
      TraceLiteral.Status(rawValue: span.status.rawValue).map { [.status($0)] } ?? []
    case .statusMessage, .spanStatusMessage: [.string(span.statusMessage)]
    case .kind, .spanKind: TraceLiteral.Kind(rawValue: span.kind.rawValue).map { [.kind($0)] } ?? []
    case .rootName, .scopedRootName: [.string(root?.name ?? "")]
    case .rootServiceName, .scopedRootService: [.string(rootService)]
    case .traceDuration, .scopedTraceDuration: [.duration(range.span.nanoseconds)]
    case .spanID: [.string("\(span.id)")]
    case .spanParentID: span.parentID.isZero ? [] : [.string("\(span.parentID)")]
    case .traceID: [.string("\(trace.id)")]
    case .eventName: span.events.map { .string($0.name) }
    case .eventTimeSinceStart: span.events.map { .duration(($0.time - span.start).nanoseconds) }
    case .linkTraceID: span.links.map { .string("\($0.traceID)") }
    case .linkSpanID: span.links.map { .string("\($0.spanID)") }
    case .instrumentationName: [.string(String(span.scope.prefix { $0 != " " }))]
    case .instrumentationVersion: [.string(String(span.scope.drop { $0 != " " }.dropFirst()))]
    case .childCount, .spanChildCount, .nestedSetLeft, .nestedSetRight, .nestedSetParent, .parent:
      []
    }
  }
}
