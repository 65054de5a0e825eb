package import Times

/// What a search tells of a trace.
package struct TraceSummary: Hashable, Sendable {
  package var id: TraceID
  /// Empty where the server does not know.
  package var rootService: String
  package var rootName: String
  package var start: Instant
  package var duration: Span
  /// All its spans and those that failed; `nil` where the server does not count them.
  package var spanCount: Int?
  package var errorCount: Int?
  /// The spans that the search found, not all of them, by group where the query groups.
  package var found: [FoundSpan]
  /// How many it found.
  package var matched: Int?

  package init(
    id: TraceID, rootService: String = "", rootName: String = "",
    start: Instant = Instant(nanoseconds: 0), duration: Span = .zero, spanCount: Int? = nil,
    errorCount: Int? = nil, found: [FoundSpan] = [], matched: Int? = nil
  ) {
    self.id = id
    self.rootService = rootService
    self.rootName = rootName
    self.start = start
    self.duration = duration
    self.spanCount = spanCount
    self.errorCount = errorCount
    self.found = found
    self.matched = matched
  }

  package struct FoundSpan: Hashable, Sendable {
    package var id: SpanID
    package var name: String
    package var start: Instant
    package var duration: Span
    package var attributes: [TraceAttribute]

    package init(
      id: SpanID, name: String = "", start: Instant, duration: Span,
      attributes: [TraceAttribute] = []
    ) {
      self.id = id
      self.name = name
      self.start = start
      self.duration = duration
      self.attributes = attributes
    }
  }
}

extension TraceSummary {
  /// What a search would tell of a trace that is here whole.
  package init(_ trace: Trace) {
    let tree = TraceTree(trace)
    let root = tree.mainRoot.map { trace.spans[$0] }
    self.init(
      id: trace.id, rootService: root.map(trace.service) ?? "", rootName: root?.name ?? "",
      start: tree.range.from, duration: tree.range.span,
      spanCount: trace.spans.count, errorCount: trace.spans.count(where: \.isError))
  }
}
