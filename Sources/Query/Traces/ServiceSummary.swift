package import Times

/// What a service had to do with a trace.
package struct ServiceSummary: Hashable, Sendable {
  package var service: String
  package var spans = 0
  package var errors = 0
  /// When its spans were at work and none of their children was, summed up.
  package var selfTime = Span.zero

  /// The services of a trace, the one that took most time first.
  package static func all(_ tree: TraceTree, of trace: Trace) -> [ServiceSummary] {
    var places: [String: Int] = [:]
    var all: [ServiceSummary] = []
    for row in tree.rows {
      let span = trace.spans[row.span]
      let service = trace.service(of: span)
      let place = places[service] ?? all.count
      if place == all.count {
        places[service] = place
        all.append(ServiceSummary(service: service))
      }
      all[place].spans += 1
      all[place].errors += span.isError ? 1 : 0
      all[place].selfTime = all[place].selfTime + row.selfTime
    }
    return all.enumerated().sorted {
      ($1.element.selfTime, $0.offset) < ($0.element.selfTime, $1.offset)
    }.map(\.element)
  }
}
