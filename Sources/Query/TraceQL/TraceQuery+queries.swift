package import Lexemes

extension TraceQuery {
  /// Reads a whole text.
  package init(parsing text: String) throws(TraceQLError) {
    var parser = try Parser(text)
    self = try parser.parseAll()
  }

  /// The `{…}` of the query with their places, those in pipelines in parentheses too.
  package var filters: [(condition: FieldExpression?, range: SourceRange)] {
    pipeline.flatMap(\.filters)
  }

  /// With one more condition in every `{…}` of the pipeline: what is asked of all spans.
  package func adding(_ condition: FieldExpression) -> TraceQuery {
    mapFilters { old, range in
      (old.map { .and($0, condition) } ?? condition, range)
    }
  }

  /// The tree without its places, to compare with another.
  package var withoutRanges: TraceQuery {
    mapFilters { condition, _ in (condition, .none) }
  }

  private func mapFilters(_ change: FilterChange) -> TraceQuery {
    var query = self
    query.pipeline = pipeline.map { $0.mapFilters(change) }
    return query
  }
}

private typealias FilterChange =
  (FieldExpression?, SourceRange) -> (FieldExpression?, SourceRange)

extension TraceStage {
  fileprivate var filters: [(condition: FieldExpression?, range: SourceRange)] {
    switch self {
    case .spanset(let spanset): spanset.filters
    case .filter(let left, _, let right): left.filters + right.filters
    case .group, .coalesce, .select: []
    }
  }

  fileprivate func mapFilters(_ change: FilterChange) -> TraceStage {
    switch self {
    case .spanset(let spanset): .spanset(spanset.mapFilters(change))
    case .filter(let left, let comparison, let right):
      .filter(left.mapFilters(change), comparison, right.mapFilters(change))
    case .group, .coalesce, .select: self
    }
  }
}

extension Spanset {
  fileprivate var filters: [(condition: FieldExpression?, range: SourceRange)] {
    switch self {
    case .filter(let condition, let range): [(condition, range)]
    case .operation(_, let left, let right): left.filters + right.filters
    case .pipeline(let stages): stages.flatMap(\.filters)
    }
  }

  fileprivate func mapFilters(_ change: FilterChange) -> Spanset {
    switch self {
    case .filter(let old, let place):
      let (condition, range) = change(old, place)
      return .filter(condition, range)
    case .operation(let op, let left, let right):
      return .operation(op, left.mapFilters(change), right.mapFilters(change))
    case .pipeline(let stages): return .pipeline(stages.map { $0.mapFilters(change) })
    }
  }
}

extension ScalarExpression {
  fileprivate var filters: [(condition: FieldExpression?, range: SourceRange)] {
    switch self {
    case .literal, .aggregate: []
    case .operation(_, let left, let right): left.filters + right.filters
    case .pipeline(let stages, _): stages.flatMap(\.filters)
    }
  }

  fileprivate func mapFilters(_ change: FilterChange) -> ScalarExpression {
    switch self {
    case .literal, .aggregate: self
    case .operation(let op, let left, let right):
      .operation(op, left.mapFilters(change), right.mapFilters(change))
    case .pipeline(let stages, let scalar):
      .pipeline(stages.map { $0.mapFilters(change) }, scalar)
    }
  }
}
