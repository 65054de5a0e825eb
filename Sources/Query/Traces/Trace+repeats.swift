extension Trace {
  /// The trace with each span once: servers that hold several copies may send them all.
  package func withoutRepeats() -> Trace {
    struct Mark: Hashable {
      var id: SpanID
      var parent: SpanID
      var name: String
      var kind: TraceSpan.Kind
      var start: Int64
      var end: Int64
      var service: String
    }
    var seen: Set<Mark> = []
    var copy = self
    copy.spans.removeAll { span in
      !seen.insert(
        Mark(
          id: span.id, parent: span.parentID, name: span.name, kind: span.kind,
          start: span.start.nanoseconds, end: span.end.nanoseconds, service: service(of: span))
      ).inserted
    }
    let count = spans.count - copy.spans.count
    if count > 0 { copy.notices.append("\(count) spans came twice") }
    return copy
  }
}
