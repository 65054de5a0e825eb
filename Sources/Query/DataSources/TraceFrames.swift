package import Frames
import Times
package import Traces

/// Traces and spans as tables, their columns named as Grafana names them.
package enum TraceFrames {
  /// The column that names the trace of a row.
  package static let idColumn = "Trace ID"

  /// A row for each trace: when, which service, its root's name, spans, errors, duration.
  package static func traces(_ traces: [TraceSummary], refID: String) -> Frame {
    var fields = [
      Field(name: "Start time", values: .times(traces.map(\.start))),
      // A narrow table drops the last ones first: the name says more than the service.
      Field(name: "Name", values: .strings(traces.map(\.rootName))),
      Field(name: "Service", values: .strings(traces.map(\.rootService))),
    ]
    // Servers that don't count send no column of nothing.
    if traces.contains(where: { $0.spanCount != nil }) {
      fields.append(
        Field(
          name: "Spans",
          values: .numbers(NumberColumn(traces.map { $0.spanCount.map(Double.init) }))))
      fields.append(
        Field(
          name: "Errors",
          values: .numbers(NumberColumn(traces.map { $0.errorCount.map(Double.init) }))))
    }
    fields.append(duration(traces.map(\.duration)))
    fields.append(id(traces.map(\.id)))
    return Frame(name: "Traces", refID: refID, fields: fields)
  }

  /// A row for each span that a search found, a column for each attribute that it gives.
  package static func foundSpans(_ traces: [TraceSummary], refID: String) -> Frame {
    let rows = traces.flatMap { trace in trace.found.map { (trace, $0) } }
    var fields = [
      Field(name: "Start time", values: .times(rows.map(\.1.start))),
      Field(name: "Trace Service", values: .strings(rows.map(\.0.rootService))),
      Field(name: "Trace Name", values: .strings(rows.map(\.0.rootName))),
    ]
    if rows.contains(where: { !$0.1.name.isEmpty }) {
      fields.append(Field(name: "Name", values: .strings(rows.map(\.1.name))))
    }
    fields += attributes(rows.map(\.1.attributes))
    fields.append(duration(rows.map(\.1.duration)))
    fields.append(Field(name: "Span ID", values: .strings(rows.map { "\($0.1.id)" })))
    fields.append(id(rows.map(\.0.id)))
    return Frame(name: "Spans", refID: refID, fields: fields)
  }

  /// A row for each span of a trace, in the order of its tree.
  package static func spans(of trace: Trace, refID: String) -> Frame {
    let spans = TraceTree(trace).rows.map { trace.spans[$0.span] }
    return Frame(
      name: "Trace", refID: refID,
      fields: [
        Field(name: "Start time", values: .times(spans.map(\.start))),
        Field(name: "Service", values: .strings(spans.map(trace.service))),
        Field(name: "Name", values: .strings(spans.map(\.name))),
        Field(name: "Status", values: .strings(spans.map(\.status.rawValue))),
        duration(spans.map(\.duration)),
        Field(name: "Span ID", values: .strings(spans.map { "\($0.id)" })),
        id(spans.map { _ in trace.id }),
      ])
  }

  private static func duration(_ spans: [Span]) -> Field {
    let numbers = spans.map { Double($0.nanoseconds) / 1e6 }
    var field = Field(name: "Duration", values: .numbers(NumberColumn(numbers)))
    field.unit = "ms"
    field.prefersBar = true
    return field
  }

  private static func id(_ ids: [TraceID]) -> Field {
    Field(name: idColumn, values: .strings(ids.map { "\($0)" }))
  }

  private static func attributes(_ rows: [[TraceAttribute]]) -> [Field] {
    var names: [String] = []
    var known: Set<String> = []
    for attribute in rows.joined() where known.insert(attribute.key).inserted {
      names.append(attribute.key)
      if names.count == 30 { break }
    }
    return names.map { name in
      Field(name: name, values: .strings(rows.map { $0[name]?.text }))
    }
  }
}
