package import Lexemes
package import PromQLSyntax

/// A LogQL query of either kind.
///
/// One that was parsed selects by at least one label, has its `unwrap` and parameters where they
/// belong, and is at most `Limits.depth` levels deep.
package enum LogQLQuery: Hashable, Sendable {
  case log(LogQuery)
  case metric(MetricQuery)
}

extension LogQLQuery {
  /// Reads a whole text.
  package init(parsing text: String) throws(LogQLError) {
    var parser = try Parser(text)
    self = try parser.parseAll()
  }

  /// The log queries inside: itself, or those of the range aggregations, in the order of the text.
  package var logQueries: [LogQuery] {
    switch self {
    case .log(let query): [query]
    case .metric(let query): query.logQueries
    }
  }

  /// The conditions on streams; those of the first log query of several.
  package var matchers: [LabelMatcher] { logQueries.first?.matchers ?? [] }

  /// The query with every log query inside passed through a change.
  package func mapLogQueries(_ change: (LogQuery) -> LogQuery) -> LogQLQuery {
    switch self {
    case .log(let query): .log(change(query))
    case .metric(let query): .metric(query.mapLogQueries(change))
    }
  }
}

extension MetricQuery {
  package var range: SourceRange {
    switch self {
    case .range(let node): node.range
    case .aggregation(let node): node.range
    case .binary(let node): node.range
    case .number(let node), .vector(let node): node.range
    case .labelReplace(let node): node.range
    case .paren(let node): node.range
    }
  }

  package var children: [MetricQuery] {
    switch self {
    case .range, .number, .vector: []
    case .aggregation(let node): [node.inner]
    case .binary(let node): [node.left, node.right]
    case .labelReplace(let node): [node.inner]
    case .paren(let node): [node.inner]
    }
  }

  var logQueries: [LogQuery] {
    if case .range(let node) = self { return [node.log] }
    return children.flatMap(\.logQueries)
  }

  func mapLogQueries(_ change: (LogQuery) -> LogQuery) -> MetricQuery {
    switch self {
    case .number, .vector: return self
    case .range(var node):
      node.log = change(node.log)
      return .range(node)
    case .aggregation(var node):
      node.inner = node.inner.mapLogQueries(change)
      return .aggregation(node)
    case .binary(var node):
      node.left = node.left.mapLogQueries(change)
      node.right = node.right.mapLogQueries(change)
      return .binary(node)
    case .labelReplace(var node):
      node.inner = node.inner.mapLogQueries(change)
      return .labelReplace(node)
    case .paren(var node):
      node.inner = node.inner.mapLogQueries(change)
      return .paren(node)
    }
  }
}
