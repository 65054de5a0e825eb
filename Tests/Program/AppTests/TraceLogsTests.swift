import Cells
import Configuration
import DataSources
import LogQL
import LogScreen
import Queries
import Testing
import Times
import TraceScreen
import Traces

@testable import App

/// From a span to the lines that were written while it was at work.
struct TraceLogsTests {
  private let id = TraceID(low: 0xabc)

  private func queries(service: String) throws -> [Query] {
    var state = try program()
    for kind in [DataSource.Kind.tempo, .loki] {
      state.settings.sources.append(
        try #require(DataSource(name: kind.rawValue, kind: kind, address: "http://127.0.0.1:8")))
    }
    _ = state.happen(.started)
    let asked = state.openTrace("\(id)")
    guard case .askTraces(let request)? = asked.first else { return [] }
    var trace = Trace(id: id)
    trace.resources = [.init(service: service)]
    trace.spans = [
      TraceSpan(
        id: SpanID(1), parentID: SpanID(0), name: "a", start: start - .seconds(60),
        end: start - .seconds(50), resource: 0)
    ]
    _ = state.happen(.askedTraces(request, .success(.trace(trace))))
    return state.press("l").compactMap { effect in
      if case .askLogs(let request) = effect, case .query(let query) = request.question,
        case .lines = query.mode
      {
        return query
      }
      return nil
    }
  }

  @Test func theyAreOfItsServiceItsTimeAndItsTrace() throws {
    let queries = try queries(service: "publisher")
    let text = "\(id)"
    #expect(
      queries.map(\.expression).prefix(3) == [
        #"{service_name="publisher"} |= "\#(text)""#,
        #"{service_name="publisher"} != "\#(text)" | trace_id="\#(text)" or traceid="\#(text)" or traceID="\#(text)""#,
        #"{app="publisher", service_name=""} |= "\#(text)""#,
      ])
    #expect(queries.count == 6)
    for query in queries {
      #expect(query.range.from == start - .seconds(65) && query.range.to == start - .seconds(45))
      // The server takes each.
      #expect(throws: Never.self) { try LogQLQuery(parsing: query.expression) }
    }
  }

  @Test func aNameWithQuotesStaysAName() throws {
    for query in try queries(service: #"a"b\"#) {
      let parsed = try LogQLQuery(parsing: query.expression)
      #expect(parsed.logQueries.first?.matchers.first?.value == #"a"b\"#)
    }
  }
}
