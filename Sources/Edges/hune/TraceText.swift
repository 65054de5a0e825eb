import DataSources
import JSON
import Text
import Times
import TraceScreen
import Traces

/// Traces as text for a person or another program. Nothing of a trace acts on a terminal.
struct TraceText {
  let calendar: Calendar

  /// A line for each trace, newest first.
  func table(of traces: [TraceSummary]) -> String {
    let rows = traces.map { trace in
      [
        calendar.date(trace.start) + " " + calendar.time(trace.start), trace.rootService,
        trace.rootName, trace.spanCount.map { "\($0)" } ?? "-",
        trace.errorCount.map { "\($0)" } ?? "-", trace.duration.durationText, "\(trace.id)",
      ].map { DisplayText($0, limit: 60) }
    }
    let head: [DisplayText] = [
      "time", "service", "name", "spans", "errors", "duration", "trace id",
    ]
    let all = [head] + rows
    let widths = head.indices.map { column in all.map { $0[column].width }.max() ?? 0 }
    let numbers: Set = [3, 4, 5]
    return all.map { row in
      let cells = row.enumerated().map { column, text in
        text.padded(to: widths[column], numbers.contains(column) ? .trailing : .leading).string
      }
      var line = cells.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  func json(of traces: [TraceSummary]) -> String {
    let values = traces.map { trace -> JSONValue in
      .object(
        JSONObject([
          .init(key: "traceID", value: .string("\(trace.id)")),
          .init(key: "start", value: .string("\(trace.start.nanoseconds)")),
          .init(key: "durationMs", value: .number(Double(trace.duration.nanoseconds) / 1e6)),
          .init(key: "service", value: .string(trace.rootService)),
          .init(key: "name", value: .string(trace.rootName)),
          .init(key: "spans", value: trace.spanCount.map { .number(Double($0)) } ?? .null),
          .init(key: "errors", value: trace.errorCount.map { .number(Double($0)) } ?? .null),
        ]))
    }
    return JSONValue.array(values).text() + "\n"
  }

  /// The tree of a trace on its axis, then what is wrong with it and what failed.
  func waterfall(of trace: Trace) -> String {
    TracePrint.waterfall(of: trace, width: 120, calendar: calendar)
  }

  func json(of trace: Trace) -> String {
    let tree = TraceTree(trace)
    let spans = tree.rows.map { row -> JSONValue in
      let span = trace.spans[row.span]
      return .object(
        JSONObject([
          .init(key: "spanID", value: .string("\(span.id)")),
          .init(
            key: "parentSpanID",
            value: span.parentID.isZero ? .null : .string("\(span.parentID)")),
          .init(key: "depth", value: .number(Double(row.depth))),
          .init(key: "name", value: .string(span.name)),
          .init(key: "service", value: .string(trace.service(of: span))),
          .init(key: "kind", value: .string(span.kind.rawValue)),
          .init(key: "status", value: .string(span.status.rawValue)),
          .init(key: "statusMessage", value: .string(span.statusMessage)),
          .init(key: "start", value: .string("\(span.start.nanoseconds)")),
          .init(key: "durationMs", value: .number(Double(span.duration.nanoseconds) / 1e6)),
          .init(key: "attributes", value: attributes(span.attributes)),
          .init(key: "events", value: .array(span.events.map(event))),
        ]))
    }
    return JSONValue.object(
      JSONObject([
        .init(key: "traceID", value: .string("\(trace.id)")),
        .init(
          key: "notices", value: .array((tree.faults.texts + trace.notices).map { .string($0) })),
        .init(key: "spans", value: .array(spans)),
      ])
    ).text() + "\n"
  }

  private func event(_ event: Trace.Event) -> JSONValue {
    .object(
      JSONObject([
        .init(key: "time", value: .string("\(event.time.nanoseconds)")),
        .init(key: "name", value: .string(event.name)),
        .init(key: "attributes", value: attributes(event.attributes)),
      ]))
  }

  private func attributes(_ attributes: [TraceAttribute]) -> JSONValue {
    .object(
      JSONObject(
        attributes.map { attribute in
          let value: JSONValue =
            switch attribute.value {
            case .bool(let flag): .bool(flag)
            case .double(let number) where number.isFinite: .number(number)
            // Beyond 2^53 a JSON number would be another.
            case .integer(let number) where abs(Double(number)) < 0x1p53: .number(Double(number))
            default: .string(attribute.value.text)
            }
          return .init(key: attribute.key, value: value)
        }))
  }
}
