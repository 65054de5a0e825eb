import Lexemes
package import PromQLSyntax

/// Changes that the log panel makes to a query, in every log query of a metric query.
extension LogQLQuery {
  /// With one more line filter, of the line as it comes out of the pipeline: behind the last stage
  /// that changes it and the line filters there, since Loki is fastest when they come early.
  package func adding(_ filter: LineFilter) -> LogQLQuery {
    mapLogQueries { query in
      var query = query
      let start = query.stages.lastIndex(where: \.changesLine).map { $0 + 1 } ?? 0
      let place =
        query.stages[start...].firstIndex { !$0.isLineFilter } ?? query.stages.count
      query.stages.insert(Stage(.lineFilter(filter)), at: place)
      return query
    }
  }

  /// With one more label filter, behind all that can make labels and before `unwrap`.
  package func adding(_ filter: LabelFilter) -> LogQLQuery {
    mapLogQueries { query in
      var query = query
      let place =
        query.stages.firstIndex { if case .unwrap = $0.kind { true } else { false } }
        ?? query.stages.count
      query.stages.insert(Stage(.labelFilter(filter)), at: place)
      return query
    }
  }

  /// With one more condition on the streams; one that is there already is not doubled.
  package func adding(_ matcher: LabelMatcher) -> LogQLQuery {
    mapLogQueries { query in
      var query = query
      let isThere = query.matchers.contains {
        $0.name == matcher.name && $0.op == matcher.op && $0.value == matcher.value
      }
      if !isThere { query.matchers.append(matcher) }
      return query
    }
  }

  /// The selector alone, as label and series requests take it; `{}` without a log query.
  package var streamSelector: String { LogQuery(matchers: matchers).description }

  /// The first log query alone, without what only a range may have.
  package var logQuery: LogQuery? {
    guard var query = logQueries.first else { return nil }
    query.stages.removeAll { if case .unwrap = $0.kind { true } else { false } }
    return query
  }

  /// The tree without its places, to compare with another.
  package var withoutRanges: LogQLQuery {
    mapLogQueries { query in
      var query = query
      query.range = .none
      for index in query.matchers.indices { query.matchers[index].range = .none }
      query.stages = query.stages.map { Stage($0.kind.withoutRanges) }
      return query
    }.withoutMetricRanges
  }

  private var withoutMetricRanges: LogQLQuery {
    switch self {
    case .log: self
    case .metric(let query): .metric(query.withoutRanges)
    }
  }
}

extension Stage {
  package var isLineFilter: Bool { if case .lineFilter = kind { true } else { false } }

  /// The line has another text behind it.
  package var changesLine: Bool {
    switch kind {
    case .lineFormat, .unpack, .decolorize: true
    default: false
    }
  }
}

extension Stage.Kind {
  fileprivate var withoutRanges: Stage.Kind {
    switch self {
    case .labelFilter(let filter): .labelFilter(filter.withoutRanges)
    case .drop(let choices): .drop(choices.map(\.withoutRange))
    case .keep(let choices): .keep(choices.map(\.withoutRange))
    default: self
    }
  }
}

extension LabelChoice {
  fileprivate var withoutRange: LabelChoice {
    guard case .matching(var matcher) = self else { return self }
    matcher.range = .none
    return .matching(matcher)
  }
}

extension LabelFilter {
  fileprivate var withoutRanges: LabelFilter {
    switch self {
    case .matcher(var matcher):
      matcher.range = .none
      return .matcher(matcher)
    case .and(let left, let right): return .and(left.withoutRanges, right.withoutRanges)
    case .or(let left, let right): return .or(left.withoutRanges, right.withoutRanges)
    default: return self
    }
  }
}

extension MetricQuery {
  fileprivate var withoutRanges: MetricQuery {
    switch self {
    case .range(var node):
      node.range = .none
      return .range(node)
    case .aggregation(var node):
      node.range = .none
      node.inner = node.inner.withoutRanges
      return .aggregation(node)
    case .binary(var node):
      node.range = .none
      node.left = node.left.withoutRanges
      node.right = node.right.withoutRanges
      return .binary(node)
    case .number(let node): return .number(NumberLiteral(node.value))
    case .vector(let node): return .vector(NumberLiteral(node.value))
    case .labelReplace(var node):
      node.range = .none
      node.inner = node.inner.withoutRanges
      return .labelReplace(node)
    case .paren(var node):
      node.range = .none
      node.inner = node.inner.withoutRanges
      return .paren(node)
    }
  }
}
