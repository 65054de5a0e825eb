import Lexemes

extension Expression {
  /// The tree with every node passed through a change, the lowest first.
  ///
  /// A matrix stays one: what its selector is changed into counts only where it is a selector.
  package func rewritten(_ change: (Expression) -> Expression) -> Expression {
    var copy = self
    switch self {
    case .number, .string, .vector: break
    case .matrix(var node):
      if case .vector(let selector) = Expression.vector(node.selector).rewritten(change) {
        node.selector = selector
      }
      copy = .matrix(node)
    case .subquery(var node):
      node.inner = node.inner.rewritten(change)
      copy = .subquery(node)
    case .unary(var node):
      node.operand = node.operand.rewritten(change)
      copy = .unary(node)
    case .binary(var node):
      node.left = node.left.rewritten(change)
      node.right = node.right.rewritten(change)
      copy = .binary(node)
    case .aggregation(var node):
      node.inner = node.inner.rewritten(change)
      node.parameter = node.parameter?.rewritten(change)
      copy = .aggregation(node)
    case .call(var node):
      node.arguments = node.arguments.map { $0.rewritten(change) }
      copy = .call(node)
    case .paren(var node):
      node.inner = node.inner.rewritten(change)
      copy = .paren(node)
    }
    return change(copy)
  }

  /// The tree without its places, to compare with another.
  package var withoutRanges: Expression {
    rewritten { node in
      var node = node
      node.range = .none
      if case .vector(var selector) = node {
        for index in selector.matchers.indices { selector.matchers[index].range = .none }
        node = .vector(selector)
      }
      return node
    }
  }
}
